import { uuidV5 } from '@carethread/ledger';
import { policy, policyOn, send, type PolicyCommand } from '@carethread/runtime';
import { careConsent, type CareConsentEvent } from '../domain/care-consent/decider.js';
import { signOff, type SignOffEvent } from '../domain/sign-off/decider.js';
import { isOpen } from '../domain/sign-off/events.js';
import { askedAgain } from '../domain/sign-off/request.js';
import { signOffsBySubject } from '../views/sign-offs-by-subject.js';

const BECAUSE = 'consentWithdrawn';

/**
 * R7: what the person was asked to sign before they withdrew is void, and they are asked again: what they sign then they sign
 * knowing of it. A restoration is not asked for again: it was the person's own request.
 */
export const voidSignOffsWhenConsentWithdrawn = policyOn<CareConsentEvent | SignOffEvent>()({
  name: 'void-sign-offs-when-consent-withdrawn',
  // A withdrawal may come while a sign-off is being asked for.
  when: ['CareConsentWithdrawn', 'SignOffRequested'],
  then: async ({ id, type, data }, look) => {
    const planId = 'planId' in data ? data.planId : data.subjectId;
    const { length: count } = (await look.state(careConsent, planId)).withdrawals;
    if (count === 0) return [];
    // What was asked before withdrawals were counted was asked before this one.
    const uncounted = type === 'CareConsentWithdrawn' ? 0 : count;
    const commands: PolicyCommand[] = [];
    for (const { signOffId, subject } of await look.find(signOffsBySubject, { subjectId: planId, open: 1 })) {
      const state = await look.state(signOff, signOffId);
      const { requested } = state;
      if (requested === undefined || !isOpen(state) || (requested.withdrawalsKnown ?? uncounted) >= count) continue;
      commands.push(send(signOff, signOffId, { type: 'VoidSignOff', reason: BECAUSE }));
      if (subject === 'planVersion')
        commands.push(
          send(signOff, uuidV5(planId, 'signOff', requested.proposalNo, id), askedAgain(requested, BECAUSE)),
        );
    }
    return commands;
  },
});

/** R7: what all have signed, but the person withdrew from between their own signature and the last, is not published. */
export const askAgainWhenPublicationLacksConsent = policy({
  name: 'ask-again-when-publication-lacks-consent',
  when: ['care-plan.publication-refused.v1'],
  then: async ({ id, data: { planId, proposalNo, code } }, look) => {
    if (code !== 'CONSENT_REQUIRED') return [];
    const asked = await look.find(signOffsBySubject, { subjectId: planId });
    const states = await Promise.all(asked.map(({ signOffId }) => look.state(signOff, signOffId)));
    const own = states.filter(
      ({ requested }) => requested?.subject === 'planVersion' && requested.proposalNo === proposalNo,
    );
    const last = own.at(-1)?.requested;
    return last === undefined || own.some(isOpen)
      ? []
      : [send(signOff, uuidV5(planId, 'signOff', proposalNo, id), askedAgain(last, BECAUSE))];
  },
});
