import { uuidV5 } from '@carethread/ledger';
import { policy, type PolicyCommand } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import type { RiskFacts } from '../domain/facts.js';
import { riskAssessment } from '../domain/risk-assessment/decider.js';
import type { RiskState } from '../domain/risk-assessment/state.js';

/**
 * D23: an organisation that serves the person no more writes nothing, so nobody there looks again at the risks that it left open. They stay on
 * the safety list, since the person may be at risk all the same; the council sees who looks after them.
 */
export const handRisksToCouncilWhenServiceEnded = policy({
  name: 'hand-risks-to-council-when-service-ended',
  when: [
    'care-plan.service-ended.v1',
    'care-plan.care-plan-closed.v1',
    'cpa-coordination.cpa-team-changed.v1',
    'cpa-coordination.cpa-case-closed.v1',
  ],
  then: async ({ personId }, reader) => {
    if (personId === null) return [];
    const facts = await reader.facts<RiskFacts>(personId);
    const tasks: PolicyCommand[] = [];
    for (const riskId of await reader.ids(riskAssessment.category, personId)) {
      const risk = await reader.state<RiskState>(riskAssessment, riskId);
      const left = risk.state === 'draft' || risk.state === 'concluded' ? leftBy(risk, facts) : undefined;
      if (left !== undefined)
        tasks.push(
          raiseTask(uuidV5('riskAfterService', riskId, left), {
            kind: 'riskAfterService',
            ...(await reader.office(personId, 'AS')),
            subject: { kind: 'risk', id: riskId },
            ref: { riskId },
          }),
        );
    }
    return tasks;
  },
});

/** By which end a risk lost those who looked after it; undefined while somebody does. A CPA plan goes with its case. */
function leftBy({ opened, heldBy }: RiskState, { plans, servedUntil, cases, deceased }: RiskFacts): string | undefined {
  if (deceased) return undefined;
  if (opened?.planId === undefined) return heldBy === undefined ? undefined : servedUntil[heldBy];
  const plan = plans[opened.planId];
  if (plan?.closed !== true || plan.planKind === 'localAuthority') return undefined;
  if (plan.planKind === 'cpa') return Object.keys(cases).length > 0 ? undefined : opened.planId;
  return servedUntil[plan.organisationId];
}
