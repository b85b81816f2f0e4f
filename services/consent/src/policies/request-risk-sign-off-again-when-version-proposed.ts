import { uuidV5 } from '@carethread/ledger';
import { policy, send, type PolicyCommand } from '@carethread/runtime';
import { signOff } from '../domain/sign-off/decider.js';
import { askedAgain } from '../domain/sign-off/request.js';
import { signOffsBySubject } from '../views/sign-offs-by-subject.js';

/** ENG-031: a risk assessment whose signature was never given is asked about again with the next plan that needs it. */
export const requestRiskSignOffAgainWhenVersionProposed = policy({
  name: 'request-risk-sign-off-again-when-version-proposed',
  when: ['care-plan.plan-version-proposed.v1'],
  then: async ({ data: { planId, proposalNo, riskRefs } }, reader) => {
    const again: PolicyCommand[] = [];
    for (const { id: riskId } of riskRefs) {
      const asked = await reader.find(signOffsBySubject, { subjectId: riskId });
      const last = [...asked].sort((a, b) => a.since - b.since).at(-1);
      if (last === undefined || last.open === 1) continue;
      const { state, requested } = await reader.state(signOff, last.signOffId);
      if (state !== 'lapsed' || requested === undefined) continue;
      const id = uuidV5(riskId, 'signOff', requested.proposalNo, planId, proposalNo);
      again.push(send(signOff, id, askedAgain(requested, 'lapsed')));
    }
    return again;
  },
});
