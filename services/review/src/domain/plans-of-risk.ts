import type { ReviewFacts } from './facts.js';

/** The plans that a risk is followed up under: the one that it was assessed for, else each under which the person is cared for. */
export function plansOfRisk(riskId: string, facts: ReviewFacts): readonly string[] {
  const planId = facts.risks[riskId]?.planId;
  return planId === undefined ? caringPlans(facts) : [planId];
}

/** The plans under which a provider or a trust cares for the person. */
function caringPlans({ plans }: ReviewFacts): readonly string[] {
  return Object.entries(plans).flatMap(([planId, { planKind, closed }]) =>
    planKind === 'localAuthority' || closed === true ? [] : [planId],
  );
}
