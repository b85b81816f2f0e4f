import { managerOf } from '@carethread/access';
import { reassignTask } from '../domain/tasks.js';
import { policy } from '@carethread/runtime';
import { openTasks, unnamedTasks } from '../views/open-tasks.js';
import { tasksWhere } from './tasks-of.js';

/** Whatever still stands on the list of somebody whose account has ended goes to their manager: a closed case has no successor. */
export const passTasksUpWhenCoordinatorDeactivated = policy({
  name: 'pass-tasks-up-when-coordinator-deactivated',
  when: ['cpa-coordination.coordinator-deactivated.v1'],
  then: async ({ subject: user, tenantId, data: { userId, organisationId } }, look) => {
    const listed = [
      ...(await look.find(openTasks, { tenantId, user })),
      ...(await look.find(openTasks, unnamedTasks(tenantId))),
    ];
    const theirs = await tasksWhere(
      listed.map(({ taskId }) => taskId),
      look,
      (one) =>
        // An account that ends with one organisation goes on with the others.
        (organisationId === undefined || one.organisationId === undefined || one.organisationId === organisationId) &&
        (one.user === user || (one.forUserId !== undefined && one.forUserId === userId)),
    );
    return theirs.map(({ id, state }) => reassignTask(id, managerOf(state), 'coordinatorDeactivated'));
  },
});
