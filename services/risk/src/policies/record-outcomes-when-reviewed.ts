import { policy, send } from '@carethread/service-kit';
import { riskAssessment } from '../domain/risk-assessment.js';

/** ENG-115: what a review says came of each risk is kept with the risk, and with it which review said so. */
export const recordOutcomesWhenReviewed = policy({
  name: 'record-outcomes-when-reviewed',
  when: ['review.risk-outcomes-reviewed.v1'],
  then: ({ data: { reviewId, outcomes } }) =>
    outcomes.map(({ riskId, ...came }) =>
      send(riskAssessment, riskId, { type: 'RecordRiskOutcome', reviewId, ...came }),
    ),
});
