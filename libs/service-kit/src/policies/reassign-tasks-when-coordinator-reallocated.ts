import { present } from '@carethread/ledger';
import type { Office } from '@carethread/access';
import { reassignTask } from '../domain/tasks.js';
import { policy } from '@carethread/runtime';
import { heldTasksOf } from './tasks-of.js';

/** A care co-ordinator's open tasks go to the successor; those that the team's manager keeps for want of one, too. */
export const reassignTasksWhenCoordinatorReallocated = policy({
  name: 'reassign-tasks-when-coordinator-reallocated',
  when: ['cpa-coordination.care-coordinator-reallocated.v1'],
  then: async ({ personId, data: { caseId, toUserId } }, reader) => {
    const theirs = await heldTasksOf(
      personId,
      reader,
      ({ raisedFor, forUserId, ref }) =>
        raisedFor === 'CC' && forUserId !== toUserId && (ref['caseId'] ?? caseId) === caseId,
    );
    return theirs.map(({ id, step, state: { organisationId, teamId } }) => {
      const office: Office = present({
        forRole: 'CC',
        forUserId: toUserId,
        organisationId,
        teamId,
      });
      return reassignTask(id, office, 'coordinatorReallocated', step);
    });
  },
});
