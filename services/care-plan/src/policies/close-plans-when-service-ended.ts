import { policyOn, send } from '@carethread/runtime';
import type { EpisodeEvent } from '../domain/episode/events.js';
import type { CarePlanFacts } from '../domain/facts.js';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';
import { endOfService } from '../domain/service-end.js';

/**
 * R17, D23: a provider that serves the person no more reads what it holds and writes nothing, so that nobody could close its plans:
 * they are closed with the last of its episodes. What was opened or published while that ended is closed in its turn.
 */
export const closePlansWhenServiceEnded = policyOn<EpisodeEvent | PlanEvent>()({
  name: 'close-plans-when-service-ended',
  when: [
    'ServiceEnded',
    'CarePlanOpened',
    'PlanVersionPublished',
    'ProvisionalPlanPublished',
    'cpa-coordination.cpa-case-closed.v1',
  ],
  then: async ({ personId }, reader) => {
    if (personId === null) return [];
    const facts = await reader.facts<CarePlanFacts>(personId);
    return Object.entries(facts.plans).flatMap(([id, plan]) => {
      const end = plan.state === 'closed' ? undefined : endOfService(plan, facts);
      return end === undefined
        ? []
        : [send(carePlan, id, { type: 'ClosePlan', reason: end.reason, closedAt: end.endedAt })];
    });
  },
});
