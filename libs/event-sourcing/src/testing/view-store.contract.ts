import { present } from '@carethread/ledger';
import fc from 'fast-check';
import type {
  CountQuery,
  FindQuery,
  IndexValue,
  ViewCollection,
  ViewDefinition,
  ViewDocument,
  ViewStore,
} from '../view-store.js';

const plans: ViewDefinition = { name: 'plans', version: 1, indexes: ['team', 'due'] };

function document(
  key: string,
  position: number,
  index: Readonly<Record<string, IndexValue>> = {},
  body: string | undefined = `${key}@${position}`,
): ViewDocument {
  return { key, position, index, body };
}

function gone(key: string, position: number): ViewDocument {
  return { key, position, index: {}, body: undefined };
}

const keys = (found: readonly ViewDocument[]): readonly string[] => found.map(({ key }) => key);

/** Every page of a query, by the last document of the page before. */
async function pages(view: ViewCollection, query: FindQuery, limit: number): Promise<readonly (readonly string[])[]> {
  const all: (readonly string[])[] = [];
  let after: ViewDocument | undefined;
  for (;;) {
    const page = await view.find(present({ ...query, limit, after }));
    if (page.length === 0) return all;
    if (all.length > 1_000) throw new Error('the pages never end');
    all.push(keys(page));
    after = page.at(-1);
  }
}

