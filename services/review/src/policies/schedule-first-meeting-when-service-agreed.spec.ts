import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { scheduleFirstMeetingWhenServiceAgreed } from './schedule-first-meeting-when-service-agreed.js';
import { agreement, begun, councilPlan, EARLIER, knowing, over } from './testing/knowing.js';

const agreed = published('care-plan.service-agreement-made.v1', agreement);

it('ENG-086: a meeting is owed of an agreement', async () => {
  await specifyPolicy(scheduleFirstMeetingWhenServiceAgreed, knowing({ episodes: { E: begun } }))
    .hears(agreed)
    .sends(send(schedule, 'PL', { type: 'Oblige', kind: 'firstPlanningMeeting', trigger: EARLIER, name: 'E' }));
});

it('ENG-086: none is owed of one that has ended, nor under a council’s plan', async () => {
  await specifyPolicy(scheduleFirstMeetingWhenServiceAgreed, knowing({ episodes: { E: over } }))
    .hears(agreed)
    .sendsNothing();
  await specifyPolicy(
    scheduleFirstMeetingWhenServiceAgreed,
    knowing({ plans: { PL: councilPlan }, episodes: { E: begun } }),
  )
    .hears(agreed)
    .sendsNothing();
});
