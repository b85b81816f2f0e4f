import { uuidV5 } from '@carethread/ledger';
import { policy, send } from '@carethread/runtime';
import { signOff } from '../domain/sign-off/decider.js';
import { isOpen } from '../domain/sign-off/state.js';
import { askedAgain } from '../domain/sign-off/request.js';
import { signOffsBySubject } from '../views/sign-offs-by-subject.js';

const BECAUSE = 'consentWithdrawn';

/** R7: what all have signed, but the person withdrew from between their own signature and the last, is not published. */
export const askAgainWhenPublicationLacksConsent = policy({
  name: 'ask-again-when-publication-lacks-consent',
  when: ['care-plan.publication-refused.v1'],
  then: async ({ id, data: { planId, proposalNo, code } }, reader) => {
    if (code !== 'CONSENT_REQUIRED') return [];
    const asked = await reader.find(signOffsBySubject, { subjectId: planId });
    const states = await Promise.all(asked.map(({ signOffId }) => reader.state(signOff, signOffId)));
    const own = states.filter(
      ({ requested }) => requested?.subject === 'planVersion' && requested.proposalNo === proposalNo,
    );
    const last = own.at(-1)?.requested;
    return last === undefined || own.some(isOpen)
      ? []
      : [send(signOff, uuidV5(planId, 'signOff', proposalNo, id), askedAgain(last, BECAUSE))];
  },
});
