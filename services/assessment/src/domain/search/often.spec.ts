import { isOften, OFTEN, withSearch } from './often.js';

const at = (minutes: number): string => new Date(Date.UTC(2026, 2, 2, 9, minutes)).toISOString();
const after = (minutes: readonly number[]): readonly string[] =>
  minutes.reduce<readonly string[]>((before, minute) => withSearch(before, at(minute)), []);

describe('PLAT-18: searches of one user', () => {
  it('are many at the sixtieth within an hour', () => {
    const minutes = Array.from({ length: OFTEN }, (_, nth) => nth);
    expect(isOften(after(minutes.slice(1)))).toBe(false);
    expect(isOften(after(minutes))).toBe(true);
  });

  it('are not many where an hour lies between the first and the last', () => {
    const minutes = Array.from({ length: OFTEN }, (_, nth) => (nth === 0 ? 0 : 60));
    expect(isOften(after(minutes))).toBe(false);
  });

  it('are kept no longer than they count', () => {
    expect(after([0, 30, 90])).toEqual([at(90)]);
    expect(after(Array.from({ length: 200 }, () => 5))).toHaveLength(OFTEN);
  });
});
