import { ViewLost, type IndexValue, type ViewDefinition, type ViewDocument } from '@carethread/event-sourcing';
import { viewStoreContract } from '@carethread/event-sourcing/testing';
import mongoose from 'mongoose';
import { randomUUID } from 'node:crypto';
import { MongoViewStore, type MongoViewOptions } from './mongo-views.js';

const plans: ViewDefinition = { name: 'plans', version: 1, indexes: ['team', 'due'] };
const document = (key: string, position: number, index: Readonly<Record<string, IndexValue>> = {}): ViewDocument => ({
  key,
  position,
  index,
  body: `${key}@${position}`,
});

const SERVERS: readonly (readonly [string, string | undefined])[] = [
  ['mongo-java-server', process.env['CARETHREAD_TEST_MONGO']],
  ['FerretDB, gated', process.env['CARETHREAD_TEST_FERRETDB']],
  ...(process.env['CARETHREAD_TEST_MONGO_URL'] === undefined
    ? []
    : [['the server of CARETHREAD_TEST_MONGO_URL', process.env['CARETHREAD_TEST_MONGO_URL']] as const]),
];

describe.each(SERVERS)('views on %s', (server, given) => {
  const url = given ?? 'mongodb://no-server-was-named.invalid';
  const run = `t${randomUUID().slice(0, 8)}`;
  const bare = mongoose.createConnection();
  const databases = new Set<string>();
  const stores: MongoViewStore[] = [];

  const newNamespace = (): string => `${run}-${databases.size}`;
  function begin(options: Partial<MongoViewOptions> = {}): MongoViewStore {
    const store = MongoViewStore.open({ url, namespace: newNamespace(), service: 'care-plan', ...options });
    databases.add(`${store.options.namespace}_care-plan`).add(`${store.options.namespace}_kept_care-plan`);
    stores.push(store);
    return store;
  }
  const database = (store: MongoViewStore): mongoose.mongo.Db =>
    bare.getClient().db(`${store.options.namespace}_care-plan`);

  beforeAll(() => bare.openUri(url, { serverSelectionTimeoutMS: 3_000 }));

  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    for (const name of databases) await bare.getClient().db(name).dropDatabase();
    await bare.close();
  });

  viewStoreContract(server, () => begin());
  viewStoreContract(`${server}, durable`, () => begin({ durable: true }));

  it('64 commits of competing positions at once, from stores of their own, end on the newest', async () => {
    const first = begin();
    const { namespace } = first.options;
    const views = await Promise.all(Array.from({ length: 8 }, () => begin({ namespace }).open(plans)));
    for (const key of ['p1', 'p2', 'p3']) {
      const positions = Array.from({ length: 64 }, (_, at) => 1 + ((at * 37) % 64));
      await Promise.all(
        positions.map(async (position, at) =>
          views[at % views.length]?.commit([document(key, position, { due: position })], position),
        ),
      );
      const view = await first.open(plans);
      expect(await view.get(key)).toEqual({ ...document(key, 64), index: { team: null, due: 64 } });
      expect(await view.checkpoint()).toBe(64);
    }
  });

  it('two copies that drop everything at once both come to an end, with nothing left', async () => {
    const first = begin();
    const second = begin({ namespace: first.options.namespace });
    for (let round = 0; round < 10; round += 1) {
      for (let view = 0; view < 12; view += 1)
        await (await first.open({ ...plans, name: `view${view}` })).commit([document('p1', 1)], 1);
      await Promise.all([first.dropAll(), second.dropAll()]);
      expect(
        (await database(first).listCollections().toArray()).filter(({ name }) => name.includes('view_view')),
      ).toEqual([]);
    }
  });

  it('a batch with stale documents in its midst stores all the others', async () => {
    const view = await begin().open(plans);
    const keys = Array.from({ length: 40 }, (_, at) => `p${at}`);
    await view.commit(
      keys.filter((_, at) => at % 3 === 0).map((key) => document(key, 50)),
      50,
    );
    await view.commit(
      keys.map((key, at) => document(key, at % 2 === 0 ? 40 : 60)),
      60,
    );
    const found = new Map((await view.find({})).map(({ key, position }) => [key, position]));
    keys.forEach((key, at) => {
      expect([key, found.get(key)]).toEqual([key, at % 2 !== 0 ? 60 : at % 3 === 0 ? 50 : 40]);
    });
  });

  // FerretDB looks through the collection for each guarded upsert, so there are fewer of those.
  it.each([
    ['guarded', 250],
    ['inserted, as they were asked for in vain', 600],
  ])('more documents than one request takes are stored and read whole: %s', async (how, count) => {
    const view = await begin().open(plans);
    const documents = Array.from({ length: count }, (_, at) => document(`p${String(at).padStart(4, '0')}`, 1 + at));
    if (how !== 'guarded') for (const { key } of documents) expect(await view.get(key)).toBeUndefined();
    await view.commit(documents, count);
    expect((await view.find({})).map(({ key }) => key)).toEqual(documents.map(({ key }) => key));
  });

  it('documents and checkpoint are there for the next process; the durable ones stand apart from a drop', async () => {
    const first = begin();
    const { namespace } = first.options;
    const kept = begin({ namespace, durable: true });
    await (await first.open(plans)).commit([document('p1', 4, { team: 'north' })], 9);
    await (await kept.open(plans)).commit([document('relay', 3)], 0);
    await first.close();

    const second = begin({ namespace });
    const view = await second.open(plans);
    expect(await view.checkpoint()).toBe(9);
    expect(await view.find({ where: { team: 'north' } })).toHaveLength(1);
    await second.dropAll();
    expect(await (await kept.open(plans)).get('relay')).toMatchObject({ position: 3 });
  });

  it('a view without indexes that never held a document is dropped like any other', async () => {
    const store = begin();
    await store.open({ name: 'empty', version: 1, indexes: [] });
    await store.dropAll();
    expect(await (await store.open({ name: 'empty', version: 1, indexes: [] })).checkpoint()).toBe(0);
  });

  it('indexes are made as declared, and an index of that name that is another one is refused', async () => {
    const store = begin();
    await store.open(plans);
    const made = await database(store).collection('v_plans_1').listIndexes().toArray();
    expect(made.map(({ name, key }) => [name, Object.keys(key as object)])).toEqual(
      expect.arrayContaining([
        ['ix_team', ['ix_team', '_id']],
        ['ix_due', ['ix_due', '_id']],
      ]),
    );
    await store.open(plans); // finds them
    await database(store).collection('v_people_1').createIndex({ position: 1 }, { name: 'ix_team' });
    await expect(store.open({ ...plans, name: 'people' })).rejects.toThrow(
      /v_people_1 has an index ix_team that is not/,
    );
    await database(store)
      .collection('v_teams_1')
      .createIndex({ ix_team: 1, _id: 1 }, { name: 'ix_team', unique: true });
    await expect(store.open({ ...plans, name: 'teams' })).rejects.toThrow(/v_teams_1 has an index ix_team that is not/);
  });

  it('an operator in the place of a value finds nothing and stores nothing', async () => {
    const view = await begin().open(plans);
    await view.commit([document('p1', 1, { team: 'north' })], 1);
    const operator = { $ne: null } as unknown as IndexValue;
    expect(await view.find({ where: { team: operator } }).catch(() => [])).toEqual([]);
    await expect(view.commit([document('p2', 2), document('p3', 2, { team: operator })], 2)).rejects.toThrow(
      RangeError,
    );
    expect((await view.find({})).map(({ key }) => key)).toEqual(['p1']);
    expect(await view.checkpoint()).toBe(1);
  });

  it('numbers and texts of one index page in one order', async () => {
    const view = await begin().open(plans);
    await view.commit(
      [document('a', 1, { due: 'x' }), document('b', 1, { due: 3 }), document('c', 1), document('d', 1, { due: 'a' })],
      1,
    );
    const seen: string[] = [];
    for (let after: ViewDocument | undefined; ;) {
      const [next] = await view.find({ orderBy: 'due', limit: 1, ...(after === undefined ? {} : { after }) });
      if (next === undefined) break;
      seen.push(next.key);
      after = next;
    }
    expect(seen).toEqual(['c', 'b', 'd', 'a']);
  });

  it('a view dropped by another replica is lost to this one, which opens it again at position 0', async () => {
    const mine = begin();
    const { namespace } = mine.options;
    const view = await mine.open(plans);
    await view.commit([document('p1', 5)], 5);
    await begin({ namespace }).dropAll();
    await expect(view.commit([document('p2', 6)], 6)).rejects.toThrow(ViewLost);
    await expect(view.get('p1')).rejects.toThrow(ViewLost);
    const anew = await mine.open(plans);
    expect(await anew.checkpoint()).toBe(0);
    await anew.commit([document('p1', 5)], 5);
    expect(await anew.get('p1')).toMatchObject({ position: 5 });
  });

  it('a view whose server fell back behind what it had stored is lost, and goes on from where the server is', async () => {
    const store = begin();
    const view = await store.open(plans);
    await view.commit([document('p1', 5)], 5);
    await view.commit([document('p1', 9)], 5); // documents beyond the checkpoint
    await database(store)
      .collection<{ _id: string }>('view_checkpoints')
      .updateOne({ _id: 'v_plans_1' }, { $set: { written: 5 } });
    await expect(view.commit([document('p2', 10)], 10)).rejects.toThrow(ViewLost);
    const anew = await store.open(plans);
    expect(await anew.checkpoint()).toBe(5);
    await anew.commit([document('p2', 10)], 10);
    expect(await (await store.open(plans)).checkpoint()).toBe(10);
  });
});

describe('a server that is away', () => {
  it('is named without its password, and within the time allowed', async () => {
    const store = MongoViewStore.open({
      url: 'mongodb://someone:secret@127.0.0.1:9/?authSource=admin',
      namespace: 'away',
      service: 'care-plan',
      serverSelectionTimeout: 200,
    });
    const failure = await store.open(plans).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      message: expect.stringMatching(/^MongoDB at 127\.0\.0\.1:9, database away_care-plan, cannot be reached: /),
    });
    expect(String(failure)).not.toContain('secret');
    await store.close();
  });

  it.each(['a b', '', 'a$b', 'x'.repeat(60)])('%p cannot name a database', (namespace) => {
    expect(() => MongoViewStore.open({ url: 'mongodb://127.0.0.1:9', namespace, service: 'care-plan' })).toThrow(
      RangeError,
    );
  });
});
