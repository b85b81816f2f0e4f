import { policy, send } from '@carethread/runtime';
import { schedule } from '../domain/schedule/decider.js';

/** R17: a closed plan keeps no open obligation. */
export const stopScheduleWhenPlanClosed = policy({
  name: 'stop-schedule-when-plan-closed',
  when: ['care-plan.care-plan-closed.v1'],
  then: ({ data: { planId } }) => [send(schedule, planId, { type: 'StopSchedule', because: 'planClosed' })],
});
