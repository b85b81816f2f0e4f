import { policy, send } from '@carethread/runtime';
import type { CarePlanFacts } from '../domain/facts.js';
import { carePlan } from '../domain/plan/decider.js';

/** C3: a concluded risk assessment stands on the plan it belongs to, else on every open plan of the person's providers (ENG-071). */
export const linkRiskToPlanWhenAssessed = policy({
  name: 'link-risk-to-plan-when-assessed',
  when: ['risk.risk-assessed.v1'],
  then: async ({ data, personId }, reader) => {
    if (personId === null) return [];
    const { plans } = await reader.facts<CarePlanFacts>(personId);
    const open = Object.entries(plans)
      .filter(([, plan]) => plan.planKind !== 'localAuthority' && plan.state !== 'closed')
      .map(([id]) => id);
    const planIds: readonly string[] = data.planId === undefined ? open : [data.planId];
    return planIds.map((id) => send(carePlan, id, { type: 'LinkRisk', riskId: data.riskId, version: data.version }));
  },
});
