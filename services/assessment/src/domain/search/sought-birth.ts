import { isDate } from '@carethread/contracts';
import { present } from '@carethread/ledger';
import { birthFrom, type Born } from '../person/birth.js';

/** A birth as somebody looks for it: to the day, or to the month or year that they know. */
export interface SoughtBirth {
  readonly year: number;
  readonly month?: number;
  /** `1941-05-04` */
  readonly date?: string;
}

const DAY_FIRST = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/;

/** `1941-05-04`, `4/5/1941` (the day first, as it is written here), `1941-05` or `1941`; undefined where it is none of these. */
export function readBirth(text: string): SoughtBirth | undefined {
  const written = text.normalize('NFKC').trim();
  const [, day = '', month = '', year = ''] = DAY_FIRST.exec(written) ?? [];
  const date = year === '' ? written : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(date) ? { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), date } : part(written);
}

function part(written: string): SoughtBirth | undefined {
  const birth = birthFrom(written);
  return birth && present<SoughtBirth>({ year: birth.year, month: birth.month });
}

export function yearOfBirth({ dateOfBirth, birth }: Born): string | undefined {
  return dateOfBirth?.slice(0, 4) ?? (birth && String(birth.year).padStart(4, '0'));
}

/** The date with day and month the other way round, where that is a date too, and another one. */
export function turnedDate(date: string): string | undefined {
  const turned = `${date.slice(0, 4)}-${date.slice(8)}-${date.slice(5, 7)}`;
  return turned !== date && isDate(turned) ? turned : undefined;
}

/** How a sought birth and a recorded one agree; `unlike` where they do not, undefined where nothing can be said. */
export function birthAgreement(
  sought: SoughtBirth,
  { dateOfBirth, birth }: Born,
): 'sameBirth' | 'sameYear' | 'similarBirth' | 'unlike' | undefined {
  if (dateOfBirth === undefined) return birth && yearAgreement(sought, birth);
  if (sought.date === undefined) return monthAgreement(sought, dateOfBirth);
  if (sought.date === dateOfBirth) return 'sameBirth';
  if (turnedDate(sought.date) === dateOfBirth || differing(sought.date, dateOfBirth) === 1) return 'similarBirth';
  return sought.date.slice(0, 4) === dateOfBirth.slice(0, 4) ? 'sameYear' : 'unlike';
}

/** Years that were guessed are off by some. */
const GUESSED_BY = 2;

function yearAgreement({ year }: SoughtBirth, birth: NonNullable<Born['birth']>): 'sameYear' | 'unlike' | undefined {
  if (birth.year === year) return 'sameYear';
  return birth.estimated && Math.abs(birth.year - year) <= GUESSED_BY ? undefined : 'unlike';
}

function monthAgreement({ year, month }: SoughtBirth, dateOfBirth: string): 'sameYear' | 'similarBirth' | 'unlike' {
  if (Number(dateOfBirth.slice(0, 4)) !== year) return 'unlike';
  return month === undefined || Number(dateOfBirth.slice(5, 7)) === month ? 'sameYear' : 'similarBirth';
}

/** How many of the eight digits differ. */
function differing(one: string, other: string): number {
  return [...one].filter((digit, index) => digit !== other[index]).length;
}
