import { FoldedLooks, ListedItems } from './listed-items.js';
import { mergedPage, type Source } from './merged-pages.js';

type Item = { readonly at: string; readonly id: string };
const at = (item: unknown): string => (item as Item).at;

/** A service that keeps a record and gives it in pages of two. */
class Keeper implements Source {
  readonly items: Item[] = [];
  reads = 0;

  constructor(readonly name: string) {}

  keep(...instants: readonly number[]): this {
    for (const instant of instants)
      this.items.push({ at: `2026-03-${String(instant).padStart(2, '0')}`, id: `${this.name}${this.items.length}` });
    return this;
  }

  async read(after: string | undefined) {
    this.reads += 1;
    const from = Number(after ?? 0);
    const end = from + 2;
    const items = this.items.slice(from, end);
    return Promise.resolve(end < this.items.length ? { items, next: String(end) } : { items });
  }
}

async function page(sources: readonly Source[], limit: number, after?: string, of = 'all') {
  const listed = new ListedItems(limit);
  const next = await mergedPage(sources, after === undefined ? { of } : { of, after }, at, listed);
  return { ids: listed.items.map((item) => (item as Item).id), next };
}

async function pages(sources: readonly Source[], limit: number): Promise<readonly (readonly string[])[]> {
  const found: (readonly string[])[] = [];
  for (let after: string | undefined; ;) {
    const { ids, next } = await page(sources, limit, after);
    found.push(ids);
    if (next === undefined) return found;
    after = next;
  }
}

describe('a page over several services', () => {
  const sources = (): readonly [Keeper, Keeper, Keeper] => [
    new Keeper('a').keep(1, 3, 5, 7, 9),
    new Keeper('b').keep(2, 3, 4),
    new Keeper('c'),
  ];

  it('is in the order of instants, each item once, whatever its length', async () => {
    const whole = ['a0', 'b0', 'a1', 'b1', 'b2', 'a2', 'a3', 'a4'];
    for (let limit = 1; limit <= 9; limit += 1) expect((await pages(sources(), limit)).flat()).toEqual(whole);
    expect(await pages(sources(), 3)).toEqual([whole.slice(0, 3), whole.slice(3, 6), whole.slice(6)]);
  });

  it('goes on where it was although more is recorded meanwhile, also where a service had nothing', async () => {
    const [a, b, c] = sources();
    const first = await page([a, b, c], 5);
    c.keep(8);
    b.keep(10);
    const second = await page([a, b, c], 10, first.next);
    expect([...first.ids, ...second.ids]).toEqual(['a0', 'b0', 'a1', 'b1', 'b2', 'a2', 'a3', 'c0', 'a4', 'b3']);
    expect(second.next).toBeUndefined();
  });

  it('reads no more than it needs', async () => {
    const [a, b, c] = sources();
    await page([a, b, c], 2);
    expect([a.reads, b.reads, c.reads]).toEqual([1, 1, 1]);
  });

  it('ends where a record stood on the first page, if reading it adds to it', async () => {
    const growing = new (class extends Keeper {
      override async read(after: string | undefined) {
        const total = this.items.length;
        const found = await super.read(after);
        this.keep(20);
        return { ...found, total };
      }
    })('g').keep(1, 2, 3, 4, 5);
    expect(await pages([growing, new Keeper('a').keep(4)], 1)).toEqual([
      ['g0'],
      ['g1'],
      ['g2'],
      ['g3'],
      ['a0'],
      ['g4'],
    ]);
  });

  it('refuses the cursor of another record, of other services, and what is none', async () => {
    const { next } = await page(sources(), 2);
    for (const [of, after, from] of [
      ['other', next, sources()],
      ['all', next, sources().slice(0, 1)],
      ['all', 'bm9uZQ', sources()],
    ] as const)
      await expect(page(from, 2, after, of)).rejects.toMatchObject({ code: 'CURSOR_UNKNOWN' });
  });
});

describe('the access log, by requests', () => {
  const entry = (id: string, correlationId: string, more: object = {}): object => ({
    id,
    correlationId,
    outcome: 'read',
    ...more,
  });

  it('PLAT-18: shows what one request left in several services as one, with the others beside it', () => {
    const looks = new FoldedLooks();
    const all = [entry('1', 'one', { outcome: 'refused' }), entry('2', 'one'), entry('3', 'two'), entry('4', 'one')];
    for (const one of all) looks.add(one);
    expect(looks.items).toEqual([{ ...all[1], others: [all[0], all[3]] }, all[2]]);
  });

  it('is full when it holds so many requests, and takes what else belongs to them', () => {
    const looks = new FoldedLooks(1);
    looks.add(entry('1', 'one'));
    expect(looks.takes(entry('2', 'one'))).toBe(true);
    expect(looks.takes(entry('3', 'two'))).toBe(false);
  });
});
