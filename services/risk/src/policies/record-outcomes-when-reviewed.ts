import { policy, send } from '@carethread/runtime';
import { riskAssessment } from '../domain/risk-assessment/decider.js';

/** ENG-115: what a review says came of each risk is kept with the risk, and with it which review said so. */
export const recordOutcomesWhenReviewed = policy({
  name: 'record-outcomes-when-reviewed',
  when: ['review.risk-outcomes-reviewed.v1'],
  then: async ({ personId, data: { reviewId, outcomes } }, reader) => {
    // A review speaks of its own person's risks.
    const own = personId === null ? [] : await reader.ids(riskAssessment.category, personId);
    return outcomes
      .filter(({ riskId }) => own.includes(riskId))
      .map(({ riskId, ...came }) => send(riskAssessment, riskId, { type: 'RecordRiskOutcome', reviewId, ...came }));
  },
});
