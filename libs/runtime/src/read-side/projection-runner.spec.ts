import {
  MemoryLog,
  MemoryViewStore,
  ViewLost,
  ViewsUnavailable,
  type ViewCollection,
  type ViewDefinition,
} from '@carethread/event-sourcing';
import { sampleEvent, sampleStream, SettableClock, until } from '@carethread/event-sourcing/testing';
import { MemoryKeyStore } from '@carethread/privacy';
import type { View } from '../definition.js';
import { EventDecoder } from './event-decoder.js';
import type { Projection } from './materialized-view.js';
import { ProjectionRunner } from './projection-runner.js';
import { eachFound, type Reader } from './reader.js';

interface Counted {
  readonly count: number;
}

const counting: Projection<Counted> = {
  name: 'counts',
  version: 1,
  indexes: [],
  index: () => ({}),
  changes: ({ envelope }) => [
    {
      key: 'all',
      personId: null,
      tenantId: envelope.tenantId,
      change: (doc) => ({ count: (doc?.count ?? 0) + 1 }),
    },
  ],
};

/** A server of views that can be away, or come back empty. */
class FrailViews extends MemoryViewStore {
  away = false;
  #life = 0;

  override async open(definition: ViewDefinition): Promise<ViewCollection> {
    const life = this.#life;
    const inner = await this.#ask(() => super.open(definition), life);
    return {
      checkpoint: () => inner.checkpoint(),
      get: (key) => this.#ask(() => inner.get(key), life),
      find: (query) => this.#ask(() => inner.find(query), life),
      countBy: (field, query) => this.#ask(() => inner.countBy(field, query), life),
      purge: (field, value) => this.#ask(() => inner.purge(field, value), life),
      commit: (documents, checkpoint) => this.#ask(() => inner.commit(documents, checkpoint), life),
    };
  }

  #ask<Found>(ask: () => Promise<Found>, life: number): Promise<Found> {
    if (this.away) return Promise.reject(new ViewsUnavailable('the server is away'));
    if (life !== this.#life) return Promise.reject(new ViewLost('the server was wiped'));
    return ask();
  }

  async wipe(): Promise<void> {
    this.#life += 1;
    await this.dropAll();
  }
}

describe('views on a server that fails', () => {
  const clock = new SettableClock('2026-03-02T09:00:00.000Z');
  let log: MemoryLog;
  let store: FrailViews;
  let runner: ProjectionRunner;
  const append = async (): Promise<void> => {
    const stream = sampleStream();
    const { sealed: _, ...event } = sampleEvent(stream, 1, { classification: 'none' });
    await log.append({ stream, expectedRevision: 0, events: [{ ...event, keyId: null, payload: {} }] });
  };
  const count = async (): Promise<number | undefined> => (await runner.view(counting).get('all'))?.count;

  beforeEach(() => {
    log = new MemoryLog({ service: 'care-plan', clock });
    store = new FrailViews();
    const keys = new MemoryKeyStore();
    runner = new ProjectionRunner(log, new EventDecoder(keys, [], {}), keys, store, [counting]);
  });
  afterEach(() => runner.stop());

  it('wiped: they are folded again from the first event without anybody’s hand', async () => {
    await runner.start();
    await append();
    await append();
    await runner.caughtUp(2);
    await store.wipe();
    await append();
    await runner.caughtUp(3);
    await until('all three are counted in the new one', () => runner.stalled() === undefined);
    await runner.caughtUp(3);
    expect(await count()).toBe(3);
    const fresh = await store.open({ name: 'counts', version: 1, indexes: [] });
    expect((await fresh.get('all'))?.position).toBe(3);
  });

  it('wiped while nothing happens: the first who asks finds out', async () => {
    await runner.start();
    await append();
    await runner.caughtUp(1);
    await store.wipe();
    await runner
      .view(counting)
      .find({})
      .catch(() => undefined);
    await until('it is there again', () => runner.stalled() === undefined && runner.position() === 1);
    expect(await runner.view(counting).find({})).toHaveLength(1);
  });

  it('away at the start: nobody waits for it, and everything is there when it comes', async () => {
    await append();
    store.away = true;
    await runner.start();
    await runner.near(1);
    expect(runner.behindFor()).toBeGreaterThan(0);
    expect(() => runner.view(counting)).toThrow(ViewsUnavailable);
    store.away = false;
    await until('they are folded', () => runner.position() === 1);
    expect(runner.behindFor()).toBe(0);
    expect(await count()).toBe(1);
  });

  it('away for a while: whoever waits is let go, and is told that what is shown is old', async () => {
    await runner.start();
    await append();
    await runner.caughtUp(1);
    store.away = true;
    await append();
    await runner.near(2);
    expect(runner.behindFor()).toBeGreaterThan(0);
    store.away = false;
    await until('it goes on', () => runner.position() === 2);
    await runner.caughtUp(2);
    expect(runner.behindFor()).toBe(0);
  });
});

