import { managerOf } from '@carethread/access';
import { policy } from '@carethread/runtime';
import { reassignTask } from '../domain/tasks.js';
import { heldTasksOf } from './tasks-of.js';

/** Whoever is no longer of a care team has nothing left to do for that person: what they had open goes to the manager. */
export const passTasksUpWhenMemberLeftTeam = policy({
  name: 'pass-tasks-up-when-member-left-team',
  when: ['care-plan.care-team-assigned.v1'],
  then: async ({ personId, data: { episodeId, organisationId, keyworkerId, members } }, reader) => {
    const team = new Set([keyworkerId, ...members.map(({ userId }) => userId)]);
    const theirs = await heldTasksOf(
      personId,
      reader,
      // A keyworker's go to the keyworker who takes over.
      (one) =>
        (one.forRole === 'CS' || one.forRole === 'NC') &&
        one.organisationId === organisationId &&
        (one.teamId === undefined || one.teamId === episodeId) &&
        one.forUserId !== undefined &&
        !team.has(one.forUserId),
    );
    return theirs.map(({ id, state, step }) => reassignTask(id, managerOf(state), 'leftTeam', step));
  },
});
