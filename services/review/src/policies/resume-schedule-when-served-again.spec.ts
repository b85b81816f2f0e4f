import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { resumeScheduleWhenServedAgain } from './resume-schedule-when-served-again.js';
import { agreement, knowing, NOW, over, plan, start } from './testing/knowing.js';

const resumes = send(schedule, 'PL', { type: 'ResumeSchedule', episodeId: 'F', startedAt: NOW });
const started = published('care-plan.service-started.v1', { ...start, episodeId: 'F', startedAt: NOW });
const agreed = published('care-plan.service-agreement-made.v1', { ...agreement, episodeId: 'F', agreedAt: NOW });

it('R15: the next service undoes the end of the last one, from its agreement or its start', async () => {
  const episodes = { E: over, F: { providerId: 'O', startedAt: NOW } };
  await specifyPolicy(resumeScheduleWhenServedAgain, knowing({ episodes })).hears(started).sends(resumes);
  await specifyPolicy(resumeScheduleWhenServedAgain, knowing({ episodes })).hears(agreed).sends(resumes);
});

it('R15: an episode that has ended too resumes nothing, nor does a plan that is closed', async () => {
  const episodes = { E: over, F: { ...over, startedAt: NOW } };
  await specifyPolicy(resumeScheduleWhenServedAgain, knowing({ episodes })).hears(started).sendsNothing();
  await specifyPolicy(resumeScheduleWhenServedAgain, knowing({ plans: { PL: { ...plan, closed: true } } }))
    .hears(started)
    .sendsNothing();
});