describe('a view that is read on and on', () => {
  const numbered: Projection<{ readonly no: number }> = {
    name: 'numbers',
    version: 1,
    indexes: ['parity', 'no'],
    index: ({ no }) => ({ parity: no % 2, no }),
    changes: ({ position, envelope: { tenantId } }) => [
      { key: `n${position}`, personId: null, tenantId, change: () => ({ no: position }) },
    ],
  };

  it('gives every document of an order, however many, and goes on from a place at which nothing stands any more', async () => {
    const clock = new SettableClock('2026-03-02T09:00:00.000Z');
    const log = new MemoryLog({ service: 'care-plan', clock });
    const keys = new MemoryKeyStore();
    const runner = new ProjectionRunner(log, new EventDecoder(keys, [], {}), keys, new MemoryViewStore(), [numbered]);
    await runner.start();
    for (let no = 0; no < 450; no++) {
      const stream = sampleStream();
      const { sealed: _, ...event } = sampleEvent(stream, 1, { classification: 'none' });
      await log.append({ stream, expectedRevision: 0, events: [{ ...event, keyId: null, payload: {} }] });
    }
    await runner.caughtUp(450);
    const view = runner.view(numbered);
    const listed: View<{ readonly no: number }, 'parity' | 'no'> = { ...numbered, indexes: ['parity', 'no'], on: {} };
    const reader = {
      find: (_: unknown, where: never, options: never) => view.find(where, options),
    } as unknown as Reader;
    const read = async (where: { readonly parity?: number }, after?: { key: string; value: number }) => {
      const found: number[] = [];
      for await (const { doc } of eachFound(reader, listed, where as never, 'no', after)) found.push(doc.no);
      return found;
    };
    expect(await read({})).toEqual(Array.from({ length: 450 }, (_, index) => index + 1));
    expect(await read({ parity: 0 }, { key: 'gone', value: 443 })).toEqual([444, 446, 448, 450]);
    expect(await read({}, { key: 'n450', value: 450 })).toEqual([]);
    await runner.stop();
  });

  it('fills a page with documents that can be read, past those whose keys are destroyed', async () => {
    const log = new MemoryLog({ service: 'care-plan', clock: new SettableClock('2026-03-02T09:00:00.000Z') });
    const keys = new MemoryKeyStore();
    const owned: Projection<{ readonly no: number }> = {
      ...numbered,
      changes: ({ position, envelope: { tenantId, stream } }) => {
        const personId = stream.slice(stream.indexOf('-') + 1);
        return [{ key: `n${position}`, personId, tenantId, change: () => ({ no: position }) }];
      },
    };
    const runner = new ProjectionRunner(log, new EventDecoder(keys, [], {}), keys, new MemoryViewStore(), [owned]);
    await runner.start();
    const people: string[] = [];
    for (let no = 0; no < 6; no++) {
      const stream = sampleStream();
      people.push(stream.slice(stream.indexOf('-') + 1));
      const { sealed: _, ...event } = sampleEvent(stream, 1, { classification: 'none' });
      await log.append({ stream, expectedRevision: 0, events: [{ ...event, keyId: null, payload: {} }] });
    }
    await runner.caughtUp(6);
    const view = runner.view(numbered);
    const read = async (limit: number): Promise<readonly number[]> =>
      (await view.find({}, { orderBy: 'no', limit })).map(({ doc }) => doc.no);
    expect(await read(3)).toEqual([1, 2, 3]);
    for (const personId of people.slice(0, 2)) await keys.destroy(personId);
    runner.drop(new Set(people));
    expect(await read(3)).toEqual([3, 4, 5]);
    expect(await read(9)).toEqual([3, 4, 5, 6]);
    await runner.stop();
  });
});

