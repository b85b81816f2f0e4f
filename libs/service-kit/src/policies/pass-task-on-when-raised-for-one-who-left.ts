import { managerOf, type Office } from '@carethread/access';
import { present } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { officesOf } from '../domain/task-offices.js';
import { reassignTask, task, type TaskEvent } from '../domain/tasks.js';

/**
 * Every task passes here, by whatever it came to somebody: one that comes to somebody who has left already is the successor's at once,
 * or else the manager's, and says so. What they had when they left is passed up with that.
 */
export const passTaskOnWhenRaisedForOneWhoLeft = policyOn<TaskEvent>()({
  name: 'pass-task-on-when-raised-for-one-who-left',
  when: ['TaskRaised', 'TaskEscalated', 'TaskReassigned'],
  then: async ({ type, data, personId, meta }, reader) => {
    const step = type !== 'TaskRaised' && 'step' in data ? data.step : undefined;
    const id = meta.stream.slice(`${task.category}-`.length);
    const state = await reader.state(task, id);
    const held = officesOf(state).find((one) => one.step === step);
    // It may have gone to somebody else since.
    if (state.status !== 'open' || held?.user === undefined || held.user !== data.user) return [];
    const { forRole, forUserId, organisationId, teamId } = held;
    const office = present<Office>({ forRole, organisationId, teamId });
    if (!(await reader.hasLeft(held.user, office))) return [];
    const now = await reader.office(personId, forRole, organisationId);
    const isSucceeded = now.forUserId !== undefined && now.forUserId !== forUserId && now.teamId === teamId;
    return [reassignTask(id, isSucceeded ? now : managerOf(office), 'staffLeft', step)];
  },
});
