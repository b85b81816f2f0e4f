import { managerOf } from '@carethread/access';
import { reassignTask } from '../domain/tasks.js';
import { policy } from '@carethread/runtime';
import { heldTasksOf } from './tasks-of.js';

/** With the service its care team ends: what a keyworker has left open goes to the manager. */
export const passTasksUpWhenServiceEnded = policy({
  name: 'pass-tasks-up-when-service-ended',
  when: ['care-plan.service-ended.v1'],
  then: async ({ personId, data: { episodeId, providerId } }, reader) => {
    const theirs = await heldTasksOf(
      personId,
      reader,
      ({ forRole, forUserId, organisationId, teamId }) =>
        forRole === 'KW' &&
        forUserId !== undefined &&
        (teamId === undefined ? organisationId === providerId : teamId === episodeId),
    );
    return theirs.map(({ id, state, step }) => reassignTask(id, managerOf(state), 'serviceEnded', step));
  },
});
