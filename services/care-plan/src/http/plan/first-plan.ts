import { Refusal } from '@carethread/contracts';
import { heldWithPlan } from '@carethread/event-sourcing';
import { type RequestContext, type Route, query } from '@carethread/http-api';
import type { CarePlanFacts } from '../../domain/facts.js';
import { carePlan } from '../../domain/plan/decider.js';
import { asProvidedAt } from '../../domain/plan/provided.js';
import { shownVersion } from './shown-version.js';

/** Part (c): the first version of the person's provider plan, and every change that monitoring or review caused (part e). */
export async function firstPlan(ask: RequestContext) {
  const personId = ask.params['personId'] ?? '';
  const { facts } = await ask.read.facts<CarePlanFacts>(personId);
  const sight = ask.sight(personId);
  let planId: string | undefined;
  for (const [id, { planKind, versionNo }] of Object.entries(facts.plans))
    if (planKind !== 'localAuthority' && versionNo > 0 && (await sight.sees(heldWithPlan(id)))) planId ??= id;
  if (planId === undefined) throw new Refusal('NOT_FOUND');
  const stream = await ask.read.state(carePlan, planId);
  const until = await sight.until(carePlan, stream);
  const { state } = until === undefined ? stream : await ask.read.history(carePlan, planId, until);
  const first = state.versions[0];
  if (first === undefined) throw new Refusal('NOT_FOUND');
  const changes = state.versions
    .filter(({ cause, causes = [cause] }) => causes.some(({ kind }) => kind === 'review'))
    .map(({ versionNo, changes: made, cause }) => ({ versionNo, changes: made, cause }));
  return {
    body: {
      planId,
      ...shownVersion(state, first, ask.now),
      content: asProvidedAt(state, first, ask.now),
      changes,
      reviewPartOpen: facts.fileParts.includes('e'),
    },
  };
}

export const firstPlanRoutes: readonly Route[] = [
  query({
    path: '/care-plan/persons/:personId/first-plan',
    summary: 'Part (c) of the file: the first plan, for ever',
    capability: 'readPlan',
    of: 'each',
    person: ({ params }) => params['personId'] ?? null,
    answer: (ask) => firstPlan(ask),
  }),
];
