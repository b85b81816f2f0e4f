import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { stopSchedulesWhenPersonDies } from './stop-schedules-when-person-dies.js';

it('R38: with a death all of the person’s plans stop', async () => {
  const states = { 'reviewSchedule-PL': schedule.initial, 'reviewSchedule-P2': schedule.initial, 'review-R': {} };
  const died = { dateOfDeath: '2026-03-01', evidence: 'certificate' };
  await specifyPolicy(stopSchedulesWhenPersonDies, { states })
    .hears(published('assessment.person-death-recorded.v1', died))
    .sends(...['PL', 'P2'].map((id) => send(schedule, id, { type: 'StopSchedule', because: 'deceased' })));
});
