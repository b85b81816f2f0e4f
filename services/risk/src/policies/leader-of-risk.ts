import { leaderOf, type Office } from '@carethread/access';
import { type PolicyReader } from '@carethread/runtime';
import type { RiskFacts } from '../domain/facts.js';
import type { RiskState } from '../domain/risk-assessment/state.js';

/** A risk is looked at again by the leader of the plan that it belongs to; without a plan, by the keyworker where it was opened. */
export async function leaderOfRisk(
  personId: string,
  opened: RiskState['opened'],
  reader: PolicyReader,
): Promise<Office> {
  const { plans } = await reader.facts<RiskFacts>(personId);
  const plan = opened?.planId === undefined ? undefined : plans[opened.planId];
  return reader.office(personId, leaderOf(plan?.planKind), plan?.organisationId ?? opened?.organisationId);
}
