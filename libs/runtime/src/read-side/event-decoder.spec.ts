import { MemoryLog, type StoredEvent } from '@carethread/event-sourcing';
import { sampleEvent, sampleStream, SettableClock } from '@carethread/event-sourcing/testing';
import { canonicalJson, uuidV5, type JsonObject, type UnstampedEvent } from '@carethread/ledger';
import { MemoryKeyStore, seal, sealText } from '@carethread/privacy';
import { contractData, HEARD } from '../messaging/contract-message.js';
import { EventDecoder } from './event-decoder.js';

const PERSON = uuidV5('decoder', 'person');

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
    const decoder = new EventDecoder(keys, [], {});
    const [event] = (await stored(keys, 1)) as [StoredEvent];
    const opened = await decoder.open(event);
    expect(await decoder.open(event)).toBe(opened);
    decoder.clear();
    const again = await decoder.open(event);
    expect(again).not.toBe(opened);
    expect(again).toEqual(opened);
  });

  it('tells events apart that share a place among those at hand, or a position', async () => {
    const keys = new MemoryKeyStore();
    const decoder = new EventDecoder(keys, [], {});
    const events = await stored(keys, 1_100);
    for (let round = 0; round < 2; round += 1)
      expect((await decoder.openAll(events)).map(({ recorded }) => recorded?.payload['revision'])).toEqual(
        events.map(({ event }) => event.revision),
      );
    const first = events[0] as StoredEvent;
    const other = { ...first, event: { ...first.event } };
    expect((await decoder.open(other)).envelope).toBe(other.event);
  });

  it('PLAT-11: shows nothing of what it holds once the key is destroyed, told of it or not', async () => {
    const keys = new MemoryKeyStore();
    const decoder = new EventDecoder(keys, [], {});
    const [event] = (await stored(keys, 1)) as [StoredEvent];
    expect((await decoder.open(event)).erased).toBe(false);
    await keys.destroy(PERSON);
    expect((await decoder.open(event)).erased).toBe(true);
  });

  it('reads a received contract the same, whether a member travelled in the clear or sealed', async () => {
    const keys = new MemoryKeyStore();
    const decoder = new EventDecoder(keys, [], {});
    const clear = { obligationId: PERSON, planId: PERSON, dueAt: '2026-03-05T09:00:00.000Z' };
    const kind = 'urgentConsentReview';
    // Before the kind of an obligation was sealed, and since.
    const [before, since] = [await received(keys, { ...clear, kind }), await received(keys, clear, { kind })];
    for (const event of [before, since])
      expect((await decoder.open(event)).facts).toMatchObject([
        { type: 'review.obligation-created.v1', data: { ...clear, kind } },
      ]);
    expect(JSON.stringify(since)).not.toContain(kind);
  });
});

/** A contract as the inbox stores it. */
async function received(keys: MemoryKeyStore, clear: JsonObject, secret?: JsonObject): Promise<StoredEvent> {
  const log = new MemoryLog({ service: 'care-plan', clock: new SettableClock('2026-03-02T09:00:00.000Z') });
  const stream = `heard-${PERSON}`;
  const { sealed: _, ...event } = sampleEvent(stream, 1, { type: HEARD, classification: 'none', keyId: null });
  const { tenantId, jurisdiction, occurredAt, effectiveFrom, correlationId } = event;
  const key = secret && (await keys.getOrCreate(tenantId, PERSON, 'core'));
  const contract = {
    id: uuidV5('decoder', 'contract'),
    type: 'review.obligation-created.v1',
    source: 'review',
    sequence: 1,
    subject: PERSON,
    personId: PERSON,
    ...{ tenantId, jurisdiction, occurredAt, effectiveFrom, correlationId, recordedAt: occurredAt },
    keyId: key?.keyId ?? null,
    clear,
  };
  const sealed = key && secret && sealText(canonicalJson(secret), key, contractData(contract));
  const payload = { contract: sealed === undefined ? contract : { ...contract, sealed } };
  const { events } = await log.append({ stream, expectedRevision: 0, events: [{ ...event, payload }] });
  return events[0] as StoredEvent;
}
