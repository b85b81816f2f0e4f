import { reassignTask } from '../domain/tasks.js';
import { policy } from '@carethread/runtime';
import { tasksOf } from './tasks-of.js';

/** A handover that a provider returns is the council's again, and with it the provider's tasks about it. */
export const giveTasksToCouncilWhenHandoverReturned = policy({
  name: 'give-tasks-to-council-when-handover-returned',
  when: ['assessment.handover-returned.v1'],
  then: async ({ personId, data: { handoverId, providerId } }, reader) => {
    const theirs = await tasksOf(
      personId,
      reader,
      ({ organisationId, teamId, ref }) =>
        organisationId === providerId && (ref['handoverId'] === handoverId || teamId === handoverId),
    );
    return theirs.map(({ id }) => reassignTask(id, { forRole: 'AS' }, 'handoverReturned'));
  },
});
