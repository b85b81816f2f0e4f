import { verifyLog } from '@carethread/ledger';
import { randomUUID } from 'node:crypto';
import type { EventLog } from '../event-log.js';
import { sampleAppend, sampleStream } from './sample-events.js';

/** A fresh, empty log of the service `care-plan` whose store keeps columns beside the texts, and ways to tamper with them. */
export interface TamperableLog {
  readonly log: EventLog;
  /** The same log, opened anew. */
  readonly reopen: () => Promise<EventLog>;
  /** Changes what the store keeps beside the text of the event at a position; what refuses changes is there again afterwards. */
  readonly move: (position: number, to: Partial<{ stream: string; revision: number; id: string }>) => Promise<void>;
  /** Gives a stream another name in the store, where it has a row of its own there. */
  readonly rename?: (stream: string, name: string) => Promise<void>;
}

/**
 * What every log does whose store finds events by something beside their texts: no hash covers that, so it is held against the
 * texts. `make` is called before each test; the log is closed after it.
 */
export function storedPlaceContract(name: string, make: () => Promise<TamperableLog>): void {
  describe(`stored place contract: ${name}`, () => {
    let log: TamperableLog['log'];
    let reopen: TamperableLog['reopen'];
    let move: TamperableLog['move'];
    let rename: TamperableLog['rename'];
    const [one, two] = [sampleStream(), sampleStream()];

    beforeEach(async () => {
      ({ log, reopen, move, rename } = await make());
      await log.append(sampleAppend(one, 0, 3));
      await log.append(sampleAppend(two, 0, 3));
    });
    afterEach(() => log.close());

    const tampered = async (work: () => Promise<void>): Promise<readonly string[]> => {
      await work();
      log = await reopen();
      // The texts alone are whole: nothing but the columns can tell.
      expect(await verifyLog(log)).toMatchObject({ valid: true, events: 6 });
      return (await log.faults?.()) ?? [];
    };
    const damaged = async (): Promise<readonly number[]> =>
      (await log.readAll(0, 10)).filter((stored) => stored.damaged === true).map(({ position }) => position);

    it('PLAT-05: finds no fault in a log that nobody touched, and the events of a stream by their texts', async () => {
      expect(await tampered(() => Promise.resolve())).toEqual([]);
      expect(await damaged()).toEqual([]);
      expect(await log.positionsNaming?.(two)).toEqual([4, 5, 6]);
      expect(await log.positionsNaming?.(sampleStream())).toEqual([]);
    });

    it.each([
      ['to a stream that is there', () => ({ stream: two, revision: 4 })],
      ['to a stream of its own', () => ({ stream: sampleStream() })],
    ])('PLAT-05: names the last event of a stream that was moved %s, and reads it as a damaged one', async (_, to) => {
      const faults = await tampered(() => move(3, to()));
      expect(faults).toContainEqual(expect.stringMatching(/^event 3 is kept as revision \d of .*it was moved/));
      expect(faults).toContainEqual(
        expect.stringContaining(`${one} has 2 events up to revision 2 in the store, but 3 up to 3`),
      );
      expect(await damaged()).toEqual([3]);
      const [stored] = await log.readAll(2, 1);
      expect(stored).toMatchObject({ damaged: true, event: { stream: '' }, misplaced: { stream: one, revision: 3 } });
      expect(await log.positionsNaming?.(one)).toEqual([1, 2, 3]);
    });

    it('PLAT-05: does not use an event that is read as one of another stream', async () => {
      await tampered(() => move(3, { stream: two, revision: 4 }));
      expect((await log.readStream(two)).map((stored) => stored.damaged)).toEqual([
        undefined,
        undefined,
        undefined,
        true,
      ]);
      await expect(log.append(sampleAppend(two, 4))).rejects.toThrow('damaged');
    });

    it('PLAT-05: names an event of another revision', async () => {
      const faults = await tampered(() => move(6, { revision: 9 }));
      expect(faults[0]).toMatch(/^event 6 is kept as revision 9 of .*its text says revision 3 of/);
      expect(await damaged()).toEqual([6]);
    });

    it('PLAT-05: names an event of another id', async () => {
      const id = randomUUID();
      const faults = await tampered(() => move(2, { id }));
      expect(faults).toEqual([expect.stringMatching(new RegExp(`^event 2 is kept as .* with the id ${id}, but`))]);
      expect(await damaged()).toEqual([2]);
    });

    it('PLAT-05: names a stream of another name', async () => {
      if (rename === undefined) return;
      const other = sampleStream();
      const faults = await tampered(() => rename?.(one, other) ?? Promise.resolve());
      expect(faults).toContainEqual(expect.stringContaining(`does not have the stream ${one}`));
      expect(await damaged()).toEqual([1, 2, 3]);
      expect(await log.readStream(one)).toEqual([]);
    });
  });
}
