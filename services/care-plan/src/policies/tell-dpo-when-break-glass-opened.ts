import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import type { BreakGlassEvent } from '../domain/break-glass/events.js';
import { REVIEW_OF_BREAK_GLASS, reviewTaskOf } from '../domain/break-glass/review-task.js';

/** The data protection officer gets a task for each break-glass access. */
export const tellDpoWhenBreakGlassOpened = policyOn<BreakGlassEvent>()({
  name: 'tell-dpo-when-break-glass-opened',
  when: ['BreakGlassOpened'],
  then: ({ id, data, meta: { actor } }) => [
    raiseTask(reviewTaskOf(id), {
      kind: REVIEW_OF_BREAK_GLASS,
      forRole: 'DP',
      subject: { kind: 'staff', id: actor.user },
      ref: { until: data.until },
    }),
  ],
});
