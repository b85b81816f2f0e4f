import { managerOf } from '@carethread/access';
import { policy } from '@carethread/runtime';
import { reassignTask } from '../domain/tasks.js';
import { tasksOfUser } from './tasks-of.js';

/** Nobody waits for somebody who has left: what they had open at the organisation goes to their manager, who may give it on. */
export const passTasksUpWhenStaffLeft = policy({
  name: 'pass-tasks-up-when-staff-left',
  when: ['assessment.staff-left.v1'],
  then: async ({ subject: user, tenantId, data }, reader) =>
    (await tasksOfUser({ ...data, user, tenantId }, reader)).map(({ id, state, step }) =>
      reassignTask(id, managerOf(state), 'staffLeft', step),
    ),
});
