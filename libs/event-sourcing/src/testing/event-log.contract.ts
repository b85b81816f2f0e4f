import {
  canonicalJson,
  envelopeHash,
  MAX_ENVELOPE_BYTES,
  nextLogHash,
  NO_HASH,
  verifyStream,
  type UnstampedEvent,
} from '@carethread/ledger';
import { randomUUID } from 'node:crypto';
import { EventIdTaken, RevisionConflict, type AppendRequest, type EventLog, type StoredEvent } from '../event-log.js';
import { sampleAppend, sampleEvent, sampleStream, type SettableClock } from './sample-events.js';

/** A fresh, empty log of the service `care-plan`, the clock it stamps with, and how to open its file anew if it has one. */
export interface LogUnderTest {
  readonly log: EventLog;
  readonly clock: SettableClock;
  readonly reopen?: () => Promise<EventLog>;
}

const everything = (log: EventLog): Promise<readonly StoredEvent[]> => log.readAll(0, 1_000_000);
const texts = (events: readonly StoredEvent[]): string[] => events.map(({ text }) => text);

/** What every event log does, whatever stores it. `make` is called before each test; the log is closed after it. */
export function eventLogContract(name: string, make: () => Promise<LogUnderTest>): void {
  describe(`event log contract: ${name}`, () => {
    let log: LogUnderTest['log'];
    let clock: LogUnderTest['clock'];
    let reopen: LogUnderTest['reopen'];

    beforeEach(async () => {
      ({ log, clock, reopen } = await make());
      clock.set('2026-03-02T09:00:00.000Z');
    });
    afterEach(() => log.close());

    /** Closes and opens the log where it outlives its process, so that an answer cannot come from memory. */
    const again = async (): Promise<void> => {
      if (reopen !== undefined) log = await reopen();
    };

    describe('order and chains', () => {
      it('numbers each stream 1, 2, 3 … and the whole log 1, 2, 3 …, whoever writes at the same time', async () => {
        const streams = Array.from({ length: 7 }, sampleStream);
        await Promise.all(
          streams.map(async (stream, index) => {
            for (let revision = 0; revision < 30; revision += 1 + (index % 3))
              await log.append(sampleAppend(stream, revision, 1 + (index % 3)));
          }),
        );
        const all = await everything(log);
        expect(all.map(({ position }) => position)).toEqual(all.map((_, index) => index + 1));
        for (const stream of streams) {
          const revisions = (await log.readStream(stream)).map(({ event }) => event.revision);
          expect(revisions).toEqual(revisions.map((_, index) => index + 1));
          expect(revisions.length).toBeGreaterThanOrEqual(30);
          expect(all.filter(({ event }) => event.stream === stream).map(({ event }) => event.revision)).toEqual(
            revisions,
          );
        }
      });

      it('PLAT-05: links every event to the one before it in its stream and in the log, and a changed one shows', async () => {
        const [one, two] = [sampleStream(), sampleStream()];
        await log.append(sampleAppend(one, 0, 2));
        await log.append(sampleAppend(two, 0));
        await again();
        await log.append(sampleAppend(one, 2));
        let logHash = NO_HASH;
        for (const stored of await everything(log)) {
          const { hash, ...rest } = stored.event;
          expect(stored.text).toBe(canonicalJson(stored.event));
          expect(hash).toBe(envelopeHash(rest));
          logHash = nextLogHash(logHash, hash);
          expect(stored.logHash).toBe(logHash);
        }
        expect((await log.head()).logHash).toBe(logHash);
        const events = (await log.readStream(one)).map(({ event }) => event);
        expect(verifyStream(events)).toEqual({ valid: true, events: 3, head: events[2]?.hash });
        const forged = events.map((event) => (event.revision === 2 ? { ...event, type: 'GoalMet' } : event));
        expect(verifyStream(forged)).toMatchObject({ valid: false, revision: 2 });
      });

      it('answers an append with what it stores, adjacent and at one instant', async () => {
        const appends = Array.from({ length: 5 }, () => sampleAppend(sampleStream(), 0, 3));
        const results = await Promise.all(appends.map((request) => log.append(request)));
        await again();
        for (const [index, { outcome, events }] of results.entries()) {
          expect(outcome).toBe('appended');
          expect(events.map(({ event }) => event.id)).toEqual(appends[index]?.events.map(({ id }) => id));
          expect(await log.readStream(appends[index]?.stream ?? '')).toEqual(events);
          const [first, , last] = events;
          expect(last?.position).toBe((first?.position ?? 0) + 2);
          expect(last?.event.recordedAt).toBe(first?.event.recordedAt);
        }
      });

      it('keeps the order in which appends were asked for, over more of them than one commit holds', async () => {
        const appends = Array.from({ length: 700 }, () => sampleAppend(sampleStream(), 0));
        await Promise.all(appends.map((request) => log.append(request)));
        expect((await everything(log)).map(({ event }) => event.id)).toEqual(
          appends.map(({ events: [event] }) => event.id),
        );
      });
    });

    describe('lost races and lost acknowledgements', () => {
      it('refuses the append that lost the race, says where the stream is, and stores nothing of it', async () => {
        const stream = sampleStream();
        await log.append(sampleAppend(stream, 0));
        const [won, lost] = await Promise.allSettled([
          log.append(sampleAppend(stream, 1, 2)),
          log.append(sampleAppend(stream, 1, 2)),
        ]);
        expect(won.status).toBe('fulfilled');
        const reason: unknown = lost.status === 'rejected' ? lost.reason : undefined;
        expect(reason).toBeInstanceOf(RevisionConflict);
        expect(reason).toMatchObject({ stream, expectedRevision: 1, actualRevision: 3 });
        await expect(log.append(sampleAppend(stream, 7))).rejects.toMatchObject({
          name: 'RevisionConflict',
          actualRevision: 3,
        });
        await expect(log.append(sampleAppend(sampleStream(), 1))).rejects.toMatchObject({ actualRevision: 0 });
        expect(await everything(log)).toHaveLength(3);
        expect((await log.append(sampleAppend(stream, 3))).outcome).toBe('appended');
      });

      it('knows an append resent after a lost acknowledgement: later clock, another revision, byte for byte the first', async () => {
        const stream = sampleStream();
        const request = sampleAppend(stream, 0, 2);
        const stored = (await log.append(request)).events;
        await log.append(sampleAppend(stream, 2));
        const head = await log.head();
        clock.set('2026-03-02T11:30:00.000Z');
        await again();
        const moved = renumbered(request, 3);
        for (const resent of [request, moved]) {
          const answer = await log.append(resent);
          expect(answer.outcome).toBe('duplicate');
          expect(answer.events).toEqual(stored);
          expect(texts(answer.events)).toEqual(texts(stored));
        }
        expect(await log.head()).toEqual(head);
        const next = await log.append(sampleAppend(stream, 3));
        expect(next.events[0]?.event.prevHash).toBe((await log.readStream(stream, { from: 3, to: 3 }))[0]?.event.hash);
      });

      it('knows it when the append and its resending arrive together', async () => {
        const request = sampleAppend(sampleStream(), 0);
        const [first, second] = await Promise.all([log.append(request), log.append(request)]);
        expect([first.outcome, second.outcome]).toEqual(['appended', 'duplicate']);
        expect(texts(second.events)).toEqual(texts(first.events));
        expect(await everything(log)).toHaveLength(1);
      });

      it('takes a mixture of stored and new ids for a conflict, and stores none of it', async () => {
        const stream = sampleStream();
        const request = sampleAppend(stream, 0);
        await log.append(request);
        const mixed: AppendRequest = { ...request, events: [request.events[0], sampleEvent(stream, 2)] };
        await expect(log.append(mixed)).rejects.toBeInstanceOf(RevisionConflict);
        await expect(log.append(renumbered(mixed, 1))).rejects.toBeInstanceOf(RevisionConflict);
        expect(await everything(log)).toHaveLength(1);
      });

      it('lets no id stand in two streams, stored or on its way, and spoils no neighbour', async () => {
        const id = randomUUID();
        const [one, two, three, four] = [sampleStream(), sampleStream(), sampleStream(), sampleStream()];
        const of = (stream: string): AppendRequest => ({
          stream,
          expectedRevision: 0,
          events: [sampleEvent(stream, 1, { id })],
        });
        const settled = await Promise.allSettled([
          log.append(of(one)),
          log.append(of(two)),
          log.append(sampleAppend(three, 0)),
        ]);
        expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        await again();
        await expect(log.append(of(four))).rejects.toBeInstanceOf(EventIdTaken);
        expect((await log.append(of(one))).outcome).toBe('duplicate');
        expect((await everything(log)).map(({ event }) => event.stream)).toEqual([one, three]);
        for (const stream of [two, four]) {
          expect(await log.readStream(stream)).toEqual([]);
          expect((await log.append(sampleAppend(stream, 0))).outcome).toBe('appended');
        }
        expect((await log.head()).position).toBe(4);
      });

      it('lets one of fifty win a stream that may exist only once', async () => {
        const stream = sampleStream();
        const settled = await Promise.allSettled(Array.from({ length: 50 }, () => log.append(sampleAppend(stream, 0))));
        const lost = settled.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
        expect(lost).toHaveLength(49);
        for (const reason of lost) expect(reason).toBeInstanceOf(RevisionConflict);
        expect(await log.readStream(stream)).toHaveLength(1);
      });

      it('stores one event where fifty bring the same id, and gives all of them that one', async () => {
        const request = sampleAppend(sampleStream(), 0);
        const answers = await Promise.all(Array.from({ length: 50 }, () => log.append(request)));
        expect(answers.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
        expect(new Set(answers.flatMap(({ events }) => texts(events))).size).toBe(1);
        expect(await everything(log)).toHaveLength(1);
      });
    });

    describe('a refused append', () => {
      const spoilt: readonly [string, (stream: string) => UnstampedEvent][] = [
        ['wrongly numbered', (stream) => sampleEvent(stream, 5)],
        ['of another stream', () => sampleEvent(sampleStream(), 2)],
        ['without canonical form', (stream) => sampleEvent(stream, 2, { type: 'Goal\ud800Agreed' })],
        [
          'longer than an envelope may be',
          (stream) => sampleEvent(stream, 2, { sealed: 'A'.repeat(MAX_ENVELOPE_BYTES) }),
        ],
        ['with an id that is no UUID', (stream) => sampleEvent(stream, 2, { id: 'goal-1' })],
      ];
      it.each(spoilt)('stores nothing when its second event is %s, and spoils no neighbour', async (_, second) => {
        const stream = sampleStream();
        const [before, after] = [sampleAppend(sampleStream(), 0), sampleAppend(sampleStream(), 0)];
        const settled = await Promise.allSettled([
          log.append(before),
          log.append({ stream, expectedRevision: 0, events: [sampleEvent(stream, 1), second(stream)] }),
          log.append(after),
        ]);
        expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        expect((await everything(log)).map(({ event }) => event.id)).toEqual([before.events[0].id, after.events[0].id]);
        expect(await log.readStream(stream)).toEqual([]);
        expect((await log.append(sampleAppend(stream, 0, 2))).outcome).toBe('appended');
        expect((await log.head()).position).toBe(4);
      });

      it('stores nothing when it names one id twice, and spoils no neighbour', async () => {
        const stream = sampleStream();
        const event = sampleEvent(stream, 1);
        const settled = await Promise.allSettled([
          log.append(sampleAppend(sampleStream(), 0)),
          log.append({ stream, expectedRevision: 0, events: [event, { ...event, revision: 2 }] }),
          log.append(sampleAppend(sampleStream(), 0)),
        ]);
        expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        expect(await log.readStream(stream)).toEqual([]);
        expect(await everything(log)).toHaveLength(2);
      });

      it('takes an envelope of exactly the greatest length', async () => {
        const stream = sampleStream();
        const empty = (
          await log.append({ stream, expectedRevision: 0, events: [sampleEvent(stream, 1, { sealed: '' })] })
        ).events;
        const room = MAX_ENVELOPE_BYTES - Buffer.byteLength(empty[0]?.text ?? '');
        const fits = sampleEvent(stream, 2, { sealed: 'A'.repeat(room) });
        const { events } = await log.append({ stream, expectedRevision: 1, events: [fits] });
        expect(Buffer.byteLength(events[0]?.text ?? '')).toBe(MAX_ENVELOPE_BYTES);
        const over = sampleEvent(stream, 3, { sealed: 'A'.repeat(room + 1) });
        await expect(log.append({ stream, expectedRevision: 2, events: [over] })).rejects.toThrow(
          `${MAX_ENVELOPE_BYTES} bytes`,
        );
      });
    });

    describe('time', () => {
      const recorded = async (request = sampleAppend(sampleStream(), 0)): Promise<string> =>
        (await log.append(request)).events[0]?.event.recordedAt ?? '';

      it('stamps the clock of the append, and never goes back when the clock is set back', async () => {
        expect(await recorded()).toBe('2026-03-02T09:00:00.000Z');
        clock.set('2026-03-02T10:00:00.001Z');
        expect(await recorded()).toBe('2026-03-02T10:00:00.001Z');
        clock.set('2026-03-02T08:30:00.000Z');
        expect(await recorded()).toBe('2026-03-02T10:00:00.001Z');
        await again();
        expect(await recorded()).toBe('2026-03-02T10:00:00.001Z');
        clock.set('2026-03-02T10:00:00.002Z');
        expect(await recorded()).toBe('2026-03-02T10:00:00.002Z');
        const stamps = (await everything(log)).map(({ event }) => event.recordedAt);
        expect(stamps).toEqual([...stamps].sort());
        expect((await log.head()).recordedAt).toBe('2026-03-02T10:00:00.002Z');
      });

      it('never records an event before it occurred', async () => {
        const stream = sampleStream();
        const event = sampleEvent(stream, 1, { occurredAt: '2026-03-02T09:00:00.250Z' });
        expect(await recorded({ stream, expectedRevision: 0, events: [event] })).toBe('2026-03-02T09:00:00.250Z');
        expect(await recorded()).toBe('2026-03-02T09:00:00.250Z');
      });

      it('PLAT-03: finds the last position recorded at or before an instant', async () => {
        expect(await log.positionAt('2030-01-01T00:00:00.000Z')).toBe(0);
        for (const [instant, count] of [
          ['09:00:00.000', 2],
          ['09:00:00.001', 1],
          ['12:00:00.000', 3],
        ] as const) {
          clock.set(`2026-03-02T${instant}Z`);
          await log.append(sampleAppend(sampleStream(), 0, count));
        }
        await again();
        clock.set('2026-03-02T13:00:00.000Z');
        const at = (time: string): Promise<number> => log.positionAt(`2026-03-02T${time}Z`);
        expect(await at('08:59:59.999')).toBe(0);
        expect(await at('09:00:00.000')).toBe(2);
        expect(await at('09:00:00.001')).toBe(3);
        expect(await at('11:59:59.999')).toBe(3);
        expect(await at('12:00:00.000')).toBe(6);
        expect(await at('23:00:00.000')).toBe(6);
      });

      it('waits for an append that is stamped at or before the instant and still in flight', async () => {
        const appending = log.append(sampleAppend(sampleStream(), 0));
        const position = await log.positionAt('2026-03-02T09:00:00.000Z');
        expect((await appending).events[0]?.event.recordedAt).toBe('2026-03-02T09:00:00.000Z');
        expect(position).toBe(1);
      });

      it('stands by what it said of an earlier instant, even when the clock is set back before it', async () => {
        await log.append(sampleAppend(sampleStream(), 0));
        clock.set('2026-03-02T09:05:00.000Z');
        expect(await log.positionAt('2026-03-02T09:04:00.000Z')).toBe(1);
        clock.set('2026-03-02T09:03:00.000Z');
        await log.append(sampleAppend(sampleStream(), 0));
        expect(await log.positionAt('2026-03-02T09:04:00.000Z')).toBe(1);
        expect((await log.head()).position).toBe(2);
      });
    });

    describe('reading', () => {
      it('gives a stream from one revision to another, both included', async () => {
        const stream = sampleStream();
        for (let revision = 0; revision < 6; revision += 1) {
          await log.append(sampleAppend(stream, revision));
          await log.append(sampleAppend(sampleStream(), 0));
        }
        await again();
        const revisions = async (range?: { from?: number; to?: number }): Promise<number[]> =>
          (await log.readStream(stream, range)).map(({ event }) => event.revision);
        expect(await revisions()).toEqual([1, 2, 3, 4, 5, 6]);
        expect(await revisions({ from: 4 })).toEqual([4, 5, 6]);
        expect(await revisions({ to: 2 })).toEqual([1, 2]);
        expect(await revisions({ from: 3, to: 4 })).toEqual([3, 4]);
        expect(await revisions({ from: 7 })).toEqual([]);
        expect(await log.readStream(sampleStream())).toEqual([]);
      });

      it('gives the whole log page by page, the same bytes fresh and reopened', async () => {
        const appended: StoredEvent[] = [];
        for (let index = 0; index < 5; index += 1)
          appended.push(...(await log.append(sampleAppend(sampleStream(), 0, 2))).events);
        for (let round = 0; round < 2; round += 1) {
          const paged: StoredEvent[] = [];
          for (;;) {
            const page = await log.readAll(paged.at(-1)?.position ?? 0, 3);
            expect(page.length).toBeLessThanOrEqual(3);
            if (page.length === 0) break;
            paged.push(...page);
          }
          expect(paged).toEqual(appended);
          expect(texts(await log.readAll(7, 2))).toEqual(texts(appended.slice(7, 9)));
          expect(await log.readAll(10, 5)).toEqual([]);
          await again();
        }
      });

      it('can be tried, and holds no event more', async () => {
        await log.append(sampleAppend(sampleStream(), 0));
        const before = await log.head();
        for (let times = 0; times < 3; times += 1) await log.probe?.();
        expect(await log.head()).toEqual(before);
        expect(await everything(log)).toHaveLength(1);
        await again();
        expect(await log.head()).toEqual(before);
      });

      it('is empty at first', async () => {
        expect(await log.head()).toEqual({ position: 0, logHash: NO_HASH, recordedAt: undefined });
        expect(await log.readAll(0, 10)).toEqual([]);
      });

      it('wakes its listeners after each commit, when the events can be read, and not after a refusal', async () => {
        const seen: Promise<number>[] = [];
        const stopListening = log.onAppended(() => seen.push(log.readAll(0, 100).then((events) => events.length)));
        await log.append(sampleAppend(sampleStream(), 0, 2));
        expect(await Promise.all(seen)).toEqual([2]);
        await log.append(sampleAppend(sampleStream(), 9)).catch(() => undefined);
        expect(seen).toHaveLength(1);
        stopListening();
        await log.append(sampleAppend(sampleStream(), 0));
        expect(seen).toHaveLength(1);
      });
    });
  });
}

/** The same events, numbered from another revision: what a handler resends after it has read the stream again. */
function renumbered(request: AppendRequest, expectedRevision: number): AppendRequest {
  const [first, ...rest] = request.events;
  return {
    stream: request.stream,
    expectedRevision,
    events: [
      { ...first, revision: expectedRevision + 1 },
      ...rest.map((event, index) => ({ ...event, revision: expectedRevision + 2 + index })),
    ],
  };
}
