import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { escalateTask, raiseTask, tasksOf } from '@carethread/service-kit';
import type { ScheduleEvent } from '../domain/schedule/events.js';

/**
 * CPA-56: twelve months without a CPA review is a serious breach, which the team manager acts on. It is the review that was missed
 * first: while that stands on work lists, it is escalated there, and is no task beside it.
 */
export const escalateWhenReviewSeriouslyOverdue = policyOn<ScheduleEvent>()({
  name: 'escalate-when-review-seriously-overdue',
  when: ['ReviewSeriouslyOverdue'],
  then: async ({ id, data: { planId, dueAt: since }, personId }, look) => {
    const manager = await look.office(personId, 'TM');
    const missed = await tasksOf(
      personId,
      look,
      ({ kind, ref }) =>
        kind === 'obligationMissed' && ref['planId'] === planId && ref['obligationKind'] === 'cpaReview',
    );
    const [first] = missed.toSorted((one, other) => ((one.state.since ?? '') < (other.state.since ?? '') ? -1 : 1));
    if (first !== undefined) return [escalateTask(first.id, { ...manager, step: 'seriousOverdue' })];
    return [
      raiseTask(uuidV5(id, 'seriousOverdue'), {
        kind: 'seriousOverdue',
        ...manager,
        subject: { kind: 'plan', id: planId },
        since,
        ref: { planId },
      }),
    ];
  },
});
