import { uuidV5 } from '@carethread/ledger';
import { policy, send } from '@carethread/runtime';
import { assessmentDecider } from '../domain/assessment/decider.js';
import type { AssessmentFacts } from '../domain/facts.js';

/** R36: a review that comes to the end of what it can settle asks for the person to be assessed again, once; nobody who has died (R38). */
export const requestAssessmentWhenReviewAsksForOne = policy({
  name: 'request-assessment-when-review-asks-for-one',
  when: ['review.review-outcome-agreed.v1'],
  then: async ({ id, personId, data: { outcome } }, reader) => {
    if (personId === null || outcome !== 'reassess') return [];
    const { deceased } = await reader.facts<AssessmentFacts>(personId);
    if (deceased) return [];
    const command = { type: 'RequestAssessment', kind: 'reassessment', reason: 'asked for by a review' } as const;
    return [send(assessmentDecider, uuidV5(id, 'reassessment'), command, { personId })];
  },
});
