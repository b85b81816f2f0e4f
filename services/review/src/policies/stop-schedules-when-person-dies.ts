import { policy, send } from '@carethread/runtime';
import { schedule } from '../domain/schedule/decider.js';

/** R38: nothing is owed to a person who has died. */
export const stopSchedulesWhenPersonDies = policy({
  name: 'stop-schedules-when-person-dies',
  when: ['assessment.person-death-recorded.v1'],
  then: async ({ personId }, look) => {
    if (personId === null) return [];
    const ids = await look.ids(schedule.category, personId);
    return ids.map((planId) => send(schedule, planId, { type: 'StopSchedule', because: 'deceased' }));
  },
});
