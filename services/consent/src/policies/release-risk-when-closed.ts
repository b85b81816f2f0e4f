import { policy, send } from '@carethread/runtime';
import { signOff } from '../domain/sign-off/decider.js';
import { signOffsBySubject } from '../views/sign-offs-by-subject.js';

/** A risk that is closed needs nobody's agreement any more. */
export const releaseRiskWhenClosed = policy({
  name: 'release-risk-when-closed',
  when: ['risk.risk-closed.v1'],
  then: async ({ personId, data: { riskId } }, reader) =>
    personId === null
      ? []
      : (await reader.find(signOffsBySubject, { personId, open: 1 }))
          .filter(({ subject }) => subject === 'planVersion')
          .map(({ signOffId }) => send(signOff, signOffId, { type: 'ReleaseRisk', riskId })),
});
