import { textMember } from '@carethread/ledger';
import { policy, send } from '@carethread/runtime';
import { cpaCase } from '../domain/case/decider.js';

/** Model §6: a decision that a region's change made necessary is due at the latest with the next review. */
export const bringLevelDecisionForwardWhenReviewClosed = policy({
  name: 'bring-level-decision-forward-when-review-closed',
  when: ['review.review-closed.v1'],
  then: async ({ data, personId, recordedAt }, look) =>
    personId === null
      ? []
      : (await look.ids(cpaCase.category, personId)).map((caseId) =>
          send(cpaCase, caseId, {
            type: 'BringLevelDecisionForward',
            reviewId: data.reviewId,
            heldAt: data.heldAt,
            // Facts stored before that member was published lack it.
            closedAt: textMember(data, 'closedAt') ?? recordedAt,
          }),
        ),
});
