import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import type { ScheduleEvent } from '../domain/schedule/events.js';

/** CPA-56: twelve months without a CPA review is a serious breach, which the team manager acts on. */
export const escalateWhenReviewSeriouslyOverdue = policyOn<ScheduleEvent>()({
  name: 'escalate-when-review-seriously-overdue',
  when: ['ReviewSeriouslyOverdue'],
  then: async ({ id, data, personId }, look) => [
    raiseTask(uuidV5(id, 'seriousOverdue'), {
      kind: 'seriousOverdue',
      ...(await look.office(personId, 'TM')),
      subject: { kind: 'plan', id: data.planId },
      since: data.dueAt,
      ref: { planId: data.planId },
    }),
  ],
});
