import { uuidV5 } from '@carethread/ledger';
import { raiseTask } from '@carethread/service-kit';
import { leaderOf } from '@carethread/access';
import { policyOn, type PolicyCommand } from '@carethread/runtime';
import type { ConsentFacts } from '../domain/facts.js';
import { outstanding, isOpen } from '../domain/sign-off/state.js';
import { signOff } from '../domain/sign-off/decider.js';
import type { SignOffEvent } from '../domain/sign-off/events.js';
import { signOffsBySubject } from '../views/sign-offs-by-subject.js';
import { REFUSED, awaits } from './refused-risk-task.js';

/** R25: a plan waits for every risk of its own; where the person refuses one, the one who leads the plan learns of it. */
export const raiseTaskWhenAwaitedRiskIsRefused = policyOn<SignOffEvent>()({
  name: 'raise-task-when-awaited-risk-is-refused',
  when: ['SignOffRefused'],
  then: async ({ id, personId, data: { subject, subjectId: riskId } }, reader) => {
    if (subject !== 'riskAssessment' || personId === null) return [];
    const { plans } = await reader.facts<ConsentFacts>(personId);
    const commands: PolicyCommand[] = [];
    for (const open of await reader.find(signOffsBySubject, { personId, open: 1 })) {
      const { signOffId, subjectId: planId } = open;
      if (open.subject !== 'planVersion') continue;
      const state = await reader.state(signOff, signOffId);
      if (!isOpen(state) || !outstanding(state).includes(awaits(riskId))) continue;
      const plan = plans[planId];
      commands.push(
        raiseTask(uuidV5(id, REFUSED, signOffId), {
          kind: REFUSED,
          ...(await reader.office(personId, leaderOf(plan?.planKind), plan?.organisationId)),
          subject: { kind: 'plan', id: planId },
          ref: { planId, riskId, signOffId },
        }),
      );
    }
    return commands;
  },
});
