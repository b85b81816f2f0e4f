import { present } from '@carethread/ledger';
import { policyOn, send } from '@carethread/runtime';
import { careConsent, type RestoreConsent } from '../domain/care-consent/decider.js';
import type { SignOffEvent } from '../domain/sign-off/events.js';

/** R8: care is agreed to again from the moment in which the person signs that. */
export const restoreConsentWhenSigned = policyOn<SignOffEvent>()({
  name: 'restore-consent-when-signed',
  when: ['SignOffCompleted'],
  then: ({ data: { subject, subjectId: planId, scope = 'whole', signOffId, withdrawalsKnown } }) =>
    subject === 'restoration'
      ? [
          send(
            careConsent,
            planId,
            present<RestoreConsent>({ type: 'RestoreConsent', planId, scope, signOffId, withdrawalsKnown }),
          ),
        ]
      : [],
});
