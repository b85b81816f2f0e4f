import { localDate } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import { COUNCIL, heldBy, type Context, type Decider } from '@carethread/event-sourcing';
import type { AssessmentFacts } from '../facts.js';
import { lifeOf, notBefore } from '../life.js';
import { accept, giveBack, type AcceptHandover, type ReturnHandover } from './answer.js';
import type { HandoverEvent } from './events.js';
import { issue, type IssueHandover } from './issue.js';
import type { HandoverState } from './state.js';

export type HandoverCommand =
  IssueHandover | AcceptHandover | ReturnHandover | { readonly type: 'EndHandover'; readonly reason: string };

/** The council hands a person's plan to a provider, who accepts it or returns it with reasons (CITY-02 to CITY-05). */
export const handover: Decider<HandoverState, HandoverCommand, HandoverEvent> = {
  category: 'handover',
  keyClass: 'socialCare',
  holder: ({ issued }, _, capability) => {
    const addressee = issued === undefined ? [] : [heldBy(issued.providerId)];
    return capability === 'answerHandover' ? addressee : [COUNCIL, ...addressee];
  },
  initial: { state: 'none' },
  needs: (command, _, { personId }) =>
    command.type === 'IssueHandover' ? { subjects: [command.providerId], streams: lifeOf(personId) } : {},
  admits: ({ type }, { issuedAt }, context: Context<AssessmentFacts>) => {
    if (type !== 'EndHandover' && context.facts.deceased) refuse('STATE_CONFLICT', ['deceased']);
    notBefore(issuedAt, context);
    return true;
  },
  decide: {
    IssueHandover: issue,
    AcceptHandover: accept,
    ReturnHandover: giveBack,
    EndHandover: ({ reason }, { state, issued }) => {
      if (state !== 'issued' || issued === undefined) return [];
      const { handoverId, providerId } = issued;
      return [{ type: 'HandoverEnded', payload: { handoverId, providerId, reason } }];
    },
  },
  evolve: {
    HandoverIssued: (_, { payload, meta }) => ({
      state: 'issued',
      issued: payload,
      issuedOn: localDate(meta.recordedAt),
      issuedAt: meta.occurredAt,
    }),
    HandoverAccepted: (state, { payload: { keyworkerId, plannedStart } }) => ({
      ...state,
      state: 'accepted',
      keyworkerId,
      plannedStart,
    }),
    HandoverReturned: (state, { payload: { reason } }) => ({ ...state, state: 'returned', returnedBecause: reason }),
    HandoverEnded: (state) => ({ ...state, state: 'ended' }),
  },
};
