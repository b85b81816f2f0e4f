import { MemoryLog, placed } from '@carethread/event-sourcing';
import { sampleEvent, sampleStream, SettableClock } from '@carethread/event-sourcing/testing';
import { randomUUID } from 'node:crypto';
import { SetAside, type DamagedRecord } from './set-aside.js';

describe('what is set aside for an event that was moved in the store', () => {
  it('PLAT-05: whose text it is, since it is missing there, and the stream that it was moved to', async () => {
    const log = new MemoryLog({ service: 'care-plan', clock: new SettableClock('2026-03-02T09:00:00.000Z') });
    const [own, other, personId] = [sampleStream(), sampleStream(), randomUUID()];
    const { events } = await log.append({
      stream: own,
      expectedRevision: 0,
      events: [sampleEvent(own, 1, { personId })],
    });
    const kept: DamagedRecord[] = [];
    const aside = new SetAside(
      Object.assign(Object.create(log) as MemoryLog, {
        placeOf: () => Promise.resolve({ stream: other, revision: 1 }),
        readStream: () => Promise.resolve([]),
      }),
      { keep: (record) => Promise.resolve(void kept.push(record)) },
      () => undefined,
    );
    for (const stored of events) aside.report(placed(stored, { ...stored.event, stream: other }), 'moved');
    await aside.kept();
    expect(kept).toEqual([{ position: 1, stream: other, subject: personId, reason: 'moved' }]);
    expect([aside.has(personId), aside.has(other)]).toEqual([true, true]);
    expect(() => aside.requireWhole(personId)).toThrow();
  });
});
