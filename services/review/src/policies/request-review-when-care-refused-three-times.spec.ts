import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { requestReviewWhenCareRefusedThreeTimes } from './request-review-when-care-refused-three-times.js';
import { knowing, plan } from './testing/knowing.js';

const refusal = (date: string) => ({ actionId: 'a1', date, organisationId: 'O' });
const refusals = ['2026-06-01', '2026-06-04', '2026-06-07'].map(refusal);
const plans = { ours: { ...plan, versionNo: 1 }, theirs: { ...plan, organisationId: 'X', versionNo: 1 } };
const refused = published('care-plan.person-refused-care.v1', {
  ...{ entryId: 'N', occurredAt: '2026-06-07T10:00:00.000Z', plannedActionId: 'a1', organisationId: 'O' },
});

it('R32: the third refusal in seven days asks for a review of the plan that holds the action', async () => {
  await specifyPolicy(requestReviewWhenCareRefusedThreeTimes, knowing({ plans, refusals }))
    .hears(refused)
    .sends(
      send(schedule, 'ours', {
        ...{ type: 'RequestReview', reason: 'three refusals of a1', capacityOfRequester: 'system' },
      }),
    );
});

it('C19: two refusals ask for none', async () => {
  await specifyPolicy(requestReviewWhenCareRefusedThreeTimes, knowing({ plans, refusals: refusals.slice(1) }))
    .hears(refused)
    .sendsNothing();
});
