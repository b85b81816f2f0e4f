import {
  MemoryViewStore,
  type ViewCollection,
  type ViewDefinition,
  type ViewDocument,
} from '@carethread/event-sourcing';
import { hmacSha256 } from '@carethread/ledger';
import { MemoryKeyStore } from '@carethread/privacy';
import type { DecodedEvent } from './event-decoder.js';
import { EntryCollection, entryIndexes, inOneOrder, type ListEntry, type Scope, SealedBodies } from '@carethread/lists';
import { MaterializedView, type Projection } from './materialized-view.js';

const TENANT = '00000000-0000-4000-8000-000000000001';
const [ANN, BOB] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'] as const;
const USER: Scope = { of: 'user', id: 'auth0|keyworker' };
const HOME: Scope = { of: 'organisation', id: '00000000-0000-4000-8000-0000000000c1' };

interface Work {
  readonly entries: readonly ListEntry[];
}

const work: Projection<Work> = {
  name: 'work',
  version: 1,
  indexes: [],
  index: () => ({}),
  changes: () => [],
  lists: { filters: ['kind'], entries: ({ entries }) => entries },
};

const entry = (id: string, order: string, scopes: readonly Scope[], kind = 'visit'): ListEntry => ({
  id,
  scopes,
  order,
  filters: { kind },
  body: { what: `${kind} ${id}` },
});

/** Views in memory whose documents cannot be stored while `fails`. */
class Views extends MemoryViewStore {
  fails = false;
  /** What is being stored waits for this. */
  held: Promise<void> = Promise.resolve();
  readonly stored: ViewDocument[] = [];

  override async open(definition: ViewDefinition): Promise<ViewCollection> {
    const inner = await super.open(definition);
    return {
      checkpoint: () => inner.checkpoint(),
      get: (key) => inner.get(key),
      find: (query) => inner.find(query),
      countBy: (field, query) => inner.countBy(field, query),
      purge: (field, value) => inner.purge(field, value),
      commit: async (documents, checkpoint) => {
        await this.held;
        if (this.fails && definition.name === 'work') throw new Error('the disk is full');
        if (definition.name !== 'work') this.stored.push(...documents);
        return inner.commit(documents, checkpoint);
      },
    };
  }
}

