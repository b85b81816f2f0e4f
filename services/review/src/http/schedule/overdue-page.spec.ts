import { cursorAt, pageOf, placeOf } from './overdue-page.js';

interface Row {
  readonly dueAt: string;
  readonly obligationId: string;
  readonly planId: string;
}

const rows = (...of: readonly string[]): readonly Row[] =>
  of.map((text) => {
    const [dueAt = '', obligationId = '', planId = ''] = text.split(' ');
    return { dueAt, obligationId, planId };
  });
async function* source(all: readonly Row[], read: string[] = []): AsyncGenerator<Row, void, undefined> {
  for (const row of all) {
    read.push(row.obligationId);
    yield await Promise.resolve(row);
  }
}
const ids = async (page: Promise<{ readonly items: readonly Row[]; readonly more: boolean }>): Promise<unknown[]> => {
  const { items, more } = await page;
  return [...items.map(({ obligationId }) => obligationId), more];
};
const seesPlan =
  (...plans: readonly string[]) =>
  ({ planId }: Row): Promise<boolean> =>
    Promise.resolve(plans.includes(planId));

describe('pages of what is overdue', () => {
  it('R18: a page is filled with what the caller sees, however much of others is overdue longer', async () => {
    const others = Array.from(
      { length: 700 },
      (_, no) => `2026-01-${String(1 + (no % 28)).padStart(2, '0')} o${no} other`,
    );
    const all = rows(...others.toSorted(), '2027-01-01 a own', '2027-01-02 b own', '2027-01-03 c own');
    expect(await ids(pageOf([source(all)], seesPlan('own'), 2))).toEqual(['a', 'b', true]);
    expect(await ids(pageOf([source(all)], seesPlan('own'), 3))).toEqual(['a', 'b', 'c', false]);
  });

  it('the longest overdue comes first, then by id, not by who held the plan when it fell due', async () => {
    const own = rows('2026-01-01 d p', '2026-03-01 b p', '2026-03-01 e p');
    const withCase = rows('2026-02-01 a p', '2026-03-01 c p');
    expect(await ids(pageOf([source(own), source(withCase)], seesPlan('p'), 9))).toEqual([
      'd',
      'a',
      'b',
      'c',
      'e',
      false,
    ]);
    expect(await ids(pageOf([source([]), source(withCase)], seesPlan('p'), 9))).toEqual(['a', 'c', false]);
  });

  it('no more is read than a page takes', async () => {
    const read: string[] = [];
    await pageOf([source(rows('1 a p', '2 b p', '3 c p', '4 d p'), read)], seesPlan('p'), 2);
    expect(read).toEqual(['a', 'b', 'c']);
  });

  it('a cursor names the place of the last that was shown, and no other list’s cursor does', () => {
    const place = { dueAt: '2026-01-01T09:00:00.000Z', obligationId: 'f3' };
    expect(placeOf(`${cursorAt(place)}   `)).toEqual(place);
    for (const wrong of [undefined, '', 'overdue', '/review/plans/x/obligations 3', 'overdue 2026-01-01T09:00:00.000Z'])
      expect(() => placeOf(wrong)).toThrow(expect.objectContaining({ code: 'CURSOR_UNKNOWN' }));
  });
});
