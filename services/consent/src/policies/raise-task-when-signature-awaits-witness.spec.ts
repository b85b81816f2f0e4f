import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { closeTask, raiseTask } from '@carethread/service-kit';
import { withOpenTasks } from '@carethread/service-kit/testing';
import type { Signature, SignOffEvent } from '../domain/sign-off/events.js';
import { NO_SIGN_OFF, type SignOffState } from '../domain/sign-off/state.js';
import { raiseTaskWhenSignatureAwaitsWitness } from './raise-task-when-signature-awaits-witness.js';
import { HASH, MESSAGE, NOW } from './testing/knowing.js';

const signature = (witnessId?: string): Signature => ({
  ...{ role: 'person', signedBy: {}, mode: 'verbal', signedOn: '2026-03-02', contentHash: HASH, recordedBy: 'KW' },
  ...(witnessId === undefined ? {} : { witness: { kind: 'staff', id: witnessId } }),
});
const theirs = { T: { kind: 'witnessSignature', forUserId: 'W', ref: { signOffId: 'S' } } };
const ended = { signOffId: 'S', subject: 'planVersion', subjectId: 'PL', proposalNo: 1 };
const completed = { ...ended, contentHash: HASH, completedAt: NOW, legalBasis: 'ownConsent' };

function hears(
  event: SignOffEvent,
  state: SignOffState['state'],
  awaited: readonly string[],
  tasks: Parameters<typeof withOpenTasks>[0] = {},
) {
  const { states, documents } = withOpenTasks(tasks);
  const signOff = { ...NO_SIGN_OFF, state, awaitingWitness: awaited.map(signature) };
  return specifyPolicy(raiseTaskWhenSignatureAwaitsWitness, {
    states: { ...states, 'signOff-S': signOff },
    documents,
  }).hears(recorded(event, { stream: 'signOff-S' }));
}
const awaits = (witnessId?: string): SignOffEvent => ({
  type: 'SignatureAwaitsWitness',
  payload: signature(witnessId),
});
const task = (forUserId: string) =>
  raiseTask(uuidV5(MESSAGE, 'witnessSignature'), {
    ...{ kind: 'witnessSignature', forRole: 'CS', forUserId, ref: { signOffId: 'S' } },
  });

describe('the task of a member of staff who was named as a witness', () => {
  it('ENG-030: is raised for the one who was named, while it waits for them', async () => {
    await hears(awaits('W'), 'awaitsWitness', ['W']).sends(task('W'));
    await hears(awaits('W'), 'voided', ['W']).sendsNothing();
    await hears(awaits(), 'awaitsWitness', ['W']).sendsNothing();
  });

  it.each<[SignOffEvent, SignOffState['state'], readonly string[]]>([
    [{ type: 'SignatureRecorded', payload: signature() }, 'partiallySigned', []],
    [{ type: 'SignOffCompleted', payload: completed }, 'completed', []],
    [{ type: 'SignOffVoided', payload: { ...ended, reason: 'contentChanged' } }, 'voided', ['W']],
    [{ type: 'SignOffLapsed', payload: ended }, 'lapsed', ['W']],
    [{ type: 'SignOffRefused', payload: ended }, 'refused', ['W']],
  ])('ENG-030: closes by itself on $type', async (event, state, awaited) => {
    await hears(event, state, awaited, theirs).sends(closeTask('T', state));
  });

  it('ENG-030: closes when somebody else is named in their place, and stays while they are waited for', async () => {
    await hears(awaits('W2'), 'awaitsWitness', ['W2'], theirs).sends(closeTask('T', 'awaitsWitness'), task('W2'));
    const recordedElse: SignOffEvent = { type: 'SignatureRecorded', payload: signature() };
    await hears(recordedElse, 'awaitsWitness', ['W'], theirs).sendsNothing();
  });

  it('ENG-030: of another sign-off, or of another kind, is left alone', async () => {
    const others = {
      other: { ...theirs.T, ref: { signOffId: 'another' } },
      objected: { ...theirs.T, kind: 'witnessObjected' },
      closed: { ...theirs.T, status: 'closed' },
    } as const;
    await hears({ type: 'SignOffLapsed', payload: ended }, 'lapsed', [], others).sendsNothing();
  });
});
