import { verifyLog, type Envelope } from '@carethread/ledger';
import { RevisionConflict, type StoredEvent } from '../event-log.js';
import { MemoryLog } from '../memory-log.js';
import { ImportRefused, type ImportableLog } from '../stored-import.js';
import { sampleAppend, sampleStream, SettableClock } from './sample-events.js';

/** A fresh, empty log of the service `care-plan` to move into, and how to open it anew if it outlives its process. */
export interface ImportUnderTest {
  readonly log: ImportableLog;
  readonly clock: SettableClock;
  readonly reopen?: () => Promise<ImportableLog>;
}

/** What every log does that another log is moved into. `make` is called before each test; the log is closed after it. */
export function storedImportContract(name: string, make: () => Promise<ImportUnderTest>): void {
  describe(`stored import contract: ${name}`, () => {
    let log: ImportUnderTest['log'];
    let clock: ImportUnderTest['clock'];
    let reopen: ImportUnderTest['reopen'];
    let source: MemoryLog;
    let events: readonly StoredEvent[];
    const streams = Array.from({ length: 3 }, sampleStream);

    beforeEach(async () => {
      ({ log, clock, reopen } = await make());
      clock.set('2026-03-02T09:00:00.000Z');
      const sourceClock = new SettableClock('2025-01-01T00:00:00.000Z');
      source = new MemoryLog({ service: 'care-plan', clock: sourceClock });
      for (let revision = 0; revision < 4; revision += 1)
        for (const stream of streams) {
          await source.append(sampleAppend(stream, revision));
          sourceClock.set(`2026-03-01T0${revision + 1}:00:00.000Z`);
        }
      events = await source.readAll(0, 100);
    });
    afterEach(() => log.close());
    const again = async (): Promise<void> => {
      if (reopen !== undefined) log = await reopen();
    };
    const refused = (brought: readonly StoredEvent[]): Promise<unknown> =>
      log.importStored(brought).then(
        () => undefined,
        (error: unknown) => error,
      );

    it('takes events in exactly as they are: texts, hashes, positions, recordedAt, streams, known-at', async () => {
      await log.importStored(events.slice(0, 5));
      await again();
      await log.importStored(events.slice(5));
      await again();
      expect(await log.readAll(0, 100)).toEqual(events);
      expect(await log.head()).toEqual(await source.head());
      expect(await verifyLog(log)).toEqual(await verifyLog(source));
      for (const stream of streams) expect(await log.readStream(stream)).toEqual(await source.readStream(stream));
      for (const instant of ['2026-03-01T01:00:00.000Z', '2026-03-01T02:30:00.000Z'])
        expect(await log.positionAt(instant)).toBe(await source.positionAt(instant));
    });

    it('goes on being written after it: the chains, the streams and the ids continue', async () => {
      await log.importStored(events);
      const [stream = ''] = streams;
      await expect(log.append(sampleAppend(stream, 0))).rejects.toBeInstanceOf(RevisionConflict);
      const { events: added } = await log.append(sampleAppend(stream, 4));
      expect(added[0]?.position).toBe(events.length + 1);
      expect(added[0]?.event.prevHash).toBe((await source.readStream(stream)).at(-1)?.event.hash);
      const resent = events[0]?.event;
      if (resent === undefined) throw new Error('there is a first event');
      const { recordedAt: _, prevHash: __, hash: ___, ...unstamped } = resent;
      const answer = await log.append({ stream: resent.stream, expectedRevision: 0, events: [unstamped] });
      expect(answer.outcome).toBe('duplicate');
      expect(answer.events[0]?.text).toBe(events[0]?.text);
      expect(await verifyLog(log)).toMatchObject({ valid: true, events: events.length + 1 });
    });

    it('wakes its listeners, and waits for appends that came first', async () => {
      let woken = 0;
      log.onAppended(() => (woken += 1));
      await log.importStored(events.slice(0, 2));
      expect(woken).toBeGreaterThan(0);
      const [appended, error] = await Promise.all([
        log.append(sampleAppend(sampleStream(), 0)),
        refused(events.slice(2)),
      ]);
      expect(appended.events[0]?.position).toBe(3);
      expect(error).toBeInstanceOf(ImportRefused);
      expect((await log.head()).position).toBe(3);
    });

    const change = (stored: StoredEvent, differing: Partial<Envelope>): StoredEvent => {
      const event = { ...stored.event, ...differing };
      return { ...stored, event, text: stored.text.replace('"GoalAgreed"', JSON.stringify(event.type)) };
    };
    const spoilt: readonly [string, (brought: StoredEvent[]) => readonly StoredEvent[]][] = [
      ['a gap before it', (brought) => brought.slice(1)],
      ['what is there already', () => events.slice(0, 4)],
      ['an event twice', ([first, ...rest]) => (first === undefined ? [] : [first, first, ...rest])],
      ['another order', (brought) => brought.toReversed()],
      [
        'a changed event',
        ([first, ...rest]) => (first === undefined ? [] : [change(first, { type: 'GoalMet' }), ...rest]),
      ],
      ['other bytes', (brought) => brought.map((one, index) => (index === 2 ? { ...one, text: ` ${one.text}` } : one))],
      [
        'another logHash',
        (brought) => brought.map((one, index) => (index === 2 ? { ...one, logHash: 'ab'.repeat(32) } : one)),
      ],
      ['another service’s event', (brought) => brought.map((one) => change(one, { service: 'risk' }))],
    ];
    it.each(spoilt)('refuses %s, and stores nothing of what came with it', async (_, spoil) => {
      await log.importStored(events.slice(0, 4));
      expect(await refused(spoil([...events.slice(4)]))).toBeInstanceOf(ImportRefused);
      expect((await log.head()).position).toBe(4);
      await log.importStored(events.slice(4));
      expect(await log.head()).toEqual(await source.head());
    });

    it('refuses a log that is not the same so far', async () => {
      await log.append(sampleAppend(sampleStream(), 0));
      expect(await refused(events)).toBeInstanceOf(ImportRefused);
      expect(await refused(events.slice(1))).toBeInstanceOf(ImportRefused);
      expect((await log.head()).position).toBe(1);
    });
  });
}
