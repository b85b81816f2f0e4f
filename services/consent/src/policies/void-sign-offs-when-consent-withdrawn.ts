import { uuidV5 } from '@carethread/ledger';
import { policyOn, send, type PolicyCommand } from '@carethread/runtime';
import { careConsent } from '../domain/care-consent/decider.js';
import type { CareConsentEvent } from '../domain/care-consent/events.js';
import { signOff } from '../domain/sign-off/decider.js';
import type { SignOffEvent } from '../domain/sign-off/events.js';
import { isOpen } from '../domain/sign-off/state.js';
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
  then: async ({ id, type, data }, reader) => {
    const planId = 'planId' in data ? data.planId : data.subjectId;
    const { length: count } = (await reader.state(careConsent, planId)).withdrawals;
    if (count === 0) return [];
    // What was asked before withdrawals were counted was asked before this one.
    const uncounted = type === 'CareConsentWithdrawn' ? 0 : count;
    const commands: PolicyCommand[] = [];
    for (const { signOffId, subject } of await reader.find(signOffsBySubject, { subjectId: planId, open: 1 })) {
      const state = await reader.state(signOff, signOffId);
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
