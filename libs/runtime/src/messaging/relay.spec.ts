import {
  MemoryBus,
  MemoryLog,
  MemoryViewStore,
  TopicLost,
  type BusMessage,
  type ViewCollection,
} from '@carethread/event-sourcing';
import { sampleEvent, sampleStream, SettableClock, until } from '@carethread/event-sourcing/testing';
import { MemoryKeyStore } from '@carethread/privacy';
import { Checkpoints } from '../reactions/checkpoints.js';
import { EventDecoder } from '../read-side/event-decoder.js';
import { Relay } from './relay.js';

const COPY = {
  planId: '5b6f5f6e-1c5a-4e0a-8f43-0d0c8d1c2b3a',
  copyId: '6b6f5f6e-1c5a-4e0a-8f43-0d0c8d1c2b3a',
  at: '2026-03-02T09:00:00.000Z',
};
const clock = new SettableClock('2026-03-02T09:00:00.000Z');

/** A broker with a disk that can be lost: it remembers how far it reaches, and no more. */
class BusOnADisk extends MemoryBus {
  held: string[] = [];
  #taken = 0;
  override publish(_topic: string, messages: readonly BusMessage[]): Promise<void> {
    // What a broker's own bookkeeping finds out before it sends anything over a new connection.
    if (this.held.length < this.#taken) {
      this.#taken = 0;
      return Promise.reject(new TopicLost('the disk is new'));
    }
    this.held.push(...messages.map(({ headers }) => headers['ce_sequence'] ?? ''));
    this.#taken = this.held.length;
    return Promise.resolve();
  }
  override highWatermark(): string {
    return this.#taken === 0 ? '' : String(this.#taken);
  }
  override retains(_topic?: string, end = ''): Promise<boolean> {
    return Promise.resolve(this.held.length >= Number(end));
  }
  /** A process that begins knows nothing of what an earlier one has sent. */
  forget(): void {
    this.#taken = 0;
  }
}

async function append(log: MemoryLog, count: number, payload: object = COPY): Promise<void> {
  for (let done = 0; done < count; done += 1) {
    const stream = sampleStream();
    const { sealed: _, ...event } = sampleEvent(stream, 1, { type: 'CopyAcknowledged', classification: 'none' });
    await log.append({ stream, expectedRevision: 0, events: [{ ...event, keyId: null, payload: { ...payload } }] });
  }
}

describe('the relay', () => {
  const keys = new MemoryKeyStore();
  const decoder = new EventDecoder(keys, [], {
    CopyAcknowledged: ({ payload }) => ({
      type: 'care-plan.copy-acknowledged.v1',
      data: payload,
    }),
  });
  let log: MemoryLog;
  let bus: BusOnADisk;
  let kept: MemoryViewStore;
  const begin = async (): Promise<Relay> => {
    const relay = new Relay('care-plan', log, decoder, bus, keys, await Checkpoints.open(kept), false);
    await relay.start();
    return relay;
  };

  beforeEach(() => {
    log = new MemoryLog({ service: 'care-plan', clock });
    bus = new BusOnADisk();
    kept = new MemoryViewStore();
  });

  it('sends a bus that lost its disk everything again, from the first event, before anything new', async () => {
    const relay = await begin();
    await append(log, 3);
    await relay.caughtUp(3);
    bus.held = [];
    await append(log, 1);
    await until('the fourth is there', () => bus.held.includes('4'));
    expect(bus.held).toEqual(['1', '2', '3', '4']);
    await relay.stop();
  });

  it('so does one that begins later: the mark beside its checkpoint says how far the topic had reached', async () => {
    const first = await begin();
    await append(log, 3);
    await first.caughtUp(3);
    await first.stop();
    bus.held = [];
    bus.forget();
    const second = await begin();
    await append(log, 1);
    await until('the fourth is there', () => bus.held.includes('4'));
    expect(bus.held).toEqual(['1', '2', '3', '4']);
    await second.stop();
  });

  it('goes on where it was while the bus holds what it took', async () => {
    const first = await begin();
    await append(log, 2);
    await first.caughtUp(2);
    await first.stop();
    bus.forget();
    const second = await begin();
    await append(log, 1);
    await second.caughtUp(3);
    expect(bus.held).toEqual(['1', '2', '3']);
    const checkpoints: ViewCollection = await kept.open({ name: 'checkpoints', version: 1, indexes: [] });
    await second.stop();
    expect((await checkpoints.get('relay'))?.position).toBe(3);
  });

  it.each<[string, object, string]>([
    ['lacks a member', { planId: COPY.planId, copyId: COPY.copyId }, 'at is missing'],
    ['has a surplus one', { ...COPY, hazard: 'stairs' }, 'hazard is no member of the contract'],
    ['has a wrong one', { ...COPY, at: 'yesterday' }, 'at is not of the type that the contract has (format)'],
  ])('refuses a message that %s, sets its subject aside, and sends the next', async (_, payload, says) => {
    const faults: string[] = [];
    const publish = { CopyAcknowledged: decoder.publish['CopyAcknowledged'] ?? (() => undefined) };
    const noting = new EventDecoder(keys, [], publish, ({ position }, fault) => faults.push(`${position} ${fault}`));
    await append(log, 1, payload);
    await append(log, 1);
    const relay = new Relay('care-plan', log, noting, bus, keys, await Checkpoints.open(kept), false);
    await relay.start();
    await relay.caughtUp(2);
    await relay.stop();
    expect(bus.held).toEqual(['2']);
    expect(faults).toEqual([`1 care-plan.copy-acknowledged.v1: ${says}`]);
  });
});
