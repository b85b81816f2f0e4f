import { uuidV5 } from '@carethread/ledger';
import { policy, send } from '@carethread/runtime';
import { signOff } from '../domain/sign-off/decider.js';
import { openSignOffsVoided } from './open-sign-offs-voided.js';

/** R30: a measure that restricts the person by their consent is theirs to sign, as it was proposed. */
export const requestSignOffWhenRestrictionConsentAsked = policy({
  name: 'request-sign-off-when-restriction-consent-asked',
  when: ['risk.restriction-consent-asked.v1'],
  then: async ({ data: { restrictionId, askNo, contentHash } }, reader) => {
    const id = uuidV5(restrictionId, 'signOff', askNo);
    const voided = await openSignOffsVoided(restrictionId, 'contentChanged', reader, id);
    const request = send(signOff, id, {
      type: 'RequestSignOff',
      subject: 'restriction',
      subjectId: restrictionId,
      proposalNo: askNo,
      contentHash,
      requiredSignatories: [{ role: 'person', reason: 'restriction' }],
      risks: [],
    });
    return [...voided, request];
  },
});
