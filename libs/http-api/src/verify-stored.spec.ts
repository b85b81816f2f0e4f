import { MemoryLog, placed, type StoredEvent } from '@carethread/event-sourcing';
import { sampleAppend, sampleStream, SettableClock } from '@carethread/event-sourcing/testing';
import { personOfStored, verifyStored } from './verify-stored.js';

const [one, two] = [sampleStream(), sampleStream()];

/** A log whose store keeps some events as others': what it is by its texts, and by its columns. */
async function logWith(moved: Readonly<Record<number, string>>) {
  const texts = new MemoryLog({ service: 'care-plan', clock: new SettableClock('2026-03-02T09:00:00.000Z') });
  await texts.append(sampleAppend(one, 0, 3));
  await texts.append(sampleAppend(two, 0, 1));
  const all = (await texts.readAll(0, 10)).map((stored) => ({
    stream: moved[stored.position] ?? stored.event.stream,
    stored,
  }));
  const read = ({ stream, stored }: (typeof all)[number]): StoredEvent => placed(stored, { ...stored.event, stream });
  return {
    readStream: (stream: string) => Promise.resolve(all.filter((kept) => kept.stream === stream).map(read)),
    readAll: (after: number, limit: number) => Promise.resolve(all.slice(after, after + limit).map(read)),
    positionsNaming: (stream: string) =>
      Promise.resolve(all.filter(({ stored }) => stored.event.stream === stream).map(({ stored }) => stored.position)),
  };
}

describe('PLAT-05: a stream as its store keeps it', () => {
  it('is whole where every event of it is there', async () => {
    expect(await verifyStored(await logWith({}), one)).toMatchObject({ valid: true, events: 3 });
  });

  it('is not valid where its last event is kept as one of another stream', async () => {
    expect(await verifyStored(await logWith({ 3: sampleStream() }), one)).toEqual({
      valid: false,
      revision: 3,
      reason: 'the store does not keep the event in its stream',
    });
  });

  it('is not valid where an event of another stream stands in it', async () => {
    expect(await verifyStored(await logWith({ 3: two }), two)).toEqual({
      valid: false,
      revision: 1,
      reason: 'the event says that it stands in another place of the log',
    });
  });

  it('is not valid, and still known, where all of it was moved', async () => {
    const other = sampleStream();
    const log = await logWith({ 1: other, 2: other, 3: other });
    const [first] = await (await logWith({})).readStream(one);
    expect(await verifyStored(log, one)).toMatchObject({ valid: false, revision: 1 });
    expect(await personOfStored(log, one, first?.event.tenantId ?? '')).toBe(first?.event.personId);
    await expect(personOfStored(log, one, 'another tenant')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(personOfStored(log, sampleStream(), first?.event.tenantId ?? '')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
