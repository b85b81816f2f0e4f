import { endOfDay, justAfter } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import { type Context, type Decider, type EventMeta, heldByOpener } from '@carethread/event-sourcing';
import { contentHash, present } from '@carethread/ledger';
import { authorise, mustBeRegisteredManager } from './authorisation.js';
import { begunInLife, notBefore } from '../dates.js';
import type { RiskFacts } from '../facts.js';
import type { RestrictionCommand, RestrictionEvent, RestrictionState } from './events.js';

export type * from './events.js';

const NONE: RestrictionState = {
  state: 'none',
  proposed: undefined,
  authorisations: [],
  reviews: [],
  endedBecause: undefined,
};

/** Whoever is restricted, or speaks for them, does not record the authority for it (R30). */
const MAY_NOT_AUTHORISE: readonly string[] = ['PE', 'LR', 'OP'];

/** A measure that restricts the person: justified, authorised for a term, looked at again, and never left standing after it (model §3.3). */
export const restriction: Decider<RestrictionState, RestrictionCommand, RestrictionEvent> = {
  category: 'restriction',
  keyClass: 'socialCare',
  holder: (_, opened) => heldByOpener(opened),
  initial: NONE,
  evolve: (state, event) => {
    switch (event.type) {
      case 'RestrictionProposed':
        return {
          ...state,
          state: 'proposed',
          proposed: { ...ofActor(event.meta), ...event.payload },
          proposedAt: event.meta.occurredAt,
          jurisdiction: event.meta.jurisdiction,
          ...openedBy(event.meta.actor),
        };
      case 'RestrictionConsentAsked': {
        const { askNo, contentHash: hash } = event.payload;
        return { ...state, asked: { askNo, contentHash: hash } };
      }
      case 'RestrictionAuthorised': {
        const { measure: _, ...authorisation } = event.payload;
        return { ...state, state: 'active', authorisations: [...state.authorisations, authorisation] };
      }
      case 'RestrictionReviewed':
        return { ...state, reviews: [...state.reviews, { ...event.payload, reviewedAt: event.meta.recordedAt }] };
      case 'RestrictionExpired':
        return { ...state, state: 'expired' };
      case 'RestrictionWithheld':
        return { ...state, state: 'withheld' };
      case 'RestrictionEnded':
        return { ...state, state: 'ended', endedBecause: event.payload.reason };
    }
  },
  needs: (command, _, { facts }) =>
    command.type === 'AuthoriseRestriction'
      ? { subjects: Object.values((facts as RiskFacts).services).map(({ providerId }) => providerId) }
      : {},
  decide: (command, state, context: Context<RiskFacts>) => {
    if (command.type === 'ProposeRestriction') return [propose(command, state, context)];
    if (state.state === 'none') refuse('NOT_FOUND');
    notBefore(state.proposedAt, context);
    if (command.type === 'ExpireRestriction') return expire(state, context.now);
    if (command.type === 'WithholdRestriction') return withhold(command, state);
    if (command.type === 'EndWithService') return endWithService(command, state);
    if (state.state === 'expired' || state.state === 'ended') refuse('STATE_CONFLICT', [state.state]);
    switch (command.type) {
      case 'AskForConsent':
        mustBeLiving(context);
        return [ask(state, context)];
      case 'AuthoriseRestriction':
        mustBeLiving(context);
        mustNotBeRestricted(context);
        return [
          { type: 'RestrictionAuthorised', payload: { ...authorise(command, state, context), ...measureOf(state) } },
        ];
      case 'ReviewRestriction': {
        mustBeLiving(context);
        if (state.state !== 'active') refuse('STATE_CONFLICT', [state.state]);
        const { stillNeeded, changes = '' } = command;
        return [{ type: 'RestrictionReviewed', payload: { stillNeeded, changes } }];
      }
      case 'EndRestriction':
        mustNotBeRestricted(context);
        if (state.authorisations.at(-1)?.scheme === 'DoLS') mustBeRegisteredManager(context);
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

/** Others list what is in force by what it does. */
function measureOf({ proposed }: RestrictionState): { readonly measure?: string } {
  return proposed === undefined ? {} : { measure: proposed.measure };
}

function openedBy({ role, organisation }: EventMeta['actor']): { readonly heldBy?: string } {
  return organisation === undefined || role === 'AS' ? {} : { heldBy: organisation };
}

function ofActor({ actor }: EventMeta): { readonly organisationId?: string } {
  return actor.organisation === undefined ? {} : { organisationId: actor.organisation };
}

/** R38: nobody is restricted after their death. */
function mustBeLiving({ facts }: Context<RiskFacts>): void {
  if (facts.deceased) refuse('STATE_CONFLICT', ['deceased']);
}

function mustNotBeRestricted({ actor }: Context): void {
  if (MAY_NOT_AUTHORISE.includes(actor.role)) refuse('ROLE_NOT_PERMITTED');
}

function propose(
  command: Extract<RestrictionCommand, { type: 'ProposeRestriction' }>,
  state: RestrictionState,
  context: Context<RiskFacts>,
): RestrictionEvent {
  if (state.state !== 'none') refuse('STATE_CONFLICT', [state.state]);
  mustBeLiving(context);
  begunInLife(context);
  const { measure, justification, leastRestrictiveCheck, lessRestrictiveOptions = [] } = command;
  const { organisationId } = context.actor;
  if (justification === undefined || leastRestrictiveCheck === undefined)
    return refuse('RESTRICTION_UNJUSTIFIED', [
      ...(justification === undefined ? ['justification'] : []),
      ...(leastRestrictiveCheck === undefined ? ['leastRestrictiveCheck'] : []),
    ]);
  return {
    type: 'RestrictionProposed',
    payload: present({
      measure,
      justification,
      leastRestrictiveCheck,
      lessRestrictiveOptions,
      organisationId,
    }),
  };
}

/** R30: the person is asked for their own signature on the measure as it is proposed. */
function ask({ proposed, asked }: RestrictionState, context: Context): RestrictionEvent {
  const { organisationId: _, ...content } = proposed ?? refuse('NOT_FOUND');
  const salts = Object.fromEntries(Object.keys(content).map((name) => [name, context.salt()]));
  return {
    type: 'RestrictionConsentAsked',
    payload: {
      restrictionId: context.id,
      askNo: (asked?.askNo ?? 0) + 1,
      content: content,
      salts,
      contentHash: contentHash(content, salts),
    },
  };
}

/** What rests on the person's consent is not used once they withdraw it; it may be authorised anew, or ended. */
function withhold(
  { signOffId }: Extract<RestrictionCommand, { type: 'WithholdRestriction' }>,
  { state, authorisations }: RestrictionState,
): readonly RestrictionEvent[] {
  return state === 'active' && authorisations.at(-1)?.signOffId === signOffId
    ? [{ type: 'RestrictionWithheld', payload: { signOffId } }]
    : [];
}

/**
 * An authority belongs to the service of whoever holds it: it does not outlast that. One that had run out before is over already, and
 * stays what it was.
 */
function endWithService(
  { endedAt }: Extract<RestrictionCommand, { type: 'EndWithService' }>,
  { state }: RestrictionState,
): readonly RestrictionEvent[] {
  return state === 'expired' || state === 'ended'
    ? []
    : [{ type: 'RestrictionEnded', payload: { reason: 'serviceEnded', endedAt } }];
}

function expire(state: RestrictionState, now: string): readonly RestrictionEvent[] {
  const end = endOf(state);
  return state.state === 'active' && end !== undefined && now > end
    ? [{ type: 'RestrictionExpired', payload: {} }]
    : [];
}
