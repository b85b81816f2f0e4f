import { uuidV5 } from '@carethread/ledger';
import { send } from '@carethread/runtime';
import { specifyPolicy } from '@carethread/runtime/testing';
import { signOff } from '../domain/sign-off/decider.js';
import { requestSignOffWhenVersionProposed } from './request-sign-off-when-version-proposed.js';
import { HASH, knowing, requested } from './testing/knowing.js';
import { versionProposed } from './testing/version-proposed.js';

const own = uuidV5('PL', 'signOff', 2);
const request = send(signOff, own, {
  ...{ type: 'RequestSignOff', subject: 'planVersion', subjectId: 'PL', proposalNo: 2, contentHash: HASH },
  ...{ requiredSignatories: [{ role: 'person', reason: 'ENG' }], risks: ['K'] },
});

describe('a proposal', () => {
  it('R4: asks for its signatures, and voids what was asked of an earlier one', async () => {
    const restoration = { requested: requested({ subject: 'restoration' }) };
    await specifyPolicy(
      requestSignOffWhenVersionProposed,
      knowing({ S: {}, RESTORATION: restoration, OVER: { state: 'completed' }, [own]: {} }),
    )
      .hears(versionProposed)
      .sends(send(signOff, 'S', { type: 'VoidSignOff', reason: 'contentChanged' }), request);
  });

  it('R22: names whose place the keyworker’s is', async () => {
    const team = { organisationId: 'O', keyworkerId: 'KW', members: [], open: true };
    await specifyPolicy(requestSignOffWhenVersionProposed, knowing({}, { teams: { E: team } }))
      .hears(versionProposed)
      .sends(request);
  });
});
