import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { scheduleFollowUpOfRisksWhenReviewFallsDue } from './schedule-follow-up-of-risks-when-review-falls-due.js';
import { knowing, MESSAGE, NOW } from './testing/knowing.js';

const owed = (kind: string) =>
  published('review.obligation-created.v1', { obligationId: 'B', planId: 'PL', kind, dueAt: NOW });
const risk = { planId: 'PL', taken: true, takenAt: NOW, open: true, reviewOn: '2026-05-01' };
const risks = {
  ...{ K: risk, avoided: { ...risk, taken: false }, closed: { ...risk, open: false } },
  ...{ elsewhere: { ...risk, planId: 'P2' } },
};

it('SCOT-094: with a review of the whole plan, each risk that the person takes under it is followed up', async () => {
  await specifyPolicy(scheduleFollowUpOfRisksWhenReviewFallsDue, knowing({ risks }))
    .hears(owed('formalReview'))
    .sends(
      send(
        schedule,
        'PL',
        {
          type: 'FollowUp',
          kind: 'supportedRiskReview',
          about: 'K',
          arisenAt: NOW,
          reviewOn: '2026-05-01',
          name: `${MESSAGE}-K`,
        },
        { name: 'K' },
      ),
    );
});

it('SCOT-094: a check of the month follows up none', async () => {
  await specifyPolicy(scheduleFollowUpOfRisksWhenReviewFallsDue, knowing({ risks }))
    .hears(owed('monthlyCheck'))
    .sendsNothing();
});
