import { heldWithPlan } from '@carethread/event-sourcing';
import { answerOf, type RequestContext, type Route, query, withoutSections } from '@carethread/http-api';
import type { CarePlanFacts } from '../../domain/facts.js';
import { coverageOf } from '../../domain/plan/coverage.js';
import { carePlan } from '../../domain/plan/decider.js';
import { versionAt } from '../../domain/plan/in-force.js';
import { planHeld, personOfPlan } from './loaded-plan.js';
import { PL } from './path.js';

/** ENG-017, ENG-051: what of needs, outcomes, preferences and risks the plan answers to, as it would be proposed now. */
export async function planCoverage(ask: RequestContext) {
  const { state, personId } = await planHeld(ask);
  const id = ask.params['id'] ?? '';
  const { facts } = await ask.read.facts<CarePlanFacts>(personId);
  const current = versionAt(state, ask.now);
  const risks = Object.entries(facts.risks).filter(([, risk]) => risk.open && risk.planId === id);
  const coverage = coverageOf(
    withoutSections(state.draft, await ask.sight(personId).sectionsKept(heldWithPlan(id))),
    state.opened?.councilNeeds ?? [],
    Object.fromEntries(risks),
    state.risks,
    facts.assessments,
  );
  const open = Object.entries(coverage).flatMap(([kind, all]) =>
    all.filter(({ covered }) => !covered).map((one) => answerOf({ kind, id: one.id })),
  );
  return {
    body: answerOf({
      planId: id,
      versionNo: current?.versionNo,
      draftRevision: state.draftRevision,
      ...coverage,
      uncovered: open,
      complete: open.length === 0,
    }),
  };
}

export const coverageRoutes: readonly Route[] = [
  query({
    path: `${PL}/:id/coverage`,
    summary: 'Which needs, outcomes, preferences and risks have an action, or a reason for none',
    capability: 'readPlan',
    former: 'nothing',
    of: { on: carePlan },
    person: personOfPlan,
    answer: (ask) => planCoverage(ask),
  }),
];