describe('the lists of a view', () => {
  let store: Views;
  let keys: MemoryKeyStore;
  let view: MaterializedView<Work>;
  let entries: EntryCollection<Work>;
  let position: number;

  const opened = async (): Promise<void> => {
    const collection = await store.open({ name: 'workEntries', version: 1, ...entryIndexes(['kind']) });
    const blinding = {
      pseudonym: (userId: string) => hmacSha256(Buffer.alloc(32, 1), userId).toString('hex'),
      token: (word: string) => hmacSha256(Buffer.alloc(32, 2), word).toString('hex'),
    };
    const bodies = new SealedBodies(keys, 'workEntries');
    entries = new EntryCollection(collection, { entries: (doc) => doc.entries }, bodies, () =>
      Promise.resolve(blinding),
    );
    const documents = await store.open({ name: 'work', version: 1, indexes: [] });
    view = new MaterializedView(work, documents, keys, undefined, undefined, entries);
  };

  beforeEach(async () => {
    store = new Views();
    keys = new MemoryKeyStore();
    position = 0;
    await opened();
  });

  /** One event after which the person's document holds these entries. */
  const changed = async (personId: string, ...held: readonly ListEntry[]): Promise<void> => {
    position += 1;
    const change = { key: personId, personId, tenantId: TENANT, change: () => ({ entries: held }) };
    const projection = { ...work, changes: () => [change] };
    const now = new MaterializedView(projection, view.collection, keys, undefined, undefined, entries);
    await now.apply([{ position } as DecodedEvent]);
    await now.flush(position);
  };

  const listed = async (scopes: readonly Scope[], where = {}): Promise<readonly string[]> => {
    const found: string[] = [];
    const entriesFound = inOneOrder(
      { scopes, where },
      (source, limit, after) => view.list<{ what: string }>(TENANT, source.scope, source.where, limit, after),
      ['kind'],
    );
    for await (const one of entriesFound) found.push(one.body.what);
    return found;
  };

  it('give the entries of a scope in order, over all documents', async () => {
    await changed(ANN, entry('3', '0 2026-03-05', [USER, HOME]), entry('1', '0 2026-03-03', [USER]));
    await changed(BOB, entry('2', '0 2026-03-04', [USER]));
    expect(await listed([USER])).toEqual(['visit 1', 'visit 2', 'visit 3']);
    expect(await listed([HOME])).toEqual(['visit 3']);
    expect(await listed([{ of: 'tenant' }])).toEqual([]);
  });

  it('give what stands in several scopes once', async () => {
    await changed(ANN, entry('1', '0', [USER, HOME]), entry('2', '1', [HOME]));
    await changed(BOB, entry('1', '0', [USER]));
    expect(await listed([USER, HOME])).toEqual(['visit 1', 'visit 1', 'visit 2']);
  });

  it('filter by what the view declares', async () => {
    await changed(ANN, entry('1', '0', [USER], 'call'), entry('2', '1', [USER]));
    expect(await listed([USER], { kind: 'call' })).toEqual(['call 1']);
  });

  it('find what has a value now and what has it later, each once and in order', async () => {
    const changes: ListEntry = { ...entry('2', '1', [USER, HOME], 'call'), later: { kind: ['visit', 'letter'] } };
    await changed(ANN, entry('1', '0', [USER]), changes, entry('3', '2', [USER]));
    expect(await listed([USER, HOME], { kind: 'visit' })).toEqual(['visit 1', 'call 2', 'visit 3']);
    expect(await listed([USER], { kind: 'call' })).toEqual(['call 2']);
    expect(await listed([HOME], { kind: 'letter' })).toEqual(['call 2']);
    expect(await listed([USER, HOME])).toEqual(['visit 1', 'call 2', 'visit 3']);
    await changed(ANN, entry('1', '0', [USER]), { ...changes, later: {} });
    expect(await listed([USER, HOME], { kind: 'visit' })).toEqual(['visit 1']);
  });

  it('read a long list batch by batch, each entry once', async () => {
    const many = Array.from({ length: 130 }, (_, nth) => entry(`${nth}`, `${1000 + nth}`, [USER]));
    await changed(ANN, ...many);
    expect(await listed([USER])).toEqual(many.map(({ id }) => `visit ${id}`));
  });

  it('follow a change of whose it is, of its place, and its end', async () => {
    await changed(ANN, entry('1', '0 2026-03-03', [USER]), entry('2', '0 2026-03-04', [USER]));
    await changed(ANN, entry('1', '0 2026-03-05', [USER]), entry('2', '0 2026-03-04', [HOME]));
    expect([await listed([USER]), await listed([HOME])]).toEqual([['visit 1'], ['visit 2']]);
    await changed(ANN);
    expect([await listed([USER]), await listed([HOME])]).toEqual([[], []]);
  });

  it('follow everything that comes of one event: what it changes itself, and what it publishes', async () => {
    const change = (id: string) => ({
      key: ANN,
      personId: ANN,
      tenantId: TENANT,
      change: (doc?: Work) => ({ entries: [...(doc?.entries ?? []), entry(id, id, [USER])] }),
    });
    const projection = { ...work, changes: () => [change('1'), change('2')] };
    const both = new MaterializedView(projection, view.collection, keys, undefined, undefined, entries);
    const event = { position: 1 } as DecodedEvent;
    await both.apply([event]);
    // The same event once more, after a restart.
    await both.apply([event]);
    await both.flush(1);
    expect(await listed([USER])).toEqual(['visit 1', 'visit 2']);
  });

  it('write nothing where a change of the document changes no entry', async () => {
    await changed(ANN, entry('1', '0', [USER]));
    const before = store.stored.length;
    await changed(ANN, entry('1', '0', [USER]));
    expect(store.stored).toHaveLength(before);
  });

  it('hold neither a name of a user nor a word in the clear', async () => {
    await changed(ANN, entry('1', '0', [USER, { of: 'token', id: 'bramble' }], 'call'));
    const written = JSON.stringify(store.stored);
    for (const word of ['auth0', 'keyworker', 'bramble', 'call 1']) expect(written).not.toContain(word);
    expect(await view.keysInEach(TENANT, [{ of: 'token', id: 'bramble' }, USER, HOME], 10)).toEqual([[ANN], [ANN], []]);
    expect(await view.keysInEach(TENANT, [{ of: 'token', id: 'bramble' }], 0)).toEqual([[]]);
  });

  it('keep nothing of a person whose keys are destroyed', async () => {
    await changed(ANN, entry('1', '0', [USER, { of: 'token', id: 'bramble' }]));
    await changed(BOB, entry('2', '1', [USER]));
    await keys.destroy(ANN);
    view.drop(new Set([ANN]));
    expect(await listed([USER])).toEqual(['visit 2']);
    expect(await entries.collection.find({ where: { personId: ANN } })).toEqual([]);
    expect(await view.keysInEach(TENANT, [{ of: 'token', id: 'bramble' }], 10)).toEqual([[]]);
  });

  it('come out the same where the documents could not be stored and the events are folded again', async () => {
    await changed(ANN, entry('1', '0', [USER]));
    store.fails = true;
    await expect(changed(ANN, entry('1', '0', [HOME]))).rejects.toThrow('the disk is full');
    store.fails = false;
    position -= 1;
    await opened();
    await changed(ANN, entry('1', '0', [HOME]));
    expect([await listed([USER]), await listed([HOME])]).toEqual([[], ['visit 1']]);
  });

  it('are stored when they are read, and not at every event', async () => {
    const before = store.stored.length;
    const change = {
      key: ANN,
      personId: ANN,
      tenantId: TENANT,
      change: () => ({ entries: [entry('1', '0', [USER])] }),
    };
    const waiting = new MaterializedView(
      { ...work, changes: () => [change] },
      view.collection,
      keys,
      undefined,
      undefined,
      entries,
    );
    await waiting.apply([{ position: 1 } as DecodedEvent]);
    await waiting.settle(1);
    expect(store.stored).toHaveLength(before);
    expect(await waiting.list(TENANT, USER, {}, 10)).toHaveLength(1);
    expect(store.stored.length).toBeGreaterThan(before);
  });

  it('write nothing, and seal nothing, for an event that changes nothing of a document', async () => {
    const same = { entries: [entry('1', '0', [USER])] };
    const change = { key: ANN, personId: ANN, tenantId: TENANT, change: (doc: Work | undefined) => doc ?? same };
    const calm = new MaterializedView(
      { ...work, changes: () => [change] },
      view.collection,
      keys,
      undefined,
      undefined,
      entries,
    );
    await calm.apply([{ position: 1 } as DecodedEvent]);
    await calm.flush(1);
    const before = store.stored.length;
    await calm.apply([{ position: 2 } as DecodedEvent]);
    await calm.flush(2);
    expect(store.stored).toHaveLength(before);
    expect((await view.collection.get(ANN))?.position).toBe(1);
  });

  describe('that a change adds to for good', () => {
    const count: Projection<{ readonly last: number }> = {
      ...{ name: 'work', version: 1, indexes: [], index: () => ({}) },
      changes: ({ position: at }) => [
        {
          ...{ key: 'HOME', personId: null, tenantId: TENANT },
          change: (doc) => ({ last: (doc?.last ?? 0) + (at % 10 === 0 ? 0 : 1) }),
        },
      ],
      lists: {
        filters: [],
        entries: () => [],
        appends: (before, { last }) =>
          before?.last === last ? [] : [{ ...entry(`${last}`, String(last).padStart(4, '0'), [HOME]), filters: {} }],
      },
    };
    const counting = () =>
      new MaterializedView(
        count,
        view.collection,
        keys,
        undefined,
        undefined,
        new EntryCollection(entries.collection, { entries: () => [] }, entries.bodies, entries.blindings),
      );
    const events = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, nth) => ({ position: from + nth }) as DecodedEvent);
    const added = async (one: ReturnType<typeof counting>) =>
      (await one.list<{ what: string }>(TENANT, HOME, {}, 1_000)).map(({ body }) => body.what);
    const visits = (many: number) => Array.from({ length: many }, (_, nth) => `visit ${nth + 1}`);

    it('keep each, in order, though the document has but the last, and none for what changes nothing', async () => {
      const one = counting();
      expect([...(await one.apply(events(1, 25)))]).toEqual(['HOME']);
      expect(await added(one)).toEqual(visits(23));
      await one.apply(events(26, 26));
      expect(await added(one)).toEqual(visits(24));
      expect(await added(counting())).toEqual(visits(24));
    });

    it('come out the same where the process ended between entries and document', async () => {
      store.fails = true;
      const one = counting();
      await one.apply(events(1, 5));
      await expect(one.flush(5)).rejects.toThrow('the disk is full');
      store.fails = false;
      const next = counting();
      await next.apply(events(1, 7));
      expect(await added(next)).toEqual(visits(7));
    });

    it('are read by who asks while they are being stored', async () => {
      const one = counting();
      await one.apply(events(1, 3));
      let release = (): void => undefined;
      store.held = new Promise((resolve) => (release = resolve));
      const storing = one.flush(3);
      const reading = added(one);
      release();
      expect(await reading).toEqual(visits(3));
      await storing;
    });

    it('are owed where they could not be stored, with what came meanwhile', async () => {
      store.fails = true;
      const one = counting();
      await one.apply(events(1, 3));
      await expect(one.flush(3)).rejects.toThrow('the disk is full');
      await one.apply(events(4, 5));
      store.fails = false;
      expect(await added(one)).toEqual(visits(5));
    });

    it('stay when keys are destroyed, also those that are not stored yet', async () => {
      const one = counting();
      await one.apply(events(1, 3));
      await keys.destroy(ANN);
      one.drop(new Set([ANN]));
      expect(await added(one)).toEqual(visits(3));
    });

    it('are stored before too many of them wait', async () => {
      const one = counting();
      await one.apply(events(1, 600));
      await one.settle(600);
      expect(store.stored.length).toBeGreaterThan(500);
    });
  });
});
