import { ENGLAND_AND_WALES, FIRST_YEAR, LAST_YEAR, SCOTLAND } from './published-bank-holidays.js';

type Nation = 'englandAndWales' | 'scotland';

const NATIONS: Readonly<Record<string, Nation>> = { ENG: 'englandAndWales', WAL: 'englandAndWales', SCO: 'scotland' };
const PUBLISHED: Readonly<Record<Nation, readonly string[]>> = {
  englandAndWales: ENGLAND_AND_WALES,
  scotland: SCOTLAND,
};
const known = new Map<string, ReadonlySet<string>>();

/**
 * A nation's bank holidays in a year: as published, else by the rules of the Banking and Financial Dealings Act 1971 with its
 * substitute days. Throws RangeError for a nation whose rules are not held: another nation's would be a wrong date, not a near one.
 */
export function bankHolidays(jurisdiction: string, year: number): ReadonlySet<string> {
  const nation = NATIONS[jurisdiction];
  if (nation === undefined) throw new RangeError(`no bank holidays are held for ${jurisdiction}`);
  const name = `${nation}-${year}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  const days = isPublished(year)
    ? PUBLISHED[nation].filter((date) => date.startsWith(`${year}-`))
    : nation === 'scotland'
      ? inScotland(year)
      : inEnglandAndWales(year);
  const made = new Set(days);
  known.set(name, made);
  return made;
}

/** Whether a year's bank holidays are published; those of another year follow from the rules and may still change. */
export function isPublished(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

function inEnglandAndWales(year: number): readonly string[] {
  return [
    ...substituted([day(year, 1, 1)]),
    daysAfter(easterSunday(year), -2),
    daysAfter(easterSunday(year), 1),
    firstMonday(year, 5),
    lastMonday(year, 5),
    lastMonday(year, 8),
    ...substituted([day(year, 12, 25), day(year, 12, 26)]),
  ];
}

function inScotland(year: number): readonly string[] {
  return [
    ...substituted([day(year, 1, 1), day(year, 1, 2)]),
    daysAfter(easterSunday(year), -2),
    firstMonday(year, 5),
    lastMonday(year, 5),
    firstMonday(year, 8),
    ...substituted([day(year, 11, 30)]),
    ...substituted([day(year, 12, 25), day(year, 12, 26)]),
  ];
}

/** Holidays that follow one another: one on a weekend is kept on the next weekday that is not a holiday already. */
function substituted(dates: readonly string[]): readonly string[] {
  const kept = dates.filter((date) => !isWeekend(date));
  for (const date of dates) {
    if (!isWeekend(date)) continue;
    let to = date;
    while (isWeekend(to) || kept.includes(to)) to = daysAfter(to, 1);
    kept.push(to);
  }
  return kept;
}

/** Gregorian Easter, by the algorithm of J.-M. Oudin (1940). */
export function easterSunday(year: number): string {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const epact = (century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 19 * golden + 15) % 30;
  const fullMoon = epact - Math.floor(epact / 28) * (1 - Math.floor(29 / (epact + 1)) * Math.floor((21 - golden) / 11));
  const sunday = fullMoon - ((year + Math.floor(year / 4) + fullMoon + 2 - century + Math.floor(century / 4)) % 7);
  const month = 3 + Math.floor((sunday + 40) / 44);
  return day(year, month, sunday + 28 - 31 * Math.floor(month / 4));
}

function firstMonday(year: number, month: number): string {
  const first = day(year, month, 1);
  return daysAfter(first, (8 - weekday(first)) % 7);
}

function lastMonday(year: number, month: number): string {
  const last = day(year, month + 1, 0);
  return daysAfter(last, -((weekday(last) + 6) % 7));
}

function day(year: number, month: number, date: number): string {
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
}

function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function weekday(date: string): number {
  return new Date(`${date}T00:00:00.000Z`).getUTCDay();
}

function isWeekend(date: string): boolean {
  return weekday(date) % 6 === 0;
}
