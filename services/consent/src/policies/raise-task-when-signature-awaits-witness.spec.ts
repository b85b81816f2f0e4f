import type { PolicyReader, PolicyFact } from '@carethread/runtime';
import { NO_SIGN_OFF, type SignOffState } from '../domain/sign-off/state.js';
import type { SignOffEvent } from '../domain/sign-off/events.js';
import { raiseTaskWhenSignatureAwaitsWitness as policy } from './raise-task-when-signature-awaits-witness.js';

const S = '00000000-0000-4000-8000-00000000000a';
const FACT = '00000000-0000-4000-8000-00000000000b';
const task = (forUserId: string, more: object = {}) => ({
  kind: 'witnessSignature',
  status: 'open',
  forUserId,
  ref: { signOffId: S },
  ...more,
});

async function sent(
  type: SignOffEvent['type'],
  state: SignOffState['state'],
  awaiting: readonly string[],
  tasks: Readonly<Record<string, object>>,
  data: object = {},
) {
  const signOff = {
    ...NO_SIGN_OFF,
    state,
    awaitingWitness: awaiting.map((id) => ({ witness: { kind: 'staff', id } })),
  };
  const look = {
    find: () => Promise.resolve(Object.keys(tasks).map((taskId) => ({ taskId }))),
    state: ({ category }: { readonly category: string }, id: string) =>
      Promise.resolve(category === 'task' ? tasks[id] : signOff),
  } as unknown as PolicyReader;
  const fact = { id: FACT, type, personId: 'P', data, meta: { stream: `signOff-${S}` } } as unknown as PolicyFact;
  return (await policy.then(fact, look)).map(({ id, command }) => ({ id, ...command }));
}

describe('the task of a member of staff who was named as a witness', () => {
  const theirs = { T: task('W') };

  it('ENG-030: is raised for whoever was named, while it waits for them', async () => {
    const data = { witness: { kind: 'staff', id: 'W' } };
    expect(await sent('SignatureAwaitsWitness', 'awaitsWitness', ['W'], {}, data)).toMatchObject([
      { type: 'RaiseTask', kind: 'witnessSignature', forRole: 'CS', forUserId: 'W', ref: { signOffId: S } },
    ]);
    expect(await sent('SignatureAwaitsWitness', 'voided', ['W'], {}, data)).toEqual([]);
    expect(await sent('SignatureAwaitsWitness', 'awaitsWitness', ['W'], {}, {})).toEqual([]);
  });

  it.each([
    ['SignatureRecorded', 'partiallySigned', []],
    ['SignOffCompleted', 'completed', []],
    ['SignOffVoided', 'voided', ['W']],
    ['SignOffLapsed', 'lapsed', ['W']],
    ['SignOffRefused', 'refused', ['W']],
  ] as const)('ENG-030: closes by itself on %s', async (type, state, awaiting) => {
    expect(policy.when).toContain(type);
    expect(await sent(type, state, awaiting, theirs)).toEqual([{ id: 'T', type: 'CloseTask', outcome: state }]);
  });

  it('ENG-030: closes when somebody else is named in their place, and stays while they are waited for', async () => {
    const data = { witness: { kind: 'staff', id: 'W2' } };
    expect(await sent('SignatureAwaitsWitness', 'awaitsWitness', ['W2'], theirs, data)).toMatchObject([
      { id: 'T', type: 'CloseTask' },
      { type: 'RaiseTask', forUserId: 'W2' },
    ]);
    expect(await sent('SignatureRecorded', 'awaitsWitness', ['W'], theirs)).toEqual([]);
  });

  it('ENG-030: of another sign-off, or of another kind, is left alone', async () => {
    const others = {
      other: task('W', { ref: { signOffId: 'another' } }),
      objected: task('W', { kind: 'witnessObjected' }),
      closed: task('W', { status: 'closed' }),
    };
    expect(await sent('SignOffVoided', 'voided', [], others)).toEqual([]);
  });
});
