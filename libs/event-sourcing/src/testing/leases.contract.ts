import type { Leases, Room } from '../leases.js';
import { until } from './until.js';

export interface LeasesUnderTest {
  /** Leases of one more process on the same log. */
  another(): Promise<Leases>;
  /** The process dies without a word: its connection is cut, nothing is released by hand. */
  crash(leases: Leases): Promise<void>;
  close(): Promise<void>;
}

/** What every adapter of the leases port must do. */
export function leasesContract(name: string, open: () => Promise<LeasesUnderTest>): void {
  describe(`${name}: leases`, () => {
    let site: LeasesUnderTest;
    beforeEach(async () => {
      site = await open();
    });
    afterEach(async () => site.close());

    const carry = async (leases: Leases, log: string[], who: string): Promise<() => Promise<void>> =>
      leases.acquire('relay', (term) => {
        log.push(`${who} begins in term ${term}`);
        return Promise.resolve(() => {
          log.push(`${who} ends`);
          return Promise.resolve();
        });
      });

    it('one of several replicas runs a task; when it lets go, the next one begins, after it has ended', async () => {
      const [a, b] = [await site.another(), await site.another()];
      const log: string[] = [];
      const endA = await carry(a, log, 'a');
      await until('the lease is taken', () => a.holds('relay'));
      const endB = await carry(b, log, 'b');
      expect(b.holds('relay')).toBe(false);
      await endA();
      await until('the lease is taken', () => b.holds('relay'));
      await endB();
      expect(log.map((line) => line.replace(/ in term \d+/, ''))).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
      const terms = log.flatMap((line) => /term (\d+)/.exec(line)?.[1] ?? []).map(Number);
      expect(terms[1]).toBeGreaterThan(terms[0] ?? 0);
    });

    it('a copy that dies is followed by another', async () => {
      const [a, b] = [await site.another(), await site.another()];
      const log: string[] = [];
      await carry(a, log, 'a');
      await until('the lease is taken', () => a.holds('relay'));
      const endB = await carry(b, log, 'b');
      await site.crash(a);
      await until('the lease is taken', () => b.holds('relay'));
      await endB();
    });

    it('PLAT-14: takes no more than there is room for, and the rest is for others', async () => {
      const [a, b] = [await site.another(), await site.another()];
      const names = ['one', 'two', 'three', 'four'];
      const nothing = (): Promise<() => Promise<void>> => Promise.resolve(() => Promise.resolve());
      const roomFor = (most: number): Room & { most: number } => {
        let taken = 0;
        const room = { most, take: () => taken < room.most && ((taken += 1), true), give: () => void (taken -= 1) };
        return room;
      };
      const [few, all] = [roomFor(1), roomFor(4)];
      const held = (of: Leases): number => names.filter((name) => of.holds(name)).length;
      const endsA = [];
      for (const name of names) endsA.push(await a.acquire(name, nothing, few));
      await until('one is taken', () => held(a) === 1);
      const endsB = [];
      for (const name of names) endsB.push(await b.acquire(name, nothing, all));
      await until('the others are taken', () => held(b) === 3);
      expect(held(a)).toBe(1);
      few.most = 4;
      const taken = names.findIndex((name) => b.holds(name));
      await endsB[taken]?.();
      await until('what is free is taken where there is room now', () => held(a) === 2);
      for (const end of [...endsA, ...endsB]) await end();
      expect([held(a), held(b)]).toEqual([0, 0]);
    });

    it('PLAT-14: knows how many share a group, until they leave or die', async () => {
      const [a, b, c] = [await site.another(), await site.another(), await site.another()];
      const of = a.join('deliver');
      const [second, third] = [b.join('deliver'), c.join('deliver')];
      c.join('another group');
      expect([await of.size(), await second.size(), await third.size()].at(-1)).toBe(3);
      await second.leave();
      expect(await of.size()).toBe(2);
      await site.crash(c);
      let size = 2;
      for (let round = 0; size > 1 && round < 500; round += 1) size = await of.size();
      expect(size).toBe(1);
    });

    it('tasks are apart: one replica may relay while another keeps the clock', async () => {
      const [a, b] = [await site.another(), await site.another()];
      const nothing = (): Promise<() => Promise<void>> => Promise.resolve(() => Promise.resolve());
      const ends = [await a.acquire('relay', nothing), await b.acquire('clock', nothing)];
      await until('the lease is taken', () => a.holds('relay') && b.holds('clock'));
      for (const end of ends) await end();
    });
  });
}
