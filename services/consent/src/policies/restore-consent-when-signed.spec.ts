import { send } from '@carethread/runtime';
import { specifyPolicy } from '@carethread/runtime/testing';
import { careConsent } from '../domain/care-consent/decider.js';
import { restoreConsentWhenSigned } from './restore-consent-when-signed.js';
import { signOffCompleted } from './testing/sign-off-completed.js';

it('R8: consent is restored as far as the person signed it, by no other sign-off', async () => {
  const restored = { type: 'RestoreConsent', planId: 'PL', signOffId: 'S' } as const;
  const policy = specifyPolicy(restoreConsentWhenSigned);
  await policy
    .hears(signOffCompleted('restoration', 'PL', { scope: ['a1'], withdrawalsKnown: 1 }))
    .sends(send(careConsent, 'PL', { ...restored, scope: ['a1'], withdrawalsKnown: 1 }));
  await policy
    .hears(signOffCompleted('restoration', 'PL'))
    .sends(send(careConsent, 'PL', { ...restored, scope: 'whole' }));
  await policy.hears(signOffCompleted('planVersion', 'PL')).sendsNothing();
});
