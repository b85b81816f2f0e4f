import { idInStream } from '@carethread/event-sourcing';
import { uuidV5 } from '@carethread/ledger';
import { closeTask, raiseTask, tasksOf } from '@carethread/service-kit';
import { leaderOf, policyOn, type PolicyCommand } from '@carethread/runtime';
import type { ConsentFacts } from '../domain/facts.js';
import { outstanding, signOff, type SignOffEvent } from '../domain/sign-off/decider.js';
import { isOpen } from '../domain/sign-off/events.js';
import { signOffsBySubject } from '../views/sign-offs-by-subject.js';

const REFUSED = 'riskRefused';
const awaits = (riskId: string): string => `risk:${riskId}`;

/** R25: a plan waits for every risk of its own; where the person refuses one, whoever leads the plan learns of it. */
export const raiseTaskWhenAwaitedRiskIsRefused = policyOn<SignOffEvent>()({
  name: 'raise-task-when-awaited-risk-is-refused',
  when: ['SignOffRefused'],
  then: async ({ id, personId, data: { subject, subjectId: riskId } }, look) => {
    if (subject !== 'riskAssessment' || personId === null) return [];
    const { plans } = await look.facts<ConsentFacts>(personId);
    const commands: PolicyCommand[] = [];
    for (const open of await look.find(signOffsBySubject, { personId, open: 1 })) {
      const { signOffId, subjectId: planId } = open;
      if (open.subject !== 'planVersion') continue;
      const state = await look.state(signOff, signOffId);
      if (!isOpen(state) || !outstanding(state).includes(awaits(riskId))) continue;
      const plan = plans[planId];
      commands.push(
        raiseTask(uuidV5(id, REFUSED, signOffId), {
          kind: REFUSED,
          ...(await look.office(personId, leaderOf(plan?.planKind), plan?.organisationId)),
          subject: { kind: 'plan', id: planId },
          ref: { planId, riskId, signOffId },
        }),
      );
    }
    return commands;
  },
});

/** It is settled once the person is asked about another version, has agreed, or the plan waits for that risk no longer. */
export const closeTaskWhenRefusedRiskIsSettled = policyOn<SignOffEvent>()({
  name: 'close-task-when-refused-risk-is-settled',
  when: [
    'RiskAwaited',
    'RiskSigned',
    'RiskReleased',
    'SignOffVoided',
    'SignOffLapsed',
    'SignOffRefused',
    'SignOffCompleted',
  ],
  then: async ({ type, personId, data, meta }, look) => {
    const signOffId = idInStream(signOff, meta.stream);
    const state = await look.state(signOff, signOffId);
    const missing = isOpen(state) ? outstanding(state) : [];
    const askedAnew = type === 'RiskAwaited' ? data.riskId : undefined;
    const settled = await tasksOf(
      personId,
      look,
      ({ kind, ref }) =>
        kind === REFUSED &&
        ref['signOffId'] === signOffId &&
        (ref['riskId'] === askedAnew || !missing.includes(awaits(String(ref['riskId'])))),
    );
    return settled.map((one) => closeTask(one.id, askedAnew === undefined ? state.state : 'askedAnew'));
  },
});
