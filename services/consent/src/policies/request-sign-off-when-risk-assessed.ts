import { uuidV5 } from '@carethread/ledger';
import { policy, send } from '@carethread/runtime';
import { signOff } from '../domain/sign-off/decider.js';
import { openSignOffsVoided } from './open-sign-offs-voided.js';

/** C3: the person agrees to each risk assessment as well (ENG-029). */
export const requestSignOffWhenRiskAssessed = policy({
  name: 'request-sign-off-when-risk-assessed',
  when: ['risk.risk-assessed.v1'],
  then: async ({ data }, reader) => {
    const { riskId, version, contentHash } = data;
    const id = uuidV5(riskId, 'signOff', version);
    const voided = await openSignOffsVoided(riskId, 'contentChanged', reader, id);
    const request = send(signOff, id, {
      type: 'RequestSignOff',
      subject: 'riskAssessment',
      subjectId: riskId,
      proposalNo: version,
      contentHash,
      requiredSignatories: [{ role: 'person', reason: 'risk' }],
      risks: [],
    });
    return [...voided, request];
  },
});
