import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS } from './facts.js';
import { review, type ReviewEvent } from './review.js';

const spec = specify(review);
const NOW = '2026-04-10T10:00:00.000Z';
const facts = {
  ...NO_FACTS,
  plans: {
    PL: {
      planKind: 'provider',
      organisationId: 'O',
      jurisdiction: 'ENG',
      rulePacks: [],
      versionNo: 2,
      outcomeIds: [],
      needIds: [],
    },
  },
};
const context = { now: NOW, facts };
const scheduled: ReviewEvent = {
  type: 'ReviewScheduled',
  payload: { reviewId: 'R', planId: 'PL', reviewType: 'formal', at: NOW, obligationIds: [] },
};
const started: ReviewEvent = {
  type: 'ReviewStarted',
  payload: { reviewId: 'R', planId: 'PL', reviewType: 'formal', chair: { id: 'K' }, early: false },
};

describe('who takes part in a review', () => {
  const invite = (role: string) =>
    ({ type: 'InviteParticipant', party: { kind: 'professional', id: 'X', role } }) as const;

  it('ENG-039: another professional only by the person’s permission', () => {
    spec.given(scheduled).when(invite('physiotherapist'), context).refused('PERMISSION_REQUIRED', ['X']);
    const permitted = { ...facts, contacts: { X: ['review'] } };
    spec
      .given(scheduled)
      .when(invite('physiotherapist'), { now: NOW, facts: permitted })
      .then({ type: 'ParticipantInvited' });
  });

  it('the council’s care manager as the worker that they are', () => {
    for (const role of ['careManager', 'care manager', 'Care manager'])
      spec.given(scheduled).when(invite(role), context).then({ type: 'ParticipantInvited' });
  });
});

describe('an agreed outcome', () => {
  const agree = { type: 'AgreeOutcome', outcome: 'noChange' } as const;

  it('names the plan and version that was reviewed, and no other', () => {
    const given = spec.given(scheduled, started);
    given.when(agree, context).then({ type: 'ReviewOutcomeAgreed', payload: { planId: 'PL', planVersionReviewed: 2 } });
    given.when({ ...agree, planId: 'PL', planVersionReviewed: 2 }, context).then({ type: 'ReviewOutcomeAgreed' });
    given.when({ ...agree, planId: 'other' }, context).refused('REFERENCE_NOT_FOUND', ['planId']);
    given.when({ ...agree, planVersionReviewed: 1 }, context).refused('REFERENCE_NOT_FOUND', ['planVersionReviewed']);
  });

  it('is briefed when it was, and not in the future', () => {
    const brief = { type: 'BriefStakeholder', party: { id: 'P' } } as const;
    const given = spec.given(scheduled, started);
    given.when(brief, context).then({ type: 'StakeholderBriefed', payload: { issuedAt: NOW } });
    given
      .when({ ...brief, issuedAt: '2026-04-10T09:00Z' }, context)
      .then({ type: 'StakeholderBriefed', payload: { issuedAt: '2026-04-10T09:00:00.000Z' } });
    given.when({ ...brief, issuedAt: '2026-04-10T10:00:00.001Z' }, context).refused('FUTURE_DATE', ['issuedAt']);
  });
});
