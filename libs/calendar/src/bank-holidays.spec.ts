import { bankHolidays, easterSunday, isPublished } from './bank-holidays.js';
import { addDays } from './calendar.js';
import { FIRST_YEAR, LAST_YEAR } from './published-bank-holidays.js';

const weekday = (date: string): number => new Date(`${date}T00:00:00.000Z`).getUTCDay();
const of = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
const firstMonday = (year: number, month: number): string =>
  addDays(of(year, month, 1), (8 - weekday(of(year, month, 1))) % 7);
const lastMonday = (year: number, month: number): string => {
  const last = of(year, month + 1, 0);
  return addDays(last, -((weekday(last) + 6) % 7));
};

/** Easter Sunday of the Gregorian calendar (anonymous computus of 1876). */
function easter(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return of(year, Math.floor(f / 31), (f % 31) + 1);
}

/** A holiday on a weekend moves to the next weekday that is not one already. */
function moved(dates: readonly string[]): readonly string[] {
  const taken = new Set<string>(dates.filter((date) => weekday(date) % 6 !== 0));
  for (const date of dates) {
    if (weekday(date) % 6 !== 0) continue;
    let to = date;
    while (weekday(to) % 6 === 0 || taken.has(to)) to = addDays(to, 1);
    taken.add(to);
  }
  return [...taken];
}

/** Published years and many that are not: the same rules hold for both. */
const years = Array.from({ length: 2199 - 1978 + 1 }, (_, index) => 1978 + index);
const ONE_OFF: readonly string[] = ['2026-06-15'];

function held(jurisdiction: string, year: number): readonly string[] {
  return [...bankHolidays(jurisdiction, year)].sort();
}

describe('bank holidays', () => {
  it.each(years)('%i in England and Wales are those of the rules', (year) => {
    const expected = [
      ...moved([of(year, 1, 1)]),
      addDays(easter(year), -2),
      addDays(easter(year), 1),
      firstMonday(year, 5),
      lastMonday(year, 5),
      lastMonday(year, 8),
      ...moved([of(year, 12, 25), of(year, 12, 26)]),
    ].sort();
    expect(held('ENG', year)).toEqual(expected);
    expect(held('WAL', year)).toEqual(expected);
  });

  it.each(years)('%i in Scotland are those of the rules and the one-off days', (year) => {
    const expected = [
      ...moved([of(year, 1, 1), of(year, 1, 2)]),
      addDays(easter(year), -2),
      firstMonday(year, 5),
      lastMonday(year, 5),
      firstMonday(year, 8),
      ...moved([of(year, 11, 30)]),
      ...moved([of(year, 12, 25), of(year, 12, 26)]),
      ...ONE_OFF.filter((date) => date.startsWith(`${year}-`)),
    ].sort();
    expect(held('SCO', year)).toEqual(expected);
  });

  it('a nation that is not held is refused', () => {
    expect(() => bankHolidays('SCOT', 2026)).toThrow(RangeError);
  });

  it('none falls on a weekend, and none on another', () => {
    for (const nation of ['ENG', 'SCO'])
      for (const year of years) {
        const days = held(nation, year);
        expect(days.filter((date) => weekday(date) % 6 === 0)).toEqual([]);
        expect(days.filter((date) => date.startsWith(`${year}-`))).toHaveLength(days.length);
        expect(days).toHaveLength(nation === 'ENG' ? 8 : year === 2026 ? 10 : 9);
      }
  });

  it('Easter falls where two algorithms say so, in every year that a date may have', () => {
    for (let year = 1800; year <= 2199; year += 1) expect(easterSunday(year)).toBe(easter(year));
    expect([2024, 2029, 2038, 2160].map(easterSunday)).toEqual([
      '2024-03-31',
      '2029-04-01',
      '2038-04-25',
      '2160-03-23',
    ]);
  });

  it('those of 2024 to 2028 are published', () => {
    expect([FIRST_YEAR - 1, FIRST_YEAR, LAST_YEAR, LAST_YEAR + 1].map(isPublished)).toEqual([false, true, true, false]);
  });

  it.each([
    ['ENG', 2029, '2029-01-01 2029-03-30 2029-04-02 2029-05-07 2029-05-28 2029-08-27 2029-12-25 2029-12-26'],
    ['ENG', 2033, '2033-01-03 2033-04-15 2033-04-18 2033-05-02 2033-05-30 2033-08-29 2033-12-26 2033-12-27'],
    ['SCO', 2030, '2030-01-01 2030-01-02 2030-04-19 2030-05-06 2030-05-27 2030-08-05 2030-12-02 2030-12-25 2030-12-26'],
    ['SCO', 2033, '2033-01-03 2033-01-04 2033-04-15 2033-05-02 2033-05-30 2033-08-01 2033-11-30 2033-12-26 2033-12-27'],
  ])('%s in %i, which nobody has published yet', (nation, year, expected) => {
    expect(held(nation, year)).toEqual(expected.split(' '));
  });
});
