import { MemoryLog, type StoredEvent } from '@carethread/event-sourcing';
import { sampleEvent, sampleStream, SettableClock } from '@carethread/event-sourcing/testing';
import { uuidV5, type UnstampedEvent } from '@carethread/ledger';
import { MemoryKeyStore, seal } from '@carethread/privacy';
import { EventDecoder } from './event-decoder.js';

const PERSON = uuidV5('opener', 'person');

/** So many events of one stream, each with its number for content. */
async function stored(keys: MemoryKeyStore, count: number): Promise<readonly StoredEvent[]> {
  const log = new MemoryLog({ service: 'care-plan', clock: new SettableClock('2026-03-02T09:00:00.000Z') });
  const stream = sampleStream();
  const found: StoredEvent[] = [];
  for (let revision = 1; revision <= count; revision += 1) {
    const { sealed: _, ...event } = sampleEvent(stream, revision, { personId: PERSON });
    const key = await keys.getOrCreate(event.tenantId, PERSON, 'core');
    const sealed: UnstampedEvent = seal({ ...event, keyId: key.keyId }, { payload: { revision } }, key);
    found.push(...(await log.append({ stream, expectedRevision: revision - 1, events: [sealed] })).events);
  }
  return found;
}

describe('opening stored events', () => {
  it('opens what was stored a moment ago once for all who ask, until it is told to forget', async () => {
    const keys = new MemoryKeyStore();
    const opener = new EventDecoder(keys, [], {});
    const [event] = (await stored(keys, 1)) as [StoredEvent];
    const opened = await opener.open(event);
    expect(await opener.open(event)).toBe(opened);
    opener.forget();
    const again = await opener.open(event);
    expect(again).not.toBe(opened);
    expect(again).toEqual(opened);
  });

  it('tells events apart that share a place among those at hand, or a position', async () => {
    const keys = new MemoryKeyStore();
    const opener = new EventDecoder(keys, [], {});
    const events = await stored(keys, 1_100);
    for (let round = 0; round < 2; round += 1)
      expect((await opener.openAll(events)).map(({ recorded }) => recorded?.payload['revision'])).toEqual(
        events.map(({ event }) => event.revision),
      );
    const first = events[0] as StoredEvent;
    const other = { ...first, event: { ...first.event } };
    expect((await opener.open(other)).envelope).toBe(other.event);
  });

  it('PLAT-11: shows nothing of what it holds once the key is destroyed, told of it or not', async () => {
    const keys = new MemoryKeyStore();
    const opener = new EventDecoder(keys, [], {});
    const [event] = (await stored(keys, 1)) as [StoredEvent];
    expect((await opener.open(event)).erased).toBe(false);
    await keys.destroy(PERSON);
    expect((await opener.open(event)).erased).toBe(true);
  });
});
