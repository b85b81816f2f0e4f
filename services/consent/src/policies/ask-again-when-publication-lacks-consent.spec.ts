import { uuidV5 } from '@carethread/ledger';
import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { signOff } from '../domain/sign-off/decider.js';
import { askAgainWhenPublicationLacksConsent } from './ask-again-when-publication-lacks-consent.js';
import { HASH, knowing, MESSAGE } from './testing/knowing.js';

const refused = (code: string, proposalNo = 1) =>
  published('care-plan.publication-refused.v1', { planId: 'PL', proposalNo, code });

it('R7: what all have signed, but the person withdrew from meanwhile, they are asked to sign again', async () => {
  const again = send(signOff, uuidV5('PL', 'signOff', 1, MESSAGE), {
    ...{ type: 'RequestSignOff', subject: 'planVersion', subjectId: 'PL', proposalNo: 1, contentHash: HASH },
    ...{ requiredSignatories: [{ role: 'person', reason: 'ENG' }], risks: [] },
    again: { signOffId: 'S', because: 'consentWithdrawn' },
  });
  const completed = specifyPolicy(askAgainWhenPublicationLacksConsent, knowing({ S: { state: 'completed' } }));
  await completed.hears(refused('CONSENT_REQUIRED')).sends(again);
  await completed.hears(refused('STALE_VERSION')).sendsNothing();
  await completed.hears(refused('CONSENT_REQUIRED', 2)).sendsNothing();
  const open = knowing({ S: { state: 'completed' }, AGAIN: {} });
  await specifyPolicy(askAgainWhenPublicationLacksConsent, open).hears(refused('CONSENT_REQUIRED')).sendsNothing();
});
