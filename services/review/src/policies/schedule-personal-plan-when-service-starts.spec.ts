import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { schedulePersonalPlanWhenServiceStarts } from './schedule-personal-plan-when-service-starts.js';
import { begun, EARLIER, knowing, over, plan, start } from './testing/knowing.js';

const started = published('care-plan.service-started.v1', start);

it('R35: a personal plan is owed from the first day of service', async () => {
  await specifyPolicy(schedulePersonalPlanWhenServiceStarts, knowing({ episodes: { E: begun } }))
    .hears(started)
    .sends(send(schedule, 'PL', { type: 'Oblige', kind: 'personalPlan', trigger: EARLIER, name: 'E' }));
});

it.each([
  ['in England', { jurisdiction: 'ENG' }],
  ['of a plan that is published', { versionNo: 1 }],
  ['of a council’s plan', { planKind: 'localAuthority' }],
])('R35: none is owed %s', async (_, more) => {
  const plans = { PL: { ...plan, ...more } };
  await specifyPolicy(schedulePersonalPlanWhenServiceStarts, knowing({ plans, episodes: { E: begun } }))
    .hears(started)
    .sendsNothing();
});

it('R35: none is owed of a service that has ended', async () => {
  await specifyPolicy(schedulePersonalPlanWhenServiceStarts, knowing({ episodes: { E: over } }))
    .hears(started)
    .sendsNothing();
});
