import { policy, send } from '@carethread/runtime';
import { schedule } from '../domain/schedule/decider.js';

/** Reviews go by the profile that the plan is put under, from the day on which it holds (ENG-004). */
export const followProfileWhenPlanProfileChanged = policy({
  name: 'follow-profile-when-plan-profile-changed',
  when: ['care-plan.plan-profile-changed.v1'],
  then: ({ data: { planId, profile, effectiveFrom } }) => [
    send(schedule, planId, { type: 'FollowProfile', jurisdiction: profile.code, effectiveFrom }),
  ],
});
