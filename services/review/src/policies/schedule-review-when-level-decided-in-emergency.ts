import { policy, send } from '@carethread/runtime';
import type { ReviewFacts } from '../domain/facts.js';
import { emergencyReview } from '../domain/schedule/service-of-plan.js';
import { schedule } from '../domain/schedule/decider.js';

/** CPA-37: an emergency change upward is reviewed within seven days. */
export const scheduleReviewWhenLevelDecidedInEmergency = policy({
  name: 'schedule-review-when-level-decided-in-emergency',
  when: ['cpa-coordination.cpa-level-decided.v1'],
  then: async ({ data: { emergency }, personId, recordedAt: at, id }, look) => {
    if (personId === null || emergency !== true) return [];
    const { plans } = await look.facts<ReviewFacts>(personId);
    return Object.entries(plans).flatMap(([planId, plan]) => {
      const command = emergencyReview(plan, { id, at });
      return command === undefined ? [] : [send(schedule, planId, command)];
    });
  },
});
