import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { stopScheduleWhenPlanClosed } from './stop-schedule-when-plan-closed.js';
import { NOW } from './testing/knowing.js';

it('R17: a closed plan stops, and no other', async () => {
  const closed = { planId: 'PL', closedAt: NOW, organisationId: 'O', reason: 'completed' };
  await specifyPolicy(stopScheduleWhenPlanClosed)
    .hears(published('care-plan.care-plan-closed.v1', closed))
    .sends(send(schedule, 'PL', { type: 'StopSchedule', because: 'planClosed' }));
});
