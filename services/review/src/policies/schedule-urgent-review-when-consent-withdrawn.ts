import { policy, send } from '@carethread/runtime';
import { schedule } from '../domain/schedule/decider.js';

/** C9: an urgent review follows within 72 hours of the withdrawal of consent. */
export const scheduleUrgentReviewWhenConsentWithdrawn = policy({
  name: 'schedule-urgent-review-when-consent-withdrawn',
  when: ['consent.care-consent-withdrawn.v1'],
  then: ({ data: { planId, withdrawnAt }, id }) => [
    send(schedule, planId, { type: 'Oblige', kind: 'urgentConsentReview', trigger: withdrawnAt, name: id }),
  ],
});
