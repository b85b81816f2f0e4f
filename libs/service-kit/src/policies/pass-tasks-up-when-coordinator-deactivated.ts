import { managerOf } from '@carethread/access';
import { reassignTask } from '../domain/tasks.js';
import { policy } from '@carethread/runtime';
import { openTasks, unnamedTasks } from '../views/open-tasks.js';
import { tasksWhere } from './tasks-of.js';

/** The open tasks of a co-ordinator whose account has ended go to their manager: a closed case has no successor. */
export const passTasksUpWhenCoordinatorDeactivated = policy({
  name: 'pass-tasks-up-when-coordinator-deactivated',
  when: ['cpa-coordination.coordinator-deactivated.v1'],
  then: async ({ subject: user, tenantId, data: { userId, organisationId } }, reader) => {
    const listed = [
      ...(await reader.find(openTasks, { tenantId, user })),
      ...(await reader.find(openTasks, unnamedTasks(tenantId))),
    ];
    const theirs = await tasksWhere(
      listed.map(({ taskId }) => taskId),
      reader,
      (one) =>
        // An account that ends with one organisation goes on with the others.
        (organisationId === undefined || one.organisationId === undefined || one.organisationId === organisationId) &&
        (one.user === user || (one.forUserId !== undefined && one.forUserId === userId)),
    );
    return theirs.map(({ id, state }) => reassignTask(id, managerOf(state), 'coordinatorDeactivated'));
  },
});
