import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { cpaCase } from '../domain/case/decider.js';
import { bringLevelDecisionForwardWhenReviewClosed } from './bring-level-decision-forward-when-review-closed.js';
import { EARLIER, knowing, NOW } from './testing/knowing.js';

const closed = { reviewId: 'R', planId: 'PL', heldAt: EARLIER, closedAt: NOW, reviewType: 'cpa', outcome: 'noChange' };

it('a review that is closed brings a level decision forward on each of the person’s cases (model §6)', async () => {
  await specifyPolicy(bringLevelDecisionForwardWhenReviewClosed, knowing())
    .hears(published('review.review-closed.v1', closed))
    .sends(send(cpaCase, 'C', { type: 'BringLevelDecisionForward', reviewId: 'R', heldAt: EARLIER, closedAt: NOW }));
  await specifyPolicy(bringLevelDecisionForwardWhenReviewClosed)
    .hears(published('review.review-closed.v1', closed))
    .sendsNothing();
});
