import { present } from '@carethread/ledger';
import { policy, send } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';
import type { ResumePlan } from '../domain/plan/suspension.js';

/** C9: what the person agreed to again is given again, from the same instant; what else withholds it stays. */
export const resumePlanWhenConsentRestored = policy({
  name: 'resume-plan-when-consent-restored',
  when: ['consent.care-consent-restored.v1'],
  then: ({ data: { planId, scope, restoredAt: from, withdrawalsKnown } }) => [
    send(
      carePlan,
      planId,
      present<ResumePlan>({ type: 'ResumePlan', scope, cause: 'consent', from, withdrawalsKnown }),
    ),
  ],
});
