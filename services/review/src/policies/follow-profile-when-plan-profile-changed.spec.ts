import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { followProfileWhenPlanProfileChanged } from './follow-profile-when-plan-profile-changed.js';
import { NOW } from './testing/knowing.js';

it('ENG-004: a schedule follows the profile that its plan is put under, from the day on which it holds', async () => {
  const changed = { planId: 'PL', organisationId: 'O', profile: { code: 'ENG', version: 2 }, effectiveFrom: NOW };
  await specifyPolicy(followProfileWhenPlanProfileChanged)
    .hears(published('care-plan.plan-profile-changed.v1', changed))
    .sends(send(schedule, 'PL', { type: 'FollowProfile', jurisdiction: 'ENG', effectiveFrom: NOW }));
});
