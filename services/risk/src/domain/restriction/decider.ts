import { justAfter } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import { heldByOpener, type Context, type Decider } from '@carethread/event-sourcing';
import { notBefore } from '../dates.js';
import { mustBeLiving } from '../death.js';
import type { RiskFacts } from '../facts.js';
import { heldByOrganisation, organisationOf } from '../opener.js';
import { authorise, type AuthoriseRestriction } from './authorisation.js';
import { requestConsent, withhold, type AskForConsent, type WithholdRestriction } from './consent.js';
import {
  end,
  endOf,
  endWithService,
  expire,
  isOver,
  type EndRestriction,
  type EndWithService,
  type ExpireRestriction,
} from './ending.js';
import type { RestrictionEvent } from './events.js';
import { propose, type ProposeRestriction } from './proposal.js';
import { NO_RESTRICTION, type RestrictionState } from './state.js';

export type RestrictionCommand =
  | ProposeRestriction
  | AskForConsent
  | AuthoriseRestriction
  | { readonly type: 'ReviewRestriction'; readonly stillNeeded: boolean; readonly changes?: string }
  | EndRestriction
  | EndWithService
  | WithholdRestriction
  | ExpireRestriction;

/** What policies and the clock do to a restriction may come after its end, and then changes nothing. */
const BY_ITSELF: readonly RestrictionCommand['type'][] = ['EndWithService', 'WithholdRestriction', 'ExpireRestriction'];

/** A measure that restricts the person: justified, authorised for a term, looked at again, and never left standing after it (model §3.3). */
export const restriction: Decider<RestrictionState, RestrictionCommand, RestrictionEvent> = {
  category: 'restriction',
  keyClass: 'socialCare',
  holder: (_, opened) => heldByOpener(opened),
  initial: NO_RESTRICTION,
  needs: (command, _, { facts }: Context<RiskFacts>) =>
    command.type === 'AuthoriseRestriction'
      ? { subjects: Object.values(facts.services).map(({ providerId }) => providerId) }
      : {},
  admits: (command, state, context) => {
    if (command.type === 'ProposeRestriction') return true;
    if (state.state === 'none') refuse('NOT_FOUND');
    notBefore(state.proposedAt, context);
    if (isOver(state) && !BY_ITSELF.includes(command.type)) refuse('STATE_CONFLICT', [state.state]);
    return true;
  },
  decide: {
    ProposeRestriction: propose,
    AskForConsent: requestConsent,
    AuthoriseRestriction: authorise,
    // snippet: decide
    ReviewRestriction: ({ stillNeeded, changes = '' }, { state }, context: Context<RiskFacts>) => {
      mustBeLiving(context);
      if (state !== 'active') refuse('STATE_CONFLICT', [state]);
      return [{ type: 'RestrictionReviewed', payload: { stillNeeded, changes } }];
    },
    // end of snippet
    EndRestriction: end,
    EndWithService: endWithService,
    WithholdRestriction: withhold,
    ExpireRestriction: expire,
  },
  evolve: {
    RestrictionProposed: (state, { payload, meta }) => ({
      ...state,
      state: 'proposed',
      proposed: { ...organisationOf(meta.actor), ...payload },
      proposedAt: meta.occurredAt,
      jurisdiction: meta.jurisdiction,
      ...heldByOrganisation(meta.actor),
    }),
    RestrictionConsentAsked: (state, { payload: { askNo, contentHash } }) => ({
      ...state,
      asked: { askNo, contentHash },
    }),
    RestrictionAuthorised: (state, { payload: { measure: _, ...authorisation } }) => ({
      ...state,
      state: 'active',
      authorisations: [...state.authorisations, authorisation],
    }),
    // snippet: evolve
    RestrictionReviewed: (state, { payload, meta }) => ({
      ...state,
      reviews: [...state.reviews, { ...payload, reviewedAt: meta.recordedAt }],
    }),
    // end of snippet
    RestrictionExpired: (state) => ({ ...state, state: 'expired' }),
    RestrictionWithheld: (state) => ({ ...state, state: 'withheld' }),
    RestrictionEnded: (state, { payload }) => ({ ...state, state: 'ended', endedBecause: payload.reason }),
  },
  deadlines: (state) => {
    const last = endOf(state);
    return state.state === 'active' && last !== undefined
      ? [{ at: justAfter(last), name: 'expire', command: { type: 'ExpireRestriction' } }]
      : [];
  },
};
