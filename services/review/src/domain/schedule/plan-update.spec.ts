import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS } from '../facts.js';
import { schedule } from './decider.js';
import type { ScheduleEvent } from './events.js';

const spec = specify(schedule);
const HELD = '2026-12-24T11:00:00.000Z';
const CLOSED = '2026-12-24T15:00:00.000Z';
const of = (jurisdiction: string): ScheduleEvent => ({
  type: 'ScheduleOpened',
  payload: { planId: 'PL', organisationId: 'O', planKind: 'provider', jurisdiction, rulePacks: [] },
});
const closed = (more: object = {}) =>
  ({
    type: 'NoteReviewClosed',
    reviewId: 'R',
    reviewType: 'formal',
    heldAt: HELD,
    closedAt: CLOSED,
    outcome: 'amend',
    ...more,
  }) as const;
const at = (now: string, proposedAt?: string) => ({
  now,
  facts: {
    ...NO_FACTS,
    plans: {
      PL: {
        planKind: 'provider',
        organisationId: 'O',
        jurisdiction: 'SCO',
        rulePacks: [],
        versionNo: 1,
        outcomeIds: [],
        needIds: [],
        actionIds: [],
        ...(proposedAt === undefined ? {} : { proposedAt }),
      },
    },
  },
});
const due = '2027-01-06T23:59:59.999Z';
const owed: ScheduleEvent = {
  type: 'ObligationCreated',
  payload: {
    kind: 'planUpdateAfterReview',
    basis: 'SCOT-085',
    dueAt: due,
    arisenAt: HELD,
    ruleRef: { profile: 'SCO', version: 1, key: 'planUpdateAfterReview' },
    obligationId: 'u1',
    planId: 'PL',
    organisationId: 'O',
  },
};

describe('a change that a review agreed in Scotland', () => {
  it('SCOT-085: is proposed within five working days, over Christmas and New Year', () => {
    spec
      .given(of('SCO'))
      .when(closed(), at(CLOSED))
      .then({ type: 'ObligationCreated', payload: { kind: 'planUpdateAfterReview', dueAt: due } });
    spec
      .given(of('SCO'))
      .when(closed({ outcome: 'noChange' }), at(CLOSED))
      .nothing();
    spec.given(of('ENG')).when(closed(), at(CLOSED)).nothing();
  });

  it('SCOT-085, D12: has been carried into the plan when it is proposed, and not only when it is signed', () => {
    const proposed = (when: string) => ({ type: 'NoteProposal', proposalId: 'p', at: when }) as const;
    spec
      .given(of('SCO'), owed)
      .when(proposed('2027-01-06T23:59:59.999Z'), at('2027-01-07T09:00:00.000Z'))
      .then({ type: 'ObligationMet', payload: { obligationId: 'u1', late: false } });
    spec
      .given(of('SCO'), owed)
      .when(proposed('2027-01-07T00:00:00.000Z'), at('2027-01-07T09:00:00.000Z'))
      .then({ type: 'ObligationMet', payload: { late: true, lateBy: 'PT0.001S' } });
    // A proposal from before the review was held carries nothing of it.
    spec.given(of('SCO'), owed).when(proposed('2026-12-24T10:59:59.999Z'), at(CLOSED)).nothing();
  });

  it('D12: that was proposed between the outcome and the closing is owed and met at once', () => {
    spec
      .given(of('SCO'))
      .when(closed(), at(CLOSED, '2026-12-24T12:00:00.000Z'))
      .then(
        { type: 'ObligationCreated', payload: { kind: 'planUpdateAfterReview' } },
        {
          type: 'ObligationMet',
          payload: { kind: 'planUpdateAfterReview', metAt: '2026-12-24T12:00:00.000Z', late: false },
        },
      );
    spec.given(of('SCO')).when(closed(), at(CLOSED, '2026-12-01T12:00:00.000Z')).then({ type: 'ObligationCreated' });
  });

  it('SCOT-073, D10: a review of another type that goes through the whole plan meets its six months, and one that does not leaves them', () => {
    const review: ScheduleEvent = {
      type: 'ObligationCreated',
      payload: { ...owed.payload, kind: 'review', obligationId: 'r1', dueAt: '2027-03-05T23:59:59.999Z' },
    };
    const requested = { reviewType: 'requested', outcome: 'noChange', heldAt: '2026-12-31T11:00:00.000Z' };
    const given = spec.given(of('SCO'), review);
    given.when(closed(requested), at('2026-12-31T15:00:00.000Z')).nothing();
    given
      .when(closed({ ...requested, wholePlan: true }), at('2026-12-31T15:00:00.000Z'))
      .then(
        { type: 'ObligationMet', payload: { kind: 'review' } },
        { type: 'ObligationCreated', payload: { kind: 'review', dueAt: '2027-06-30T22:59:59.999Z' } },
      );
  });
});
