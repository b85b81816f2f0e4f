import type { EventLog, StoredEvent } from '../event-log.js';
import { subscribe, type Subscription } from '../subscription.js';
import { sampleAppend, sampleStream } from './sample-events.js';
import { until } from './until.js';

/** What a subscription does over every event log. `make` gives a fresh, empty log, closed after each test. */
export function subscriptionContract(name: string, make: () => Promise<{ readonly log: EventLog }>): void {
  describe(`subscription contract: ${name}`, () => {
    let log: EventLog;
    const running: Subscription[] = [];

    beforeEach(async () => {
      ({ log } = await make());
    });
    afterEach(async () => {
      await Promise.all(running.splice(0).map((subscription) => subscription.stop()));
      await log.close();
    });

    const follow = (options: Omit<Parameters<typeof subscribe>[0], 'log'>): Subscription => {
      const subscription = subscribe({ log, ...options });
      running.push(subscription);
      return subscription;
    };
    const fill = async (count: number): Promise<void> => {
      await Promise.all(Array.from({ length: count }, () => log.append(sampleAppend(sampleStream(), 0))));
    };
    const positions = (events: readonly StoredEvent[]): number[] => events.map(({ position }) => position);
    const range = (from: number, to: number): number[] =>
      Array.from({ length: to - from + 1 }, (_, index) => from + index);
    const oneTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

    it('catches up from any position and follows live, with no gap and nothing twice, while others append', async () => {
      await fill(40);
      const froms = [0, 1, 17, 39, 40];
      const seen = froms.map((): number[] => []);
      const subscriptions = froms.map((from, index) =>
        follow({
          from,
          batch: 7,
          handle: async (events) => {
            await oneTurn(); // appends fall between reading and handling
            seen[index]?.push(...positions(events));
          },
        }),
      );
      const late: number[] = [];
      for (let round = 0; round < 30; round += 1) {
        await fill(1 + (round % 5));
        if (round === 15) {
          const handle = (events: readonly StoredEvent[]): Promise<void> =>
            Promise.resolve(void late.push(...positions(events)));
          subscriptions.push(follow({ from: 33, batch: 11, handle }));
        }
        if (round % 3 === 0) await oneTurn();
      }
      const { position: last } = await log.head();
      await Promise.all(subscriptions.map((subscription) => subscription.caughtUp(last)));
      for (const [index, from] of froms.entries()) expect(seen[index]).toEqual(range(from + 1, last));
      expect(late).toEqual(range(34, last));
    });

    it('handles one batch at a time, of at most the size asked for', async () => {
      await fill(25);
      const sizes: number[] = [];
      let open = 0;
      const subscription = follow({
        from: 0,
        batch: 10,
        handle: async (events) => {
          open += 1;
          expect(open).toBe(1);
          await oneTurn();
          sizes.push(events.length);
          open -= 1;
        },
      });
      await subscription.caughtUp(25);
      expect(sizes).toEqual([10, 10, 5]);
      expect(subscription.stalled()).toBeUndefined();
    });

    it('says it has caught up only when the events have been handled', async () => {
      let letGo = (): void => undefined;
      let begun = false;
      const subscription = follow({
        from: 0,
        handle: () => {
          begun = true;
          return new Promise((resolve) => (letGo = resolve));
        },
      });
      await fill(1);
      const done: number[] = [];
      const waiting = [0, 1].map((position) => subscription.caughtUp(position).then(() => done.push(position)));
      await until('the handler is called', () => begun);
      await oneTurn();
      expect(done).toEqual([0]);
      expect(subscription.position()).toBe(0);
      letGo();
      await Promise.all(waiting);
      expect(done).toEqual([0, 1]);
      expect(subscription.position()).toBe(1);
    });

    it('stands still at what it cannot handle, says why, brings it again and goes on', async () => {
      await fill(3);
      const calls: number[][] = [];
      let broken = true;
      const subscription = follow({
        from: 1,
        batch: 1,
        handle: (events) => {
          calls.push(positions(events));
          return broken ? Promise.reject(new Error('the view store is away')) : Promise.resolve();
        },
      });
      await until('it is tried twice', () => calls.length >= 2);
      expect(subscription.stalled()?.message).toBe('the view store is away');
      expect(subscription.position()).toBe(1);
      expect(new Set(calls.flat())).toEqual(new Set([2]));
      broken = false;
      await subscription.caughtUp(3);
      expect(subscription.stalled()).toBeUndefined();
      expect(calls.slice(-2)).toEqual([[2], [3]]);
    });

    it('rejects `reached` with the error that it is stalled at, called before or after the failure', async () => {
      let fail = (): void => undefined;
      const subscription = follow({
        from: 0,
        handle: () => new Promise((_, reject) => (fail = () => reject(new Error('the disk is full')))),
      });
      await fill(1);
      const before = subscription.reached(1);
      const said = expect(before).rejects.toThrow('the disk is full');
      await until('it has failed', () => {
        fail();
        return subscription.stalled() !== undefined;
      });
      await said;
      await expect(subscription.reached(1)).rejects.toThrow('the disk is full');
      await expect(subscription.reached(0)).resolves.toBeUndefined();
    });

    it('stops in mid-batch: waits for the handler, takes no further batch, and another goes on from its position', async () => {
      await fill(9);
      const seen: number[] = [];
      let letGo = (): void => undefined;
      let begun = false;
      const first = follow({
        from: 0,
        batch: 4,
        handle: async (events) => {
          begun = true;
          await new Promise<void>((resolve) => (letGo = resolve));
          seen.push(...positions(events));
        },
      });
      await until('the handler is called', () => begun);
      let stopped = false;
      const stopping = first.stop().then(() => (stopped = true));
      await oneTurn();
      expect(stopped).toBe(false);
      letGo();
      await stopping;
      expect(seen).toEqual([1, 2, 3, 4]);
      expect(first.position()).toBe(4);
      await fill(2);
      const second = follow({
        from: first.position(),
        batch: 4,
        handle: (events) => Promise.resolve(void seen.push(...positions(events))),
      });
      await second.caughtUp(11);
      expect(seen).toEqual(range(1, 11));
    });

    it('brings a batch again that failed in the middle when it was stopped', async () => {
      await fill(4);
      const seen: number[] = [];
      const first = follow({
        from: 0,
        handle: (events) => {
          seen.push(...positions(events.slice(0, 2)));
          return Promise.reject(new Error('killed'));
        },
      });
      await until('it has failed', () => first.stalled() !== undefined);
      await first.stop();
      const calls = seen.length;
      expect(first.position()).toBe(0);
      const second = follow({
        from: first.position(),
        handle: (events) => Promise.resolve(void seen.push(...positions(events))),
      });
      await second.caughtUp(4);
      expect(seen.slice(calls)).toEqual([1, 2, 3, 4]);
    });

    it('resolves its waiters when it is stopped', async () => {
      const subscription = follow({ from: 0, handle: () => Promise.resolve() });
      const waiting = subscription.caughtUp(10);
      await subscription.stop();
      await waiting;
      expect(subscription.position()).toBe(0);
    });
  });
}
