import { policy, send } from '@carethread/runtime';
import type { ConsentFacts } from '../domain/facts.js';
import { signOff } from '../domain/sign-off/decider.js';
import { concerns } from '../domain/sign-off/request.js';
import { signOffsBySubject } from '../views/sign-offs-by-subject.js';

/** R25: what is concluded while a plan is being signed is awaited as well, at the version that stands. */
export const awaitRiskWhenAssessedMeanwhile = policy({
  name: 'await-risk-when-assessed-meanwhile',
  when: ['risk.risk-assessed.v1'],
  then: async ({ personId, data: { riskId, version, planId } }, reader) => {
    if (personId === null) return [];
    const facts = await reader.facts<ConsentFacts>(personId);
    return (await reader.find(signOffsBySubject, { personId, open: 1 }))
      .filter(({ subject, subjectId }) => subject === 'planVersion' && concerns(subjectId, planId, facts))
      .map(({ signOffId }) => send(signOff, signOffId, { type: 'AwaitRisk', riskId, version }));
  },
});
