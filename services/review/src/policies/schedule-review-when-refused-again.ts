import { policy, send } from '@carethread/runtime';
import type { ReviewFacts } from '../domain/facts.js';
import { schedule } from '../domain/schedule/decider.js';

/** C8: what is refused for the second time is reviewed, once. */
export const scheduleReviewWhenRefusedAgain = policy({
  name: 'schedule-review-when-refused-again',
  when: ['consent.sign-off-refused.v1'],
  then: async ({ data: { subject, subjectId }, personId, recordedAt, id }, look) => {
    if (personId === null || subject !== 'planVersion') return [];
    const { refusedProposals } = await look.facts<ReviewFacts>(personId);
    return (refusedProposals[subjectId] ?? 0) < 2
      ? []
      : [send(schedule, subjectId, { type: 'NoteSecondRefusal', refusalId: id, at: recordedAt })];
  },
});
