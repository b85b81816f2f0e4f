import { until } from '@carethread/event-sourcing/testing';
import { textMember, uuidV5 } from '@carethread/ledger';
import type { Answer, Posted } from '@carethread/webhooks';
import { createHash } from 'node:crypto';
import { noticeIdOf } from '../notices/notice.js';
import { noticeReader, Sequence } from '../notices/sequence.js';
import { Replica, Stores, TENANT } from './testing/replica.js';

/** The whole of it by `npm run test:all`. */
const SUBSCRIPTIONS = process.env['CARETHREAD_MATRIX'] === 'all' ? 10_000 : 300;
const FAILING = 0.3;
/** Providers, each with a receiver of its own: replicas share them. */
const HOMES = Array.from({ length: 12 }, (_, nth) => uuidV5('replicas', 'home', nth));
const homeOf = (nth: number): string => HOMES[nth % HOMES.length] ?? '';

interface Sent {
  readonly home: string;
  /** Which replica sent it. */
  readonly by: Replica;
  readonly id: string;
  readonly lane: string;
  readonly sequence: string;
  readonly type: string;
  /** It was accepted, and its sender never learned. */
  readonly isLost: boolean;
}

/** The providers' own systems: what they have accepted, in the order in which they did. */
class Provider {
  readonly accepted: Sent[] = [];
  #waiting: (() => void)[] = [];

  constructor(readonly failing = FAILING) {}

  answer({ body, url }: Posted, by: Replica): Answer {
    const event: unknown = JSON.parse(body);
    const of = (name: string): string => textMember(event, name) ?? '';
    if (Math.random() < this.failing) return Math.random() < 0.5 ? { status: 500 } : { failure: 'connection' };
    const isLost = Math.random() < this.failing / 10;
    const home = new URL(url).pathname.slice(1);
    this.accepted.push({
      home,
      by,
      id: of('id'),
      lane: of('subject'),
      sequence: of('sequence'),
      type: of('type'),
      isLost,
    });
    for (const wake of this.#waiting.splice(0)) wake();
    return isLost ? { failure: 'timeout' } : { status: 204 };
  }

  get ids(): ReadonlySet<string> {
    return new Set(this.accepted.map(({ id }) => id));
  }

  async until(count: number): Promise<void> {
    while (this.ids.size < count) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}

const hashOf = (ids: Iterable<string>): string =>
  createHash('sha256')
    .update([...ids].sort().join())
    .digest('hex');

describe.each([2, 3])('the delivery by %d replicas, of which one is killed', (many) => {
  it(`PLAT-14: of ${2 * SUBSCRIPTIONS} notices none is lost and none out of order, what is sent twice was under way, and each has its share`, async () => {
    const stores = new Stores();
    const provider = new Provider();
    const replicas = Array.from(
      { length: many },
      () => new Replica(stores, { answer: (posted, by) => provider.answer(posted, by) }),
    );
    const [first, ...others] = replicas;
    const [second] = others;
    if (first === undefined || second === undefined) throw new Error('there are two at least');
    await first.start();
    for (const home of HOMES) await first.registers(home);
    for (const other of others) await other.start();
    await until('each has its share', () => replicas.every(({ parts }) => parts > 0 && parts <= Math.ceil(16 / many)));
    for (let nth = 0; nth < SUBSCRIPTIONS / 2; nth += 1) await first.serves(homeOf(nth), nth);
    await provider.until(SUBSCRIPTIONS / 2);
    first.kill();
    for (let nth = SUBSCRIPTIONS / 2; nth < SUBSCRIPTIONS; nth += 1) await second.serves(homeOf(nth), nth);
    await provider.until(2 * SUBSCRIPTIONS);
    const { accepted } = provider;
    expect(new Set(accepted.map(({ by }) => by)).size).toBe(many);
    expect(others.map(({ parts }) => parts).reduce((sum, one) => sum + one)).toBe(16);
    expect(accepted.filter(({ type }) => type.includes('withheld'))).toEqual([]);
    // Beside those whose answer was lost, only what was under way in the lanes of an endpoint when the first was killed is sent again.
    const lost = new Set(accepted.filter(({ isLost }) => isLost).map(({ id }) => id));
    const known = accepted.filter(({ id }) => !lost.has(id));
    expect(known.length - new Set(known.map(({ id }) => id)).size).toBeLessThanOrEqual(8 * HOMES.length);
    const last = new Map<string, string>();
    for (const { lane, sequence } of accepted) {
      expect((last.get(lane) ?? '') <= sequence).toBe(true);
      last.set(lane, sequence);
    }
    for (const home of HOMES) {
      const sequence = new Sequence(noticeReader(second.runtime, TENANT), TENANT, home);
      const places = await sequence.after(0, 2 * SUBSCRIPTIONS);
      const ids = new Set(accepted.filter((one) => one.home === home).map(({ id }) => id));
      expect([home, hashOf(ids)]).toEqual([home, hashOf(places.map(noticeIdOf))]);
    }
    for (const other of others) await other.runtime.stop();
  }, 1_800_000);
});

describe('a lease that is lost between sending and keeping that it was sent', () => {
  it('PLAT-14: one notice comes twice, and none is lost', async () => {
    const stores = new Stores();
    const provider = new Provider(0);
    const answer = (posted: Posted, by: Replica): Answer => {
      const answered = provider.answer(posted, by);
      // From here on nothing is kept: the lease is lost before its holder knows that the notice was taken.
      if (by === first && provider.accepted.length === 3) first.kill();
      return answered;
    };
    const first = new Replica(stores, { answer });
    await first.start();
    const [home = ''] = HOMES;
    await first.registers(home);
    const served = await first.serves(home, 0);
    await provider.until(2);
    const second = new Replica(stores, { answer });
    await second.begin();
    for (const cause of ['two', 'three', 'four']) await second.changes(served, cause);
    await provider.until(3);
    await second.deliver();
    await provider.until(5);
    await until('all is kept', () => provider.accepted.length === 6);
    const sequences = provider.accepted.map(({ sequence }) => Number(sequence));
    expect(sequences).toEqual([1, 2, 3, 3, 4, 5]);
    expect(provider.ids.size).toBe(5);
    expect(provider.accepted.map(({ by }) => by === first)).toEqual([true, true, true, false, false, false]);
    await second.runtime.stop();
  });
});
