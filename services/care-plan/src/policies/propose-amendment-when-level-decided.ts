import { policy, send } from '@carethread/runtime';
import type { CarePlanFacts } from '../domain/facts.js';
import { carePlan } from '../domain/plan/decider.js';

/** C13: a decided level asks for an amendment of the CPA plan. */
export const proposeAmendmentWhenLevelDecided = policy({
  name: 'propose-amendment-when-level-decided',
  when: ['cpa-coordination.cpa-level-decided.v1'],
  then: async ({ personId, data, id }, reader) => {
    if (personId === null) return [];
    const { plans } = await reader.facts<CarePlanFacts>(personId);
    return Object.entries(plans)
      .filter(([, plan]) => plan.planKind === 'cpa' && plan.state !== 'closed')
      .map(([planId]) =>
        send(carePlan, planId, {
          type: 'ProposeAgreedChanges',
          cause: { kind: 'cpaLevel', id: data.reviewId ?? id },
          changes: [{ changeId: id, itemId: 'cpa', field: 'level', to: data.to, what: 'CPA level' }],
        }),
      );
  },
});
