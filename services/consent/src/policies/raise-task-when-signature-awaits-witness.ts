import { idInStream } from '@carethread/event-sourcing';
import { uuidV5 } from '@carethread/ledger';
import { closeTask, raiseTask, tasksOf } from '@carethread/service-kit';
import { policyOn } from '@carethread/runtime';
import { signOff } from '../domain/sign-off/decider.js';
import type { SignOffEvent } from '../domain/sign-off/events.js';
import { isOpen } from '../domain/sign-off/state.js';

const WITNESS = 'witnessSignature';

/**
 * A member of staff who was named as a witness finds it on their list, for as long as what they are said to have seen waits for
 * them: no longer once it was confirmed, somebody else was named, or the sign-off is closed.
 */
export const raiseTaskWhenSignatureAwaitsWitness = policyOn<SignOffEvent>()({
  name: 'raise-task-when-signature-awaits-witness',
  when: [
    'SignatureAwaitsWitness',
    'SignatureRecorded',
    'SignOffVoided',
    'SignOffLapsed',
    'SignOffRefused',
    'SignOffCompleted',
  ],
  then: async ({ id, type, data, personId, meta }, reader) => {
    const signOffId = idInStream(signOff, meta.stream);
    const state = await reader.state(signOff, signOffId);
    const awaited = isOpen(state) ? state.awaitingWitness.flatMap(({ witness }) => witness?.id ?? []) : [];
    const settled = await tasksOf(
      personId,
      reader,
      ({ kind, forUserId = '', ref }) =>
        kind === WITNESS && ref['signOffId'] === signOffId && !awaited.includes(forUserId),
    );
    const commands = settled.map((one) => closeTask(one.id, state.state));
    const named = type === 'SignatureAwaitsWitness' ? data.witness?.id : undefined;
    if (named !== undefined && awaited.includes(named))
      commands.push(
        raiseTask(uuidV5(id, WITNESS), { kind: WITNESS, forRole: 'CS', forUserId: named, ref: { signOffId } }),
      );
    return commands;
  },
});
