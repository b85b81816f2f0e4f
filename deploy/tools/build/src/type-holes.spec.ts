import { holesIn, risen } from '../type-holes.mjs';

describe('the count of type holes', () => {
  it.each([
    ['const a = b as string;', { as: 1, any: 0, spread: 0 }],
    ['const a = <string>b;', { as: 1, any: 0, spread: 0 }],
    ['const a = b as unknown as string[];', { as: 2, any: 0, spread: 0 }],
    ['const a = [1] as const; const c = <const>[1]; export { b as c } from "./b.js";', { as: 0, any: 0, spread: 0 }],
    ['const a = b satisfies C; // as any', { as: 0, any: 0, spread: 0 }],
    ['function f(a: any): Fact<any> {}', { as: 0, any: 2, spread: 0 }],
    ['const a = { ...(b ? { c } : {}), ...(d && { e }), ...f };', { as: 0, any: 0, spread: 2 }],
    ['const a = [...(b ? [c] : []), ...(d ?? [])];', { as: 0, any: 0, spread: 1 }],
  ])('%s', (text, counts) => {
    expect(holesIn(text)).toEqual(counts);
  });

  it('names each number that rose, also in a room that had none', () => {
    const before = { 'libs/a': { as: 2, any: 0, spread: 1 } };
    expect(risen(before, { 'libs/a': { as: 1, any: 0, spread: 1 } })).toEqual([]);
    expect(risen(before, { 'libs/a': { as: 3, any: 0, spread: 0 }, 'libs/b': { as: 0, any: 1, spread: 0 } })).toEqual([
      'libs/a: as rose from 2 to 3',
      'libs/b: any rose from 0 to 1',
    ]);
  });
});
