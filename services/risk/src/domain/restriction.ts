import { refuse } from '@carethread/contracts';
import { addDays, addMonths, endOfDay, justAfter, localDate } from '@carethread/calendar';
import { type Context, type Decider, type EventMeta, heldByOpener } from '@carethread/event-sourcing';
import type { RiskFacts } from './facts.js';

export type Proposal = {
  readonly measure: string;
  readonly justification: string;
  readonly leastRestrictiveCheck: string;
  readonly lessRestrictiveOptions: readonly string[];
  /** Of whoever proposed it; on what was stored before, that of the event's actor. */
  readonly organisationId?: string;
};
export type Authorisation = {
  readonly scheme: string;
  readonly authorityRef: string;
  readonly from: string;
  readonly to: string;
  readonly conditions: readonly string[];
  readonly urgent: boolean;
};
export type RestrictionReview = { readonly stillNeeded: boolean; readonly changes: string };
export type RestrictionEvent =
  | { readonly type: 'RestrictionProposed'; readonly payload: Proposal }
  | { readonly type: 'RestrictionAuthorised'; readonly payload: Authorisation }
  | { readonly type: 'RestrictionReviewed'; readonly payload: RestrictionReview }
  | { readonly type: 'RestrictionExpired'; readonly payload: Readonly<Record<string, never>> }
  | { readonly type: 'RestrictionEnded'; readonly payload: { readonly reason: string } };

export type RestrictionState = {
  readonly state: 'none' | 'proposed' | 'active' | 'expired' | 'ended';
  readonly proposed: Proposal | undefined;
  /** In the order in which they were recorded: the last one says how long the restriction may stand. */
  readonly authorisations: readonly Authorisation[];
  readonly reviews: readonly (RestrictionReview & { readonly reviewedAt: string })[];
  readonly endedBecause: string | undefined;
};
export type RestrictionCommand =
  | {
      readonly type: 'ProposeRestriction';
      readonly measure: string;
      readonly justification?: string;
      readonly leastRestrictiveCheck?: string;
      readonly lessRestrictiveOptions?: readonly string[];
    }
  | ({ readonly type: 'AuthoriseRestriction' } & Partial<Authorisation>)
  | { readonly type: 'ReviewRestriction'; readonly stillNeeded: boolean; readonly changes?: string }
  | { readonly type: 'EndRestriction'; readonly reason: string }
  | { readonly type: 'ExpireRestriction' };

const NONE: RestrictionState = {
  state: 'none',
  proposed: undefined,
  authorisations: [],
  reviews: [],
  endedBecause: undefined,
};

/** Where the deprivation of liberty safeguards reach: in a person's own home only a court can authorise (ENG-081). */
const DOLS_SETTINGS: readonly string[] = ['careHome', 'inpatient'];
/** Held as a code, for the day it begins: the scheme of the 2019 Act is not in force. */
const NOT_IN_FORCE: readonly string[] = ['LPS'];
const DOLS_MONTHS = 12;
/** No other scheme has a limit in the model; a term beyond a lifetime is a slip of the pen. */
const LIFETIME_MONTHS = 1200;

/** A measure that restricts the person: justified, authorised for a term, looked at again, and never left standing after it (model §3.3). */
export const restriction: Decider<RestrictionState, RestrictionCommand, RestrictionEvent> = {
  category: 'restriction',
  holder: (_, opened) => heldByOpener(opened),
  initial: NONE,
  evolve: (state, event) => {
    switch (event.type) {
      case 'RestrictionProposed':
        return { ...state, state: 'proposed', proposed: { ...ofActor(event.meta), ...event.payload } };
      case 'RestrictionAuthorised':
        return { ...state, state: 'active', authorisations: [...state.authorisations, event.payload] };
      case 'RestrictionReviewed':
        return { ...state, reviews: [...state.reviews, { ...event.payload, reviewedAt: event.meta.recordedAt }] };
      case 'RestrictionExpired':
        return { ...state, state: 'expired' };
      case 'RestrictionEnded':
        return { ...state, state: 'ended', endedBecause: event.payload.reason };
    }
  },
  decide: (command, state, context: Context<RiskFacts>) => {
    if (command.type === 'ProposeRestriction') return state.state === 'none' ? [propose(command, context)] : [];
    if (state.state === 'none') refuse('NOT_FOUND');
    if (command.type === 'ExpireRestriction') return expire(state, context.now);
    if (state.state === 'expired' || state.state === 'ended') refuse('STATE_CONFLICT', [state.state]);
    switch (command.type) {
      case 'AuthoriseRestriction':
        return [{ type: 'RestrictionAuthorised', payload: authorise(command, state, context) }];
      case 'ReviewRestriction': {
        if (state.state !== 'active') refuse('STATE_CONFLICT', [state.state]);
        const { stillNeeded, changes = '' } = command;
        return [{ type: 'RestrictionReviewed', payload: { stillNeeded, changes } }];
      }
      case 'EndRestriction':
        return [{ type: 'RestrictionEnded', payload: { reason: command.reason } }];
    }
  },
  wakes: (state) => {
    const end = endOf(state);
    return state.state === 'active' && end !== undefined
      ? [{ at: justAfter(end), name: 'expire', command: { type: 'ExpireRestriction' } }]
      : [];
  },
};

