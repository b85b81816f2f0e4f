import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { scheduleUrgentReviewWhenConsentWithdrawn } from './schedule-urgent-review-when-consent-withdrawn.js';
import { EARLIER, MESSAGE } from './testing/knowing.js';

it('C9: consent withdrawn owes an urgent review, counted from the withdrawal', async () => {
  const withdrawn = { planId: 'PL', withdrawnAt: EARLIER, scope: 'whole', mode: 'verbal' } as const;
  await specifyPolicy(scheduleUrgentReviewWhenConsentWithdrawn)
    .hears(published('consent.care-consent-withdrawn.v1', withdrawn))
    .sends(send(schedule, 'PL', { type: 'Oblige', kind: 'urgentConsentReview', trigger: EARLIER, name: MESSAGE }));
});
