import { uuidV5 } from '@carethread/ledger';
import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { signOff } from '../domain/sign-off/decider.js';
import { requestSignOffWhenRestrictionConsentAsked } from './request-sign-off-when-restriction-consent-asked.js';
import { HASH, knowing, requested } from './testing/knowing.js';

it('R30: the person is asked to sign a measure that rests on their consent, in place of any request before', async () => {
  const asked = published('risk.restriction-consent-asked.v1', { restrictionId: 'RE', askNo: 2, contentHash: HASH });
  const request = send(signOff, uuidV5('RE', 'signOff', 2), {
    ...{ type: 'RequestSignOff', subject: 'restriction', subjectId: 'RE', proposalNo: 2, contentHash: HASH },
    ...{ requiredSignatories: [{ role: 'person', reason: 'restriction' }], risks: [] },
  });
  const first = { requested: requested({ subject: 'restriction', subjectId: 'RE' }) };
  await specifyPolicy(requestSignOffWhenRestrictionConsentAsked, knowing({ FIRST: first, OF_A_PLAN: {} }))
    .hears(asked)
    .sends(send(signOff, 'FIRST', { type: 'VoidSignOff', reason: 'contentChanged' }), request);
  await specifyPolicy(requestSignOffWhenRestrictionConsentAsked, knowing()).hears(asked).sends(request);
});
