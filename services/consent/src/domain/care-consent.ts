import { refuse } from '@carethread/contracts';
import { type Context, type Decider, heldWithPlan } from '@carethread/event-sourcing';
import { isWitnessed, WRITING, type Party } from './witness.js';

export type Scope = 'whole' | readonly string[];
export type CareConsentEvent =
  | {
      readonly type: 'CareConsentGiven';
      readonly payload: { readonly planId: string; readonly versionNo: number; readonly signOffId?: string };
    }
  | {
      readonly type: 'CareConsentWithdrawn';
      readonly payload: {
        readonly planId: string;
        readonly scope: Scope;
        readonly by: Party;
        readonly mode: string;
        readonly reasons?: string;
        readonly witness?: Party;
        readonly description?: string;
        readonly withdrawnAt: string;
      };
    }
  | {
      readonly type: 'CareConsentRestored';
      readonly payload: { readonly planId: string; readonly scope: Scope; readonly signOffId: string };
    };
export type CareConsentState = {
  readonly state: 'none' | 'given' | 'partlyWithdrawn' | 'withdrawn';
  readonly versionNo: number;
  readonly withdrawn: Scope;
  readonly history: readonly { readonly type: string; readonly at: string; readonly scope?: Scope }[];
};
export type CareConsentCommand =
  | { readonly type: 'GiveConsent'; readonly planId: string; readonly versionNo: number; readonly signOffId?: string }
  | {
      readonly type: 'WithdrawConsent';
      readonly scope: Scope;
      readonly mode?: string;
      readonly reasons?: string;
      readonly witness?: Party;
      readonly description?: string;
    }
  | { readonly type: 'RestoreConsent'; readonly planId: string; readonly scope: Scope; readonly signOffId: string };

/** The person's continuing agreement to receive care under a plan, whole or in part; withdrawn at any moment (model §3.5). */
export const careConsent: Decider<CareConsentState, CareConsentCommand, CareConsentEvent> = {
  category: 'careConsent',
  holder: (_, { id }) => heldWithPlan(id),
  initial: { state: 'none', versionNo: 0, withdrawn: [], history: [] },
  edits: [],
  evolve: (state, event) => {
    const history = [
      ...state.history,
      {
        type: event.type,
        at: event.meta.recordedAt,
        ...('scope' in event.payload ? { scope: event.payload.scope } : {}),
      },
    ];
    switch (event.type) {
      case 'CareConsentGiven':
        return {
          state: state.state === 'withdrawn' ? 'withdrawn' : 'given',
          versionNo: event.payload.versionNo,
          withdrawn: state.state === 'withdrawn' ? 'whole' : [],
          history,
        };
      case 'CareConsentWithdrawn': {
        const { scope } = event.payload;
        if (scope === 'whole' || state.withdrawn === 'whole')
          return { ...state, state: 'withdrawn', withdrawn: 'whole', history };
        return { ...state, state: 'partlyWithdrawn', withdrawn: [...new Set([...state.withdrawn, ...scope])], history };
      }
      case 'CareConsentRestored': {
        const { scope } = event.payload;
        const left =
          scope === 'whole' || state.withdrawn === 'whole' ? [] : state.withdrawn.filter((id) => !scope.includes(id));
        return { ...state, state: left.length === 0 ? 'given' : 'partlyWithdrawn', withdrawn: left, history };
      }
    }
  },
  decide: (command, state, context: Context) => {
    switch (command.type) {
      case 'GiveConsent': {
        const { type: _, ...payload } = command;
        return state.versionNo >= command.versionNo ? [] : [{ type: 'CareConsentGiven', payload }];
      }
      case 'WithdrawConsent':
        return withdraw(command, state, context);
      case 'RestoreConsent': {
        const { type: _, ...payload } = command;
        return state.withdrawn.length === 0 ? [] : [{ type: 'CareConsentRestored', payload }];
      }
    }
  },
};

// snippet: withdraw
function withdraw(
  command: Extract<CareConsentCommand, { type: 'WithdrawConsent' }>,
  state: CareConsentState,
  { actor, id, personId, now }: Context,
): readonly CareConsentEvent[] {
  const own = actor.role === 'PE' || actor.role === 'LR';
  const mode = command.mode ?? (own ? 'signed' : 'verbal');
  // Staff record only what the person gave in another way than writing, before a witness who is not the recorder.
  if (!own && WRITING.includes(mode)) refuse('ROLE_NOT_PERMITTED');
  if (!isWitnessed(mode, command.witness, actor)) refuse('WITNESS_REQUIRED', ['witness']);
  const { scope, reasons, witness, description } = command;
  if (scope !== 'whole' && scope.length === 0) refuse('MALFORMED', ['/scope: names at least one action, or is whole']);
  const already =
    state.withdrawn === 'whole' || (scope !== 'whole' && scope.every((action) => state.withdrawn.includes(action)));
  if (already) return [];
  const by: Party = own
    ? { kind: actor.role === 'PE' ? 'person' : 'professional', id: actor.userId }
    : { kind: 'person', ...(personId === null ? {} : { id: personId }) };
  return [
    {
      type: 'CareConsentWithdrawn',
      payload: {
        planId: id,
        scope,
        by,
        mode,
        withdrawnAt: now,
        ...(reasons === undefined ? {} : { reasons }),
        ...(witness === undefined ? {} : { witness }),
        ...(description === undefined ? {} : { description }),
      },
    },
  ];
}
// end of snippet
