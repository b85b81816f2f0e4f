import { present } from '@carethread/ledger';
import { policy, send } from '@carethread/runtime';
import { careConsent, type GiveConsent } from '../domain/care-consent/decider.js';
import { signOff } from '../domain/sign-off/decider.js';

/**
 * A published version is agreed: consent to care under it is given, from the day on which it holds (R6). One that reads the same as
 * before was not signed: what was given stays.
 */
export const giveConsentWhenVersionPublished = policy({
  name: 'give-consent-when-version-published',
  when: ['care-plan.plan-version-published.v1'],
  then: async ({ data, recordedAt }, reader) => {
    const { planId, versionNo, signOffId, effectiveFrom, actionIds } = data;
    if (signOffId === undefined) return [];
    const { requested } = await reader.state(signOff, signOffId);
    return [
      send(
        careConsent,
        planId,
        present<GiveConsent>({
          type: 'GiveConsent',
          planId,
          versionNo,
          signOffId,
          effectiveFrom,
          publishedAt: recordedAt,
          actionIds,
          withdrawalsKnown: requested?.withdrawalsKnown,
        }),
      ),
    ];
  },
});
