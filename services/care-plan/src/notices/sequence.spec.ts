import type { ListQuery } from '@carethread/runtime';
import { noticesKey, type ProviderNotices } from '../views/provider-notices.js';
import type { NoticePlace } from './notice-place.js';
import { Sequence } from './sequence.js';

const [TENANT, HOME] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1'] as const;
/** Longer than any test runs. */
const LONG_MS = 60_000;

/** The view in memory: `folds` adds a place, and calls those who wait for its document. */
class Notices {
  readonly #places: NoticePlace[] = [];
  readonly #waiting = new Set<() => void>();
  reads = 0;

  folds(): void {
    const seq = this.#places.length + 1;
    const at = '2026-01-15T12:00:00.000Z';
    this.#places.push({ seq, kind: 'ended', subscriptionId: 'S', eventId: `e${seq}`, at, position: seq });
    for (const wake of this.#waiting) wake();
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  readonly reader: ConstructorParameters<typeof Sequence>[0] = {
    find: (_: unknown, key: unknown): Promise<never> => {
      this.reads += 1;
      const last = this.#places.at(-1);
      const document: ProviderNotices | undefined =
        key === noticesKey(TENANT, HOME) && last !== undefined ? { organisationId: HOME, last } : undefined;
      return Promise.resolve(document as never);
    },
    list: async function* (this: Notices, _: unknown, { scopes, after }: ListQuery) {
      await Promise.resolve();
      for (const place of this.#places)
        if (scopes.some((scope) => 'id' in scope && scope.id === HOME) && place.seq > Number(after?.order))
          yield { order: '', key: '', body: place as never };
    }.bind(this),
    onFolded: (_, key, wake) => {
      expect(key).toBe(noticesKey(TENANT, HOME));
      this.#waiting.add(wake);
      return () => this.#waiting.delete(wake);
    },
  };
}

describe('the sequence of an organisation', () => {
  const begun = (places: number) => {
    const notices = new Notices();
    for (let nth = 0; nth < places; nth++) notices.folds();
    return { notices, sequence: new Sequence(notices.reader, TENANT, HOME) };
  };

  it('gives the places after a number, as many as wanted', async () => {
    const { sequence } = begun(5);
    expect((await sequence.after(2, 2)).map(({ seq }) => seq)).toEqual([3, 4]);
    expect((await sequence.after(2, 100)).map(({ seq }) => seq)).toEqual([3, 4, 5]);
    expect(await sequence.after(5, 100)).toEqual([]);
    expect(await sequence.after(0, 0)).toEqual([]);
    expect(await sequence.head()).toBe(5);
    expect(await new Sequence(begun(0).notices.reader, TENANT, HOME).head()).toBe(0);
  });

  it('a wait ends at once where there is more already', async () => {
    const { sequence, notices } = begun(5);
    expect(await sequence.pastHead(4, LONG_MS)).toBe(5);
    expect(notices.waiting).toBe(0);
  });

  it('a wait is ended by the next place, and reads nothing until then', async () => {
    const { sequence, notices } = begun(5);
    const waiting = sequence.pastHead(6, LONG_MS);
    await new Promise(setImmediate);
    expect(notices.reads).toBe(1);
    notices.folds();
    await new Promise(setImmediate);
    notices.folds();
    expect(await waiting).toBe(7);
    expect(notices.reads).toBe(3);
    expect(notices.waiting).toBe(0);
  });

  it('a place that comes while the head is being read is not overlooked', async () => {
    const { sequence, notices } = begun(5);
    const waiting = sequence.pastHead(5, LONG_MS);
    notices.folds();
    expect(await waiting).toBe(6);
  });

  it('a wait is over with its time, or when whoever waits has gone', async () => {
    const { sequence, notices } = begun(5);
    expect(await sequence.pastHead(5, 1)).toBe(5);
    expect(await sequence.pastHead(5, 0)).toBe(5);
    const gone = new AbortController();
    const waiting = sequence.pastHead(5, LONG_MS, gone.signal);
    gone.abort();
    expect(await waiting).toBe(5);
    expect(notices.waiting).toBe(0);
  });
});
