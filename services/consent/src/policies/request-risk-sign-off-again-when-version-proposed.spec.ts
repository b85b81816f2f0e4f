import { uuidV5 } from '@carethread/ledger';
import { send } from '@carethread/runtime';
import { specifyPolicy } from '@carethread/runtime/testing';
import { signOff } from '../domain/sign-off/decider.js';
import { requestRiskSignOffAgainWhenVersionProposed } from './request-risk-sign-off-again-when-version-proposed.js';
import { HASH, knowing, requested } from './testing/knowing.js';
import { versionProposed } from './testing/version-proposed.js';

const ofRisk = (signOffId: string) => ({
  requested: requested({ signOffId, subject: 'riskAssessment', subjectId: 'K' }),
});

describe('a risk whose signature was never given', () => {
  it('ENG-031: is asked about again with the next plan that needs it', async () => {
    const again = send(signOff, uuidV5('K', 'signOff', 1, 'PL', 2), {
      ...{ type: 'RequestSignOff', subject: 'riskAssessment', subjectId: 'K', proposalNo: 1, contentHash: HASH },
      ...{ requiredSignatories: [{ role: 'person', reason: 'ENG' }], risks: [] },
      again: { signOffId: 'LAST', because: 'lapsed' },
    });
    const signOffs = {
      FIRST: { ...ofRisk('FIRST'), state: 'voided' },
      LAST: { ...ofRisk('LAST'), state: 'lapsed' },
    } as const;
    await specifyPolicy(requestRiskSignOffAgainWhenVersionProposed, knowing(signOffs))
      .hears(versionProposed)
      .sends(again);
  });

  it.each(['requested', 'completed', 'refused', 'voided'] as const)('ENG-031: is not where it is %s', async (state) => {
    await specifyPolicy(requestRiskSignOffAgainWhenVersionProposed, knowing({ LAST: { ...ofRisk('LAST'), state } }))
      .hears(versionProposed)
      .sendsNothing();
  });
});
