import { reassignTask } from '../domain/tasks.js';
import { policy } from '@carethread/runtime';
import { heldTasksOf } from './tasks-of.js';

/** A handover that a provider returns is the council's again, and with it the provider's tasks about it. */
export const giveTasksToCouncilWhenHandoverReturned = policy({
  name: 'give-tasks-to-council-when-handover-returned',
  when: ['assessment.handover-returned.v1'],
  then: async ({ personId, data: { handoverId, providerId } }, reader) => {
    const theirs = await heldTasksOf(
      personId,
      reader,
      ({ organisationId, teamId, ref }) =>
        organisationId === providerId && (ref['handoverId'] === handoverId || teamId === handoverId),
    );
    return theirs.map(({ id, step }) => reassignTask(id, { forRole: 'AS' }, 'handoverReturned', step));
  },
});
