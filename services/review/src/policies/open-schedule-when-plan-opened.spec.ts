import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { openScheduleWhenPlanOpened } from './open-schedule-when-plan-opened.js';
import { begun, cpaPlan, EARLIER, knowing, NOW, plan } from './testing/knowing.js';

const opening = { planId: 'PL', planKind: 'provider', organisationId: 'O', jurisdiction: 'SCO', rulePacks: [] };
const opened = (planKind = 'provider') => published('care-plan.care-plan-opened.v1', { ...opening, planKind });
const opens = (planKind = 'provider') => send(schedule, 'PL', { type: 'OpenSchedule', ...opening, planKind });
const owes = (kind: string, trigger = EARLIER, name = 'E') =>
  send(schedule, 'PL', { type: 'Oblige', kind, trigger, name }, { name: kind });

it('ENG-086, R35: a plan that is opened after its service began owes its first meeting and personal plan from then', async () => {
  await specifyPolicy(openScheduleWhenPlanOpened, knowing({ episodes: { E: begun } }))
    .hears(opened())
    .sends(opens(), owes('firstPlanningMeeting'), owes('personalPlan'));
  await specifyPolicy(openScheduleWhenPlanOpened, knowing()).hears(opened()).sends(opens());
});

it('R35: of two stretches of service the earlier one counts', async () => {
  const later = { ...begun, agreedAt: NOW, startedAt: NOW };
  await specifyPolicy(openScheduleWhenPlanOpened, knowing({ episodes: { F: later, E: begun } }))
    .hears(opened())
    .sends(opens(), owes('firstPlanningMeeting'), owes('personalPlan'));
});

it('CPA-37: a CPA plan that is opened after a level was raised in an emergency owes its review from the decision', async () => {
  const raisedInEmergency = { id: 'level', at: EARLIER };
  await specifyPolicy(openScheduleWhenPlanOpened, knowing({ plans: { PL: cpaPlan }, raisedInEmergency }))
    .hears(opened('cpa'))
    .sends(opens('cpa'), owes('emergencyLevelReview', EARLIER, 'level'));
  await specifyPolicy(openScheduleWhenPlanOpened, knowing({ plans: { PL: cpaPlan } }))
    .hears(opened('cpa'))
    .sends(opens('cpa'));
  await specifyPolicy(openScheduleWhenPlanOpened, knowing({ plans: { PL: plan }, raisedInEmergency }))
    .hears(opened())
    .sends(opens());
});
