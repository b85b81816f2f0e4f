import { policy, send } from '@carethread/runtime';
import type { ReviewFacts } from '../domain/facts.js';
import { schedule } from '../domain/schedule/decider.js';
import { openEpisodes, personalPlan, plansServedBy } from '../domain/schedule/service-of-plan.js';

export const schedulePersonalPlanWhenServiceStarts = policy({
  name: 'schedule-personal-plan-when-service-starts',
  when: ['care-plan.service-started.v1'],
  then: async ({ data: { providerId }, personId, recordedAt }, look) => {
    if (personId === null) return [];
    const { plans, episodes } = await look.facts<ReviewFacts>(personId);
    return plansServedBy(providerId, plans).flatMap(([planId, plan]) => {
      const command = personalPlan(plan, openEpisodes(providerId, episodes), recordedAt);
      return command === undefined ? [] : [send(schedule, planId, command)];
    });
  },
});
