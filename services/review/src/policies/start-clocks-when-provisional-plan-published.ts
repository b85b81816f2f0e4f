import { policy, send } from '@carethread/runtime';
import { schedule } from '../domain/schedule/decider.js';

/** Care by a provisional plan is reviewed from its publication on: the full plan that follows it restarts no clock (model §6 rule 10). */
export const startClocksWhenProvisionalPlanPublished = policy({
  name: 'start-clocks-when-provisional-plan-published',
  when: ['care-plan.provisional-plan-published.v1'],
  then: ({ data: { planId }, recordedAt }) => [
    send(schedule, planId, { type: 'NoteProvisionalPlan', publishedAt: recordedAt }),
  ],
});
