import { present } from '@carethread/ledger';
import { policy, send } from '@carethread/runtime';
import { careConsent, type GiveConsent } from '../domain/care-consent/decider.js';

/** What care rests on in an emergency may be withdrawn like what was signed: consent to it is known from the first day. */
export const giveConsentWhenProvisionalPlanPublished = policy({
  name: 'give-consent-when-provisional-plan-published',
  when: ['care-plan.provisional-plan-published.v1'],
  then: ({ data: { planId, versionNo, effectiveFrom, actionIds, consentBasis }, recordedAt }) => [
    send(
      careConsent,
      planId,
      present<GiveConsent>({
        type: 'GiveConsent',
        planId,
        versionNo,
        effectiveFrom,
        publishedAt: recordedAt,
        basis: consentBasis,
        actionIds,
      }),
    ),
  ],
});
