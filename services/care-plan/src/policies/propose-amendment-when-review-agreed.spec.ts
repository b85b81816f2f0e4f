import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { carePlan } from '../domain/plan/decider.js';
import { proposeAmendmentWhenReviewAgreed } from './propose-amendment-when-review-agreed.js';

const changes = [{ changeId: 'c', itemId: 'a1', field: 'when', what: 'more often', to: 'twice daily' }];
const agreed = (outcome: string) =>
  published('review.review-outcome-agreed.v1', {
    reviewId: 'R',
    planId: 'PL',
    planVersionReviewed: 1,
    outcome,
    changes,
  });

it('C7: what a review agreed is proposed, with the review as its cause; no change is nothing to propose', async () => {
  await specifyPolicy(proposeAmendmentWhenReviewAgreed)
    .hears(agreed('amend'))
    .sends(send(carePlan, 'PL', { type: 'ProposeAgreedChanges', cause: { kind: 'review', id: 'R' }, changes }));
  await specifyPolicy(proposeAmendmentWhenReviewAgreed).hears(agreed('noChange')).sendsNothing();
});
