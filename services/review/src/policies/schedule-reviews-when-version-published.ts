import { policy, send } from '@carethread/runtime';
import { schedule } from '../domain/schedule/decider.js';

export const scheduleReviewsWhenVersionPublished = policy({
  name: 'schedule-reviews-when-version-published',
  when: ['care-plan.plan-version-published.v1'],
  then: ({ data: { planId, versionNo, effectiveFrom, signOffId }, id, recordedAt }) =>
    // A replacement that reads the same was not signed: it is no update of the plan, and begins no term anew (ENG-142).
    signOffId === undefined
      ? []
      : [
          send(schedule, planId, {
            type: 'NotePublication',
            versionNo,
            publishedAt: recordedAt,
            effectiveFrom,
            versionId: id,
          }),
        ],
});
