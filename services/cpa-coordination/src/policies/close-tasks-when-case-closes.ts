import { closeTask, tasksOf } from '@carethread/service-kit';
import { policyOn } from '@carethread/runtime';
import type { CpaCaseEvent } from '../domain/case/events.js';

/** With the case everything ends that somebody was to do about it. */
export const closeTasksWhenCaseCloses = policyOn<CpaCaseEvent>()({
  name: 'close-tasks-when-case-closes',
  when: ['CpaCaseClosed'],
  then: async ({ personId, data: { caseId } }, look) =>
    (await tasksOf(personId, look, ({ ref }) => ref['caseId'] === caseId)).map(({ id }) => closeTask(id, 'caseClosed')),
});