/** The last instant that the present authorisation covers. */
export function endOf({ authorisations }: RestrictionState): string | undefined {
  const present = authorisations.at(-1);
  return present === undefined ? undefined : endOfDay(present.to);
}

function ofActor({ actor }: EventMeta): { readonly organisationId?: string } {
  return actor.organisation === undefined ? {} : { organisationId: actor.organisation };
}

function propose(
  command: Extract<RestrictionCommand, { type: 'ProposeRestriction' }>,
  { actor: { organisationId } }: Context,
): RestrictionEvent {
  const { measure, justification, leastRestrictiveCheck, lessRestrictiveOptions = [] } = command;
  if (justification === undefined || leastRestrictiveCheck === undefined)
    return refuse('RESTRICTION_UNJUSTIFIED', [
      ...(justification === undefined ? ['justification'] : []),
      ...(leastRestrictiveCheck === undefined ? ['leastRestrictiveCheck'] : []),
    ]);
  return {
    type: 'RestrictionProposed',
    payload: {
      measure,
      justification,
      leastRestrictiveCheck,
      lessRestrictiveOptions,
      ...(organisationId === undefined ? {} : { organisationId }),
    },
  };
}

/** Nothing restricts a person without an authority that holds today, under a scheme that reaches where they are (ENG-081). */
function authorise(
  command: Extract<RestrictionCommand, { type: 'AuthoriseRestriction' }>,
  state: RestrictionState,
  { facts, now }: Context<RiskFacts>,
): Authorisation {
  const { scheme, authorityRef, from, to, conditions = [], urgent = false } = command;
  if (scheme === undefined || authorityRef === undefined || from === undefined)
    return refuse(
      'AUTHORISATION_REQUIRED',
      Object.entries({ scheme, authorityRef, from }).flatMap(([name, given]) => (given === undefined ? [name] : [])),
    );
  if (to === undefined) return refuse('AUTHORISATION_TERM_INVALID', ['to']);
  const settings = Object.values(facts.settings);
  if (NOT_IN_FORCE.includes(scheme) || (scheme === 'DoLS' && !settings.some((one) => DOLS_SETTINGS.includes(one))))
    refuse('AUTHORISATION_WRONG_SCHEME', ['scheme']);
  const months = scheme === 'DoLS' ? DOLS_MONTHS : LIFETIME_MONTHS;
  const today = localDate(now);
  if (to <= from || to < today || to >= addMonths(from, months)) refuse('AUTHORISATION_TERM_INVALID', ['to']);
  coversEachDay(from, today, state);
  return { scheme, authorityRef, from, to, conditions, urgent };
}

/** The first authorisation has begun; one that follows begins at the latest on the day after the one before ends. */
function coversEachDay(from: string, today: string, { authorisations }: RestrictionState): void {
  const before = authorisations.at(-1);
  if (from > (before === undefined ? today : addDays(before.to, 1))) refuse('AUTHORISATION_REQUIRED', ['from']);
}

function expire(state: RestrictionState, now: string): readonly RestrictionEvent[] {
  const end = endOf(state);
  return state.state === 'active' && end !== undefined && now > end
    ? [{ type: 'RestrictionExpired', payload: {} }]
    : [];
}
