import { policy, send } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';

/** C7: what a review agreed is drafted and proposed; what the person did not agree stays out. */
export const proposeAmendmentWhenReviewAgreed = policy({
  name: 'propose-amendment-when-review-agreed',
  when: ['review.review-outcome-agreed.v1'],
  then: ({ data }) =>
    data.outcome === 'noChange'
      ? []
      : [
          send(carePlan, data.planId, {
            type: 'ProposeAgreedChanges',
            cause: { kind: 'review', id: data.reviewId },
            changes: data.changes,
          }),
        ],
});
