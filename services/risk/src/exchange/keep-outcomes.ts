import type { Policy } from '@carethread/service-kit';
import { riskAssessment } from '../domain/risk-assessment.js';

/** ENG-115: what a review says came of each risk is kept with the risk, and with it which review said so. */
export const recordOutcomesWhenReviewed: Policy = {
  name: 'record-outcomes-when-reviewed',
  when: ['review.risk-outcomes-reviewed.v1'],
  then: ({ data }) =>
    (data.outcomes as readonly { readonly riskId: string }[]).map(({ riskId, ...came }) => ({
      on: riskAssessment,
      id: riskId,
      command: { type: 'RecordRiskOutcome', reviewId: data.reviewId, ...came } as { type: string },
    })),
};
