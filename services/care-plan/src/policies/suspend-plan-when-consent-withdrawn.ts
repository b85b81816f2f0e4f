import { policy, send } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';

/** C9: consent withdrawn takes effect on the plan at once, for the whole or for the actions named. */
// snippet: suspend
export const suspendPlanWhenConsentWithdrawn = policy({
  name: 'suspend-plan-when-consent-withdrawn',
  when: ['consent.care-consent-withdrawn.v1'],
  then: ({ data: { planId, scope, withdrawnAt, withdrawalNo, by = { kind: 'person' } } }) => [
    send(carePlan, planId, {
      type: 'SuspendPlan',
      scope,
      reason: 'consentWithdrawn',
      cause: 'consent',
      from: withdrawnAt,
      by,
      ...(withdrawalNo === undefined ? {} : { withdrawalNo }),
    }),
  ],
});
// end of snippet
