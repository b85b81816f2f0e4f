import { uuidV5 } from '@carethread/ledger';
import { policy, send } from '@carethread/service-kit';
import { assessmentDecider } from '../domain/assessment.js';

/** R36: a review that comes to the end of what it can settle asks for the person to be assessed again, once. */
export const requestAssessmentWhenReviewAsksForOne = policy({
  name: 'request-assessment-when-review-asks-for-one',
  when: ['review.review-outcome-agreed.v1'],
  then: ({ id, personId, data: { outcome } }) =>
    outcome === 'reassess'
      ? [
          send(
            assessmentDecider,
            uuidV5(id, 'reassessment'),
            { type: 'RequestAssessment', kind: 'reassessment', reason: 'asked for by a review' },
            { personId },
          ),
        ]
      : [],
});
