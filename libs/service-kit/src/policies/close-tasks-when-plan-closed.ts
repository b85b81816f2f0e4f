import { taskEntry } from '@carethread/contracts';
import { closeTask } from '../domain/tasks.js';
import { policy } from '@carethread/runtime';
import { tasksOf } from './tasks-of.js';

/** R17: nothing is left to do about a plan that is closed, nor anybody to do it; an incident is investigated all the same. */
export const closeTasksWhenPlanClosed = policy({
  name: 'close-tasks-when-plan-closed',
  when: ['care-plan.care-plan-closed.v1'],
  then: async ({ personId, data: { planId } }, reader) =>
    (
      await tasksOf(personId, reader, ({ kind, ref }) => ref['planId'] === planId && taskEntry(kind)?.incident !== true)
    ).map(({ id }) => closeTask(id, 'planClosed')),
});
