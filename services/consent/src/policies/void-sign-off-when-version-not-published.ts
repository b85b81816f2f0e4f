import { policy, send } from '@carethread/runtime';
import { signOff } from '../domain/sign-off/decider.js';
import { signOffsBySubject } from '../views/sign-offs-by-subject.js';

/** What can never be published as it was signed: what is missing otherwise may still come, and the signatures stand until then. */
const NEVER: readonly string[] = ['STALE_VERSION', 'EFFECTIVE_BEFORE_CONSENT', 'CONSENT_REQUIRED'];

/** R7: a sign-off that completed in the moment in which its proposal was replaced took no effect, and is not read as if it had. */
export const voidSignOffWhenVersionNotPublished = policy({
  name: 'void-sign-off-when-version-not-published',
  when: ['care-plan.publication-refused.v1'],
  then: async ({ data: { planId, proposalNo, code } }, reader) => {
    if (!NEVER.includes(code)) return [];
    const asked = await reader.find(signOffsBySubject, { subjectId: planId });
    const states = await Promise.all(
      asked.map(async ({ signOffId }) => ({ signOffId, ...(await reader.state(signOff, signOffId)) })),
    );
    return states
      .filter(
        ({ state, requested }) =>
          state === 'completed' && requested?.subject === 'planVersion' && requested.proposalNo === proposalNo,
      )
      .map(({ signOffId }) => send(signOff, signOffId, { type: 'VoidCompletedSignOff', reason: 'notPublished' }));
  },
});
