import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { scheduleFollowUpWhenCareRefused } from './schedule-follow-up-when-care-refused.js';
import { knowing, MESSAGE, NOW, plan } from './testing/knowing.js';

const refusal = { entryId: 'N', occurredAt: NOW, plannedActionId: 'a1', organisationId: 'O' };
const plans = { PL: { ...plan, versionNo: 1 }, theirs: { ...plan, versionNo: 1, organisationId: 'X' } };
const followUp = { type: 'FollowUp', kind: 'refusalReview', arisenAt: NOW, name: MESSAGE } as const;

it('SCOT-094: a refusal is followed up under the plan that holds the action, by the date that it was given', async () => {
  await specifyPolicy(scheduleFollowUpWhenCareRefused, knowing({ plans }))
    .hears(published('care-plan.person-refused-care.v1', { ...refusal, reviewOn: '2026-03-09' }))
    .sends(send(schedule, 'PL', { ...followUp, reviewOn: '2026-03-09' }));
  await specifyPolicy(scheduleFollowUpWhenCareRefused, knowing({ plans }))
    .hears(published('care-plan.person-refused-care.v1', refusal))
    .sends(send(schedule, 'PL', followUp));
});

it('SCOT-094: one of an action that no published plan holds has no follow-up', async () => {
  await specifyPolicy(scheduleFollowUpWhenCareRefused, knowing())
    .hears(published('care-plan.person-refused-care.v1', refusal))
    .sendsNothing();
});
