import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { careConsent } from '../domain/care-consent/decider.js';
import { giveConsentWhenProvisionalPlanPublished } from './give-consent-when-provisional-plan-published.js';
import { HASH, NOW } from './testing/knowing.js';

it.each([{ actionIds: ['a1'] }, {}])('R6: care under a provisional plan may be withdrawn from (%j)', async (known) => {
  const version = { planId: 'PL', versionNo: 1, effectiveFrom: NOW, ...known };
  await specifyPolicy(giveConsentWhenProvisionalPlanPublished)
    .hears(
      published('care-plan.provisional-plan-published.v1', {
        ...{ ...version, planKind: 'provider', organisationId: 'O', contentHash: HASH, consentBasis: 'verbal' },
      }),
    )
    .sends(send(careConsent, 'PL', { type: 'GiveConsent', ...version, publishedAt: NOW, basis: 'verbal' }));
});
