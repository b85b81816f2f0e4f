import { policy, send } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';

/** C9: what the person agreed to again is given again, from the same instant; what else withholds it stays. */
export const resumePlanWhenConsentRestored = policy({
  name: 'resume-plan-when-consent-restored',
  when: ['consent.care-consent-restored.v1'],
  then: ({ data: { planId, scope, restoredAt, withdrawalsKnown } }) => [
    send(carePlan, planId, {
      type: 'ResumePlan',
      scope,
      cause: 'consent',
      ...(restoredAt === undefined ? {} : { from: restoredAt }),
      ...(withdrawalsKnown === undefined ? {} : { withdrawalsKnown }),
    }),
  ],
});
