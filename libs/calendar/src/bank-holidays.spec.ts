import { bankHolidays, FIRST_YEAR, LAST_YEAR } from './bank-holidays.js';
import { addDays } from './calendar.js';

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

const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);
const ONE_OFF: readonly string[] = ['2026-06-15'];

function held(jurisdiction: string, year: number): readonly string[] {
  return [...bankHolidays(jurisdiction)].filter((date) => date.startsWith(`${year}-`)).sort();
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
    expect(() => bankHolidays('SCOT')).toThrow(RangeError);
  });

  it('none falls on a weekend', () => {
    for (const nation of ['ENG', 'SCO'])
      expect([...bankHolidays(nation)].filter((date) => weekday(date) % 6 === 0)).toEqual([]);
  });
});
