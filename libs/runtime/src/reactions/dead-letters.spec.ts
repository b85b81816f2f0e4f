import { MemoryLog, type ActingParty } from '@carethread/event-sourcing';
import { SettableClock } from '@carethread/event-sourcing/testing';
import { MemoryKeyStore } from '@carethread/privacy';
import { EventDecoder } from '../read-side/event-decoder.js';
import { parking, parkedFact } from '../system-streams/parking.js';
import { CommandHandler } from '../write-side/command-handler.js';
import { DeadLetterStream } from './dead-letters.js';

const NOW = '2026-03-02T09:00:00.000Z';
const hand: ActingParty = {
  userId: 'parking',
  user: '00000000-0000-4000-8000-000000000001',
  role: 'SY',
  roles: ['SY'],
  serviceIds: [],
  qualifications: [],
};

function deadLetters(): DeadLetterStream {
  const log = new MemoryLog({ service: 'care-plan', clock: new SettableClock(NOW) });
  const keys = new MemoryKeyStore();
  const commands = new CommandHandler(log, new EventDecoder(keys, [parking], {}), keys);
  const service = {
    definition: { name: 'care-plan', facts: { initial: {} } },
    commands,
    now: () => NOW,
    secret: (tenantId: string) => keys.tenantSecret(tenantId),
    pseudonymOf: (_: Uint8Array, userId: string) => userId,
  };
  return new DeadLetterStream(service, hand);
}

const parked = (policy: string, factId: string) => ({
  command: parkedFact(policy, 7, factId, 'Refusal'),
  commandId: factId,
  causationId: factId,
});
const [ONE, OTHER] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'] as const;

describe('the dead letters of a service', () => {
  it('keep each once, in the order in which they came, however many come at once', async () => {
    const letters = deadLetters();
    await Promise.all([parked('a', ONE), parked('b', OTHER), parked('a', ONE)].map((one) => letters.append(one)));
    expect((await letters.letters()).map(({ policy, factId }) => [policy, factId])).toEqual([
      ['a', ONE],
      ['b', OTHER],
    ]);
  });

  it('let go of what has been dealt with', async () => {
    const letters = deadLetters();
    await letters.append(parked('a', ONE));
    await letters.append({
      command: { type: 'Release', policy: 'a', factId: ONE },
      commandId: OTHER,
      causationId: ONE,
    });
    expect(await letters.letters()).toEqual([]);
  });
});
