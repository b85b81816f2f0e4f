import { send } from '@carethread/runtime';
import { specifyPolicy } from '@carethread/runtime/testing';
import { careConsent } from '../domain/care-consent/decider.js';
import { giveConsentWhenVersionPublished } from './give-consent-when-version-published.js';
import { knowing, NOW, requested } from './testing/knowing.js';
import { versionPublished } from './testing/version-published.js';

describe('a version that is published', () => {
  const policy = specifyPolicy(
    giveConsentWhenVersionPublished,
    knowing({ S: { state: 'completed', requested: requested({ withdrawalsKnown: 2 }) }, OLD: { state: 'completed' } }),
  );
  const given = { type: 'GiveConsent', planId: 'PL', versionNo: 3, effectiveFrom: NOW, publishedAt: NOW } as const;

  it('R6: is agreed to by its sign-off, which lifts the withdrawals that the person knew of', async () => {
    await policy
      .hears(versionPublished({ signOffId: 'S', actionIds: ['a1'] }))
      .sends(send(careConsent, 'PL', { ...given, signOffId: 'S', actionIds: ['a1'], withdrawalsKnown: 2 }));
    await policy
      .hears(versionPublished({ signOffId: 'OLD' }))
      .sends(send(careConsent, 'PL', { ...given, signOffId: 'OLD' }));
  });

  it('R6: gives no consent where nobody needed to sign it', async () => {
    await policy.hears(versionPublished({})).sendsNothing();
  });
});
