import type { Leases } from '../leases.js';
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

    it('tasks are apart: one replica may relay while another keeps the clock', async () => {
      const [a, b] = [await site.another(), await site.another()];
      const nothing = (): Promise<() => Promise<void>> => Promise.resolve(() => Promise.resolve());
      const ends = [await a.acquire('relay', nothing), await b.acquire('clock', nothing)];
      await until('the lease is taken', () => a.holds('relay') && b.holds('clock'));
      for (const end of ends) await end();
    });
  });
}
