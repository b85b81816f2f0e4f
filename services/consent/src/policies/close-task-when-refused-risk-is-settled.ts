import { idInStream } from '@carethread/event-sourcing';
import { closeTask, tasksOf } from '@carethread/service-kit';
import { policyOn } from '@carethread/runtime';
import { outstanding, isOpen } from '../domain/sign-off/state.js';
import { signOff } from '../domain/sign-off/decider.js';
import type { SignOffEvent } from '../domain/sign-off/events.js';
import { REFUSED, awaits } from './refused-risk-task.js';

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
  then: async ({ type, personId, data, meta }, reader) => {
    const signOffId = idInStream(signOff, meta.stream);
    const state = await reader.state(signOff, signOffId);
    const missing = isOpen(state) ? outstanding(state) : [];
    const askedAnew = type === 'RiskAwaited' ? data.riskId : undefined;
    const settled = await tasksOf(
      personId,
      reader,
      ({ kind, ref }) =>
        kind === REFUSED &&
        ref['signOffId'] === signOffId &&
        (ref['riskId'] === askedAnew || !missing.includes(awaits(String(ref['riskId'])))),
    );
    return settled.map((one) => closeTask(one.id, askedAnew === undefined ? state.state : 'askedAnew'));
  },
});
