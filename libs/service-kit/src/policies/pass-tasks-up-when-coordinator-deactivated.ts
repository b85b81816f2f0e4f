import { managerOf } from '@carethread/access';
import { policy } from '@carethread/runtime';
import { reassignTask } from '../domain/tasks.js';
import { tasksOfUser } from './tasks-of.js';

/** The open tasks of a co-ordinator whose account has ended go to their manager: a closed case has no successor. */
export const passTasksUpWhenCoordinatorDeactivated = policy({
  name: 'pass-tasks-up-when-coordinator-deactivated',
  when: ['cpa-coordination.coordinator-deactivated.v1'],
  then: async ({ subject: user, tenantId, data }, reader) =>
    (await tasksOfUser({ ...data, user, tenantId }, reader)).map(({ id, state, step }) =>
      reassignTask(id, managerOf(state), 'coordinatorDeactivated', step),
    ),
});
