import { present } from '@carethread/ledger';
import { reassignTask } from '../domain/tasks.js';
import { policy } from '@carethread/runtime';
import { heldTasksOf } from './tasks-of.js';

/** A keyworker's open tasks go to the new keyworker. */
export const reassignTasksWhenCareTeamAssigned = policy({
  name: 'reassign-tasks-when-care-team-assigned',
  when: ['care-plan.care-team-assigned.v1'],
  then: async ({ personId, data: { episodeId, organisationId, keyworkerId } }, reader) => {
    const theirs = await heldTasksOf(
      personId,
      reader,
      (one) =>
        one.forRole === 'KW' &&
        (one.organisationId ?? organisationId) === organisationId &&
        // A person whom one organisation serves twice has two teams.
        (one.teamId === undefined || one.teamId === episodeId),
    );
    return theirs.map(({ id, step }) =>
      reassignTask(
        id,
        present({
          forRole: 'KW',
          organisationId,
          teamId: episodeId,
          forUserId: keyworkerId === '' ? undefined : keyworkerId,
        }),
        'careTeamAssigned',
        step,
      ),
    );
  },
});
