import { uuidV5 } from '@carethread/ledger';
import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { signOff } from '../domain/sign-off/decider.js';
import { requestSignOffWhenRiskAssessed } from './request-sign-off-when-risk-assessed.js';
import { HASH, knowing, requested } from './testing/knowing.js';

it('ENG-029: the person is asked to sign each version of a risk, and no earlier one any more', async () => {
  const assessed = published('risk.risk-assessed.v1', {
    ...{ riskId: 'K', version: 2, contentHash: HASH, actionIds: [], conclusion: 'accept' },
  });
  const request = send(signOff, uuidV5('K', 'signOff', 2), {
    ...{ type: 'RequestSignOff', subject: 'riskAssessment', subjectId: 'K', proposalNo: 2, contentHash: HASH },
    ...{ requiredSignatories: [{ role: 'person', reason: 'risk' }], risks: [] },
  });
  const first = { requested: requested({ subject: 'riskAssessment', subjectId: 'K' }) };
  await specifyPolicy(requestSignOffWhenRiskAssessed, knowing({ FIRST: first, OF_A_PLAN: {} }))
    .hears(assessed)
    .sends(send(signOff, 'FIRST', { type: 'VoidSignOff', reason: 'contentChanged' }), request);
  await specifyPolicy(requestSignOffWhenRiskAssessed, knowing()).hears(assessed).sends(request);
});
