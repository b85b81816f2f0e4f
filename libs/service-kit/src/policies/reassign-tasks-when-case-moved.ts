import { present } from '@carethread/ledger';
import { managerOf, type Office } from '@carethread/access';
import { reassignTask } from '../domain/tasks.js';
import { policy } from '@carethread/runtime';
import { heldTasksOf } from './tasks-of.js';

/**
 * The tasks of a CPA case go with it to the team that takes it on. A co-ordinator of another organisation can no longer do theirs:
 * until the receiving team names its own, they are its manager's.
 */
export const reassignTasksWhenCaseMoved = policy({
  name: 'reassign-tasks-when-case-moved',
  when: ['cpa-coordination.cpa-team-changed.v1'],
  then: async ({ personId, data: { teamId, organisationId } }, reader) => {
    const theirs = await heldTasksOf(personId, reader, ({ forRole }) => forRole === 'CC' || forRole === 'TM');
    return theirs.map(({ id, state, step }) => {
      const moved: Office = present({
        forRole: state.forRole,
        teamId,
        organisationId,
      });
      const stays = state.organisationId === organisationId && state.forUserId !== undefined;
      const office =
        state.forRole === 'CC' && !stays ? managerOf(moved) : present<Office>({ ...moved, forUserId: state.forUserId });
      return reassignTask(id, office, 'caseMoved', step);
    });
  },
});
