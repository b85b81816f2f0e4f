import { SAFETY_LIST } from '@carethread/event-sourcing';
import { type Route, query, type RequestContext } from '@carethread/http-api';
import type { CarePlanFacts } from '../../domain/facts.js';
import { carePlan } from '../../domain/plan/decider.js';
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
export async function safetyListOf({ read, params, now }: RequestContext) {
  const { personId = '' } = params;
  const streams = await read.find(carePlan, { personId });
  const plans = streams.filter(({ erased }) => !erased).map(({ state }) => state);
  const { facts } = await read.facts<CarePlanFacts>(personId);
  return { body: { personId, ...safetyList(plans, facts, now) } };
}
