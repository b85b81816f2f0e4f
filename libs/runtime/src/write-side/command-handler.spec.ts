import { MemoryLog, type AnyDecider, type Decider, type EventLog, type StoredEvent } from '@carethread/event-sourcing';
import { SettableClock } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { MemoryKeyStore } from '@carethread/privacy';
import { EventDecoder } from '../read-side/event-decoder.js';
import { RecordedStreams } from './recorded-streams.js';
import { CommandHandler } from './command-handler.js';

/** Says of each count how many came before it, so that a decision on an old state shows. */
const counting: Decider<number, { type: 'Count' }, { type: 'Counted'; payload: { before: number } }> = {
  category: 'carePlan',
  keyClass: 'socialCare',
  holder: () => ({ kind: 'tenant' }),
  initial: 0,
  evolve: { Counted: (state) => state + 1 },
  decide: { Count: (_, state) => [{ type: 'Counted', payload: { before: state } }] },
};
const DECIDER = counting as unknown as AnyDecider;
const NOW = '2026-03-02T09:00:00.000Z';
const PERSON = uuidV5('streams', 'person');
const ID = uuidV5('streams', 'stream');

describe('the streams of a copy of a service beside another copy', () => {
  let read: number;
  let stored: MemoryLog;
  let one: CommandHandler;
  let other: CommandHandler;
  let commands: number;
  let keys: MemoryKeyStore;

  beforeEach(() => {
    stored = new MemoryLog({ service: 'care-plan', clock: new SettableClock(NOW) });
    const log: EventLog = {
      service: stored.service,
      append: (request) => stored.append(request),
      readStream: async (stream, range) => {
        const events = await stored.readStream(stream, range);
        read += events.length;
        return events;
      },
      readAll: (after, limit) => stored.readAll(after, limit),
      head: () => stored.head(),
      positionAt: (instant) => stored.positionAt(instant),
      onAppended: (wake) => stored.onAppended(wake),
      close: () => stored.close(),
    };
    keys = new MemoryKeyStore();
    const decoder = new EventDecoder(keys, [DECIDER], {});
    one = new CommandHandler(log, decoder, keys);
    other = new CommandHandler(log, decoder, keys);
    commands = 0;
    read = 0;
  });

  const count = async (streams: CommandHandler): Promise<void> => {
    commands += 1;
    await streams.execute({
      decider: DECIDER,
      id: ID,
      command: { type: 'Count' },
      actor: { userId: PERSON, user: PERSON, role: 'KW', roles: ['KW'], serviceIds: [], qualifications: [] },
      tenantId: PERSON,
      personId: PERSON,
      commandId: uuidV5('command', commands),
      correlationId: PERSON,
      causationId: PERSON,
      context: () => ({ now: NOW, occurredAt: NOW, jurisdiction: 'ENG' }) as never,
    });
  };
  const counted = async (): Promise<readonly unknown[]> => {
    const { decoder } = one;
    const opened = await decoder.openAll(await stored.readStream(`carePlan-${ID}`));
    return opened.map(({ recorded }) => (recorded?.payload as { before: number }).before);
  };
  const since = (position: number): Promise<readonly StoredEvent[]> => stored.readAll(position, 1_000);

  it('takes in what the other appended without reading the stream again', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { position } = await stored.head();
      await count(one);
      await count(one);
      other.onRemoteAppend(await since(position));
      const before = await stored.head();
      await count(other);
      one.onRemoteAppend(await since(before.position));
    }
    expect(await counted()).toEqual(Array.from({ length: 15 }, (_, index) => index));
    // Once at the very beginning, by whoever came second.
    expect(read).toBe(2);
  });

  it('reads only what came after where the other was quicker, or where there was more than it keeps', async () => {
    for (let round = 0; round < 30; round += 1) await count(one);
    await count(other);
    expect(read).toBe(30);
    await count(one); // nobody told it: it meets the other at the revision
    expect(read).toBe(31);
    const { position } = await stored.head();
    for (let round = 0; round < 20; round += 1) await count(one);
    other.onRemoteAppend(await since(position));
    await count(other);
    expect(await counted()).toEqual(Array.from({ length: 53 }, (_, index) => index));
    expect(read).toBe(31 + 21);
  });

  it('PLAT-05: does not decide on a stream in which a revision is missing, and reports the event after it', async () => {
    for (let round = 0; round < 4; round += 1) await count(one);
    const reported: [number, string][] = [];
    const holed = Object.assign(Object.create(stored) as MemoryLog, {
      readStream: async (stream: string) => (await stored.readStream(stream)).filter(({ position }) => position !== 2),
    });
    const decoder = new EventDecoder(keys, [DECIDER], {}, ({ position }, fault) => reported.push([position, fault]));
    const streams = new CommandHandler(holed, decoder, keys);
    expect((await streams.load(DECIDER, ID)).damaged).toBe(true);
    expect(reported).toEqual([[3, 'an event before this one in its stream is missing']]);
    await expect(count(streams)).rejects.toMatchObject({ code: 'RECORD_DAMAGED' });
    await expect(new RecordedStreams(holed, decoder).stateAt(DECIDER, ID, NOW)).rejects.toMatchObject({
      code: 'RECORD_DAMAGED',
    });
  });
});
