import { present } from '@carethread/ledger';
import { policy, send } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';
import type { SuspendPlan } from '../domain/plan/suspension.js';

/** C9: consent withdrawn takes effect on the plan at once, for the whole or for the actions named. */
// snippet: suspend
export const suspendPlanWhenConsentWithdrawn = policy({
  name: 'suspend-plan-when-consent-withdrawn',
  when: ['consent.care-consent-withdrawn.v1'],
  then: ({ data: { planId, scope, withdrawnAt: from, withdrawalNo, by = { kind: 'person' } } }) => {
    const withheld = { scope, reason: 'consentWithdrawn', cause: 'consent', from, by } as const;
    return [send(carePlan, planId, present<SuspendPlan>({ type: 'SuspendPlan', ...withheld, withdrawalNo }))];
  },
});
// end of snippet
