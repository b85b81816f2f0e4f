import type { RequestContext, QueryAnswer } from '@carethread/http-api';
import type { CarePlanFacts } from '../../domain/facts.js';
import { carePlan } from '../../domain/plan/decider.js';
import type { PlanState } from '../../domain/plan/events.js';
import { safetyList } from '../../domain/safety-list.js';

/** The person's safety list: it is theirs, so that it is composed of every plan, and opens none of them. */
export async function safetyListOf({ runtime, params, now }: RequestContext): Promise<QueryAnswer> {
  const { personId = '' } = params;
  const plans: PlanState[] = [];
  for (const id of await runtime.ids(carePlan.category, personId)) {
    const { state, erased } = await runtime.commands.load(carePlan, id);
    if (!erased) plans.push(state as PlanState);
  }
  const { facts } = await runtime.known<CarePlanFacts>(personId);
  return { body: { personId, ...safetyList(plans, facts, now) } };
}