/** What every view store keeps to. `begin` gives an empty store; the suite closes it. */
export function viewStoreContract(name: string, begin: () => ViewStore | Promise<ViewStore>): void {
  describe(`view store: ${name}`, () => {
    let store: ViewStore;
    let view: ViewCollection;

    beforeEach(async () => {
      store = await begin();
      view = await store.open(plans);
    });

    afterEach(() => store.close());

    describe('the guard', () => {
      it('gives back what was stored: key, position, body and declared indexes', async () => {
        await view.commit([document('p1', 7, { team: 'north', due: 5, elsewhere: 'x' }, 'sealed:ü\u0000🙂')], 7);
        expect(await view.get('p1')).toEqual({
          key: 'p1',
          position: 7,
          body: 'sealed:ü\u0000🙂',
          index: { team: 'north', due: 5 },
        });
        expect(await view.find({})).toEqual([await view.get('p1')]);
      });

      it('a newer document overwrites an older one, its indexes included', async () => {
        await view.commit([document('p1', 3, { team: 'north' })], 3);
        await view.commit([document('p1', 5, { team: 'south' })], 5);
        expect(await view.get('p1')).toMatchObject({ position: 5, body: 'p1@5' });
        expect(keys(await view.find({ where: { team: 'north' } }))).toEqual([]);
        expect(keys(await view.find({ where: { team: 'south' } }))).toEqual(['p1']);
      });

      it('an older document never overwrites a newer one', async () => {
        await view.commit([document('p1', 5, { team: 'south' })], 5);
        await view.commit([document('p1', 4, { team: 'north' }), document('p2', 4)], 5);
        expect(await view.get('p1')).toMatchObject({ position: 5, body: 'p1@5', index: { team: 'south' } });
        expect(await view.get('p2')).toMatchObject({ position: 4 });
      });

      it('nor within one commit, in whatever order', async () => {
        await view.commit([document('p1', 9), document('p1', 8)], 9);
        expect(await view.get('p1')).toMatchObject({ position: 9 });
      });

      it('the same position may be stored again: a fold repeated after a crash', async () => {
        await view.commit([document('p1', 5, {}, 'first')], 5);
        await view.commit([document('p1', 5, {}, 'again')], 5);
        expect(await view.get('p1')).toMatchObject({ body: 'again' });
      });

      it('what is gone is absent, and an older document does not bring it back', async () => {
        await view.commit([document('p1', 5, { team: 'north' }), document('p2', 5, { team: 'north' })], 5);
        await view.commit([gone('p1', 6)], 6);
        await view.commit([document('p1', 5, { team: 'north' })], 6);
        expect(await view.get('p1')).toBeUndefined();
        expect(keys(await view.find({}))).toEqual(['p2']);
        expect(keys(await view.find({ where: { team: 'north' } }))).toEqual(['p2']);
        await view.commit([document('p1', 7)], 7);
        expect(await view.get('p1')).toMatchObject({ position: 7 });
      });

      it('PLAT-11: what is purged leaves nothing, not even that it is gone', async () => {
        await view.commit([document('p1', 5, { team: 'north' }), document('p2', 5, { team: 'south' })], 5);
        await view.commit([document('p3', 6, { team: 'north' }), { ...gone('p3', 7), index: { team: 'north' } }], 7);
        await view.purge('team', 'north');
        expect(keys(await view.find({}))).toEqual(['p2']);
        expect([await view.get('p1'), await view.checkpoint()]).toEqual([undefined, 7]);
        // A document that is marked as gone would refuse what is older.
        await view.commit([document('p1', 1), document('p3', 1)], 7);
        expect(keys(await view.find({}))).toEqual(['p1', 'p2', 'p3']);
      });

      it('an empty body is a document, not its absence', async () => {
        await view.commit([document('p1', 1, {}, '')], 1);
        expect(await view.get('p1')).toMatchObject({ body: '' });
      });

      it('whatever the order of arrival, the newest stands', async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.uniqueArray(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 12 }),
            fc.uuid(),
            async (positions, key) => {
              for (const position of positions) await view.commit([document(key, position)], position);
              expect((await view.get(key))?.position).toBe(Math.max(...positions));
            },
          ),
          { numRuns: 30 },
        );
      });
    });

    describe('the checkpoint', () => {
      it('is nought at first, and stands where the last commit put it', async () => {
        expect(await view.checkpoint()).toBe(0);
        await view.commit([document('p1', 4)], 12);
        expect(await view.checkpoint()).toBe(12);
        await view.commit([], 20);
        expect(await view.checkpoint()).toBe(20);
      });

      it('never moves back, though the documents of a late commit are kept', async () => {
        await view.commit([], 12);
        await view.commit([document('p1', 4)], 6);
        expect(await view.checkpoint()).toBe(12);
        expect(await view.get('p1')).toMatchObject({ position: 4 });
        expect(await (await store.open(plans)).checkpoint()).toBe(12);
      });
    });

    describe('find', () => {
      beforeEach(async () => {
        await view.commit(
          [
            document('e', 1, { team: 'north', due: 30 }),
            document('c', 2, { team: 'south', due: 10 }),
            document('a', 3, { team: 'north', due: 20 }),
            document('d', 4, { team: 'north', due: 10 }),
            document('b', 5, { team: null }),
          ],
          5,
        );
      });

      it.each<[string, FindQuery, readonly string[]]>([
        ['everything, in key order', {}, ['a', 'b', 'c', 'd', 'e']],
        ['where one index has a value', { where: { team: 'north' } }, ['a', 'd', 'e']],
        ['where two have', { where: { team: 'north', due: 10 } }, ['d']],
        ['where nothing matches', { where: { team: 'west' } }, []],
        ['where an index is null, or was never given', { where: { team: null, due: null } }, ['b']],
        [
          'up to and including a value, without those that have none',
          { upTo: { field: 'due', value: 20 } },
          ['a', 'c', 'd'],
        ],
        ['up to a value, of one team', { where: { team: 'north' }, upTo: { field: 'due', value: 20 } }, ['a', 'd']],
        ['ordered by value, then key; those without a value first', { orderBy: 'due' }, ['b', 'c', 'd', 'a', 'e']],
        ['ordered within one team', { where: { team: 'north' }, orderBy: 'due' }, ['d', 'a', 'e']],
        ['the first two', { orderBy: 'due', limit: 2 }, ['b', 'c']],
        ['none', { limit: 0 }, []],
      ])('%s', async (_case, query, expected) => {
        expect(keys(await view.find(query))).toEqual(expected);
      });

      it('texts compare as texts: instants by time', async () => {
        await view.commit(
          ['2026-03-29T00:00:00.000Z', '2026-03-28T23:59:59.999Z', '2026-10-01T00:00:00.000Z'].map((due, at) =>
            document(`t${at}`, 6, { team: 'clock', due }),
          ),
          6,
        );
        const query = {
          where: { team: 'clock' },
          upTo: { field: 'due', value: '2026-03-29T00:00:00.000Z' },
          orderBy: 'due',
        };
        expect(keys(await view.find(query))).toEqual(['t1', 't0']);
      });

      it.each<[string, FindQuery]>([
        ['where', { where: { surname: 'x' } }],
        ['upTo', { upTo: { field: 'surname', value: 'x' } }],
        ['orderBy', { orderBy: 'surname' }],
      ])('%s of an index that is not declared is refused', async (_case, query) => {
        await expect(view.find(query)).rejects.toThrow(RangeError);
      });

      it('a value is only ever a value', async () => {
        await expect(view.find({ where: { team: `' OR '1'='1` } })).resolves.toEqual([]);
        await expect(view.get(`a' OR '1'='1`)).resolves.toBeUndefined();
      });
    });

    describe.each<[string, Pick<ViewDefinition, 'short'>]>([
      ['indexes over several fields', {}],
      ['indexes over several fields of short documents', { short: true }],
    ])('%s', (_what, shape) => {
      const queues: ViewDefinition = {
        ...shape,
        name: 'queues',
        version: 1,
        indexes: ['team', 'kind', 'due'],
        compound: [
          ['team', 'due'],
          ['team', 'kind', 'due'],
        ],
      };
      const made = ['a', 'b', 'c', 'd', 'e', 'f'].map((key, at) =>
        document(key, 1, { team: at < 5 ? 'north' : 'south', kind: at % 2 === 0 ? 'even' : 'odd', due: 9 - at }),
      );

      it.each<[string, FindQuery, readonly string[]]>([
        [
          'by the first, in the order of the last',
          { where: { team: 'north' }, orderBy: 'due' },
          ['e', 'd', 'c', 'b', 'a'],
        ],
        ['by all but the last', { where: { team: 'north', kind: 'even' }, orderBy: 'due' }, ['e', 'c', 'a']],
        ['by what no index begins with', { where: { kind: 'odd' }, orderBy: 'due' }, ['f', 'd', 'b']],
        ['in another order', { where: { team: 'north' }, orderBy: 'kind' }, ['a', 'c', 'e', 'b', 'd']],
        ['by nothing', {}, ['a', 'b', 'c', 'd', 'e', 'f']],
      ])('are found %s', async (_case, query, expected) => {
        const queue = await store.open(queues);
        await queue.commit(made, 1);
        expect(keys(await queue.find(query))).toEqual(expected);
        expect((await pages(queue, query, 2)).flat()).toEqual(expected);
      });

      it('leave out what is gone', async () => {
        const queue = await store.open(queues);
        await queue.commit(made, 1);
        await queue.commit([gone('e', 2)], 2);
        expect(keys(await queue.find({ where: { team: 'north', kind: 'even' }, orderBy: 'due' }))).toEqual(['c', 'a']);
      });

      it('keep the newest of a document, in whatever order they come, and forget what is purged', async () => {
        const queue = await store.open(queues);
        await queue.commit([document('a', 3, { team: 'east' }), document('b', 1), document('a', 2)], 3);
        await queue.commit([document('a', 1)], 3);
        expect(await queue.get('a')).toMatchObject({ position: 3, body: 'a@3' });
        await queue.purge('team', 'east');
        expect(keys(await queue.find({}))).toEqual(['b']);
      });
    });

    describe('pages', () => {
      it('continue after the last document, by key', async () => {
        await view.commit(
          ['d', 'a', 'c', 'b', 'e'].map((key) => document(key, 1)),
          1,
        );
        expect(await pages(view, {}, 2)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
      });

      it('continue by value and key, through equal and missing values', async () => {
        const due = { a: 2, b: null, c: 1, d: 2, e: null, f: 2, g: 1 };
        await view.commit(
          Object.entries(due).map(([key, value]) => document(key, 1, { due: value })),
          1,
        );
        expect(await pages(view, { orderBy: 'due' }, 2)).toEqual([['b', 'e'], ['c', 'g'], ['a', 'd'], ['f']]);
        expect(await pages(view, { orderBy: 'due' }, 1)).toEqual(
          ['b', 'e', 'c', 'g', 'a', 'd', 'f'].map((key) => [key]),
        );
      });

      it('stay in place when others come and go: none twice, none left out', async () => {
        await view.commit(
          ['a', 'c', 'e', 'g'].map((key) => document(key, 1, { due: 1 })),
          1,
        );
        const first = await view.find({ orderBy: 'due', limit: 2 });
        await view.commit([document('b', 2, { due: 1 }), document('f', 2, { due: 1 }), gone('c', 2)], 2);
        const after = first.at(-1);
        expect(after?.key).toBe('c');
        expect(keys(await view.find(present({ orderBy: 'due', after })))).toEqual(['e', 'f', 'g']);
      });

      it('of any size give the whole, in order, once each', async () => {
        const documents = fc.uniqueArray(
          fc.record({
            key: fc.uuid(),
            team: fc.constantFrom('north', 'south', null),
            due: fc.option(fc.integer({ min: 0, max: 4 })),
          }),
          { selector: ({ key }) => key, maxLength: 25 },
        );
        let version = 100;
        await fc.assert(
          fc.asyncProperty(
            documents,
            fc.integer({ min: 1, max: 7 }),
            fc.constantFrom(undefined, 'due', 'team'),
            async (made, limit, orderBy) => {
              const fresh = await store.open({ ...plans, version: (version += 1) });
              await fresh.commit(
                made.map(({ key, team, due }) => document(key, 1, { team, due })),
                1,
              );
              const query = present<FindQuery>({ where: { team: 'north' }, orderBy });
              expect((await pages(fresh, query, limit)).flat()).toEqual(keys(await fresh.find(query)));
              expect(new Set(keys(await fresh.find(query)))).toEqual(
                new Set(made.filter(({ team }) => team === 'north').map(({ key }) => key)),
              );
              const everything = (await pages(fresh, orderBy === undefined ? {} : { orderBy }, limit)).flat();
              expect(everything).toHaveLength(made.length);
            },
          ),
          { numRuns: 25 },
        );
      });
    });

    describe('versions', () => {
      it('stand side by side, each with its own documents and checkpoint, until the old is retired', async () => {
        await view.commit([document('p1', 3, { team: 'north' })], 3);
        const next = await store.open({ ...plans, version: 2, indexes: ['due'] });
        expect(await next.checkpoint()).toBe(0);
        expect(await next.get('p1')).toBeUndefined();
        await next.commit([document('p1', 9, { due: 4 })], 9);
        expect(await view.get('p1')).toMatchObject({ position: 3 });
        expect(await view.checkpoint()).toBe(3);

        await store.retire('plans', 2);
        expect(await next.get('p1')).toMatchObject({ position: 9 });
        expect(await next.checkpoint()).toBe(9);
        const again = await store.open(plans);
        expect(await again.checkpoint()).toBe(0);
        expect(await again.get('p1')).toBeUndefined();
      });

      it('retiring one view leaves those whose names begin alike, and versions 1 and 11 apart', async () => {
        const alike = await store.open({ ...plans, name: 'plansOfPerson' });
        const eleven = await store.open({ ...plans, version: 11 });
        await alike.commit([document('p1', 1)], 1);
        await eleven.commit([document('p1', 1)], 1);
        await store.retire('plans', 11);
        expect(await alike.get('p1')).toMatchObject({ position: 1 });
        expect(await eleven.checkpoint()).toBe(1);
      });

      it('opened twice, a version is one and the same', async () => {
        const twin = await store.open(plans);
        await twin.commit([document('p1', 2)], 2);
        expect(await view.get('p1')).toMatchObject({ position: 2 });
        expect(await view.checkpoint()).toBe(2);
      });
    });

    it('counts by the values of an index, within others and below a bound, without those that are gone', async () => {
      await view.commit(
        [
          document('p1', 1, { team: 'north', due: '2026-01' }),
          document('p2', 1, { team: 'north', due: '2026-02' }),
          document('p3', 1, { team: 'south', due: '2026-01' }),
          document('p4', 1, { due: '2026-03' }),
          document('p5', 1, { team: 'south' }),
          gone('p6', 1),
        ],
        1,
      );
      const counted = async (field: string, query: CountQuery): Promise<Readonly<Record<string, number>>> =>
        Object.fromEntries((await view.countBy(field, query)).map(({ value, count }) => [String(value), count]));
      expect(await counted('team', {})).toEqual({ north: 2, south: 2, null: 1 });
      expect(await counted('due', { where: { team: 'north' } })).toEqual({ '2026-01': 1, '2026-02': 1 });
      // What has no value of the bound's is below nothing.
      expect(await counted('team', { below: { field: 'due', value: '2026-02' } })).toEqual({ north: 1, south: 1 });
      expect(await counted('team', { where: { team: 'west' } })).toEqual({});
      await expect((async () => view.countBy('elsewhere', {}))()).rejects.toThrow('elsewhere');
    });

    it('dropAll leaves nothing, and a view begins again from nought', async () => {
      const other = await store.open({ ...plans, name: 'people' });
      await view.commit([document('p1', 3)], 3);
      await other.commit([document('p1', 3)], 3);
      await store.dropAll();
      for (const name of ['plans', 'people']) {
        const fresh = await store.open({ ...plans, name });
        expect(await fresh.checkpoint()).toBe(0);
        expect(await fresh.find({})).toEqual([]);
        await fresh.commit([document('p1', 1)], 1);
        expect(await fresh.get('p1')).toMatchObject({ position: 1 });
      }
    });
  });
}