describe('entries that stay, folded by two copies into one store', () => {
  const HOME = { of: 'organisation', id: '00000000-0000-4000-8000-0000000000c1' } as const;
  const numbers: Projection<{ readonly last: number }> = {
    ...{ name: 'numbers', version: 1, indexes: [], index: () => ({}) },
    changes: ({ envelope: { tenantId } }) => [
      { key: 'all', personId: null, tenantId, change: (doc) => ({ last: (doc?.last ?? 0) + 1 }) },
    ],
    lists: {
      filters: [],
      entries: () => [],
      appends: (_, { last }) => {
        const order = String(last).padStart(16, '0');
        return [{ id: order, scopes: [HOME], order, filters: {}, body: { last } }];
      },
    },
  };
  const blinding = { pseudonym: (id: string) => id, token: (word: string) => word };

  it('each has one place, whichever copy stored it, and both copies wake who waits', async () => {
    const log = new MemoryLog({ service: 'care-plan', clock: new SettableClock('2026-03-02T09:00:00.000Z') });
    const [keys, store] = [new MemoryKeyStore(), new MemoryViewStore()];
    const tenantId = sampleEvent(sampleStream(), 1, {}).tenantId;
    const copy = () =>
      new ProjectionRunner(log, new EventDecoder(keys, [], {}), keys, store, [numbers], undefined, undefined, () =>
        Promise.resolve(blinding),
      );
    const append = async (many: number): Promise<void> => {
      for (let nth = 0; nth < many; nth++) {
        const stream = sampleStream();
        const { sealed: _, ...event } = sampleEvent(stream, 1, { classification: 'none' });
        await log.append({ stream, expectedRevision: 0, events: [{ ...event, keyId: null, payload: {} }] });
      }
    };
    const placesOf = async (one: ProjectionRunner) =>
      (await one.lists('numbers').list<{ last: number }>(tenantId, HOME, {}, 100)).map(({ body }) => body.last);
    const [one, other] = [copy(), copy()];
    await one.start();
    await append(10);
    await one.caughtUp(10);
    // Stored by the one; the other begins at the checkpoint, with a document that is ahead of it.
    expect(await placesOf(one)).toHaveLength(10);
    const woken: string[] = [];
    one.onFolded(numbers, (folded) => woken.push(...[...folded].map((key) => `one ${key}`)));
    other.onFolded(numbers, (folded) => woken.push(...[...folded].map((key) => `other ${key}`)));
    await other.start();
    await append(5);
    await Promise.all([one.caughtUp(15), other.caughtUp(15)]);
    const all = Array.from({ length: 15 }, (_, nth) => nth + 1);
    expect([await placesOf(other), await placesOf(one)]).toEqual([all, all]);
    expect([...new Set(woken)].sort()).toEqual(['one all', 'other all']);
    await Promise.all([one.stop(), other.stop()]);
    const later = copy();
    await later.start();
    await append(1);
    await later.caughtUp(16);
    expect(await placesOf(later)).toEqual([...all, 16]);
    await later.stop();
  });
});
