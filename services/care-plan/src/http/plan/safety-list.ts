import { SAFETY_LIST } from '@carethread/event-sourcing';
import { type Route, query, type RequestContext, type QueryAnswer } from '@carethread/http-api';
import type { CarePlanFacts } from '../../domain/facts.js';
import { carePlan } from '../../domain/plan/decider.js';
import type { PlanState } from '../../domain/plan/state.js';
import { safetyList } from '../../domain/safety-list.js';

export const safetyListRoutes: readonly Route[] = [
  query({
    path: '/care-plan/persons/:personId/safety',
    summary: 'What whoever helps the person must know: allergies, risks, restrictions in force, emergency contacts',
    capability: 'readSafety',
    of: { holder: () => SAFETY_LIST },
    person: ({ params }) => params['personId'] ?? null,
    answer: (ask) => safetyListOf(ask),
  }),
];

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
