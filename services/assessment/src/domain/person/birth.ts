import { firstDayOfLife, isDate } from '@carethread/contracts';
import { present } from '@carethread/ledger';

/** A birth not known to the day. */
export type Birth = { readonly year: number; readonly month?: number; readonly estimated: boolean };

export type Born = { readonly dateOfBirth?: string; readonly birth?: Birth };

/** Nobody has lived so long. */
const LONGEST_LIFE = 130;

export type BirthFault = 'future' | 'tooLongAgo' | 'noDate';

/** Why a birth cannot be right on a day; undefined where it can. */
export function faultInBirth(born: Born, today: string): BirthFault | undefined {
  if (born.dateOfBirth !== undefined && !isDate(born.dateOfBirth)) return 'noDate';
  const earliest = firstDayOfLife(born);
  if (earliest === undefined) return 'noDate';
  if (earliest > today) return 'future';
  return Number(earliest.slice(0, 4)) < Number(today.slice(0, 4)) - LONGEST_LIFE ? 'tooLongAgo' : undefined;
}

/** `1941` or `1941-05`, as a correction writes it. */
export function birthFrom(text: string): Birth | undefined {
  const found = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(text);
  if (found === null) return undefined;
  const [, year, month] = found;
  return present({ year: Number(year), month: month === undefined ? undefined : Number(month), estimated: true });
}

export function writtenBirth({ year, month }: Birth): string {
  return month === undefined ? String(year) : `${year}-${String(month).padStart(2, '0')}`;
}

/** Whole years, derived and never stored (ENG-129); of a birth not known to the day, the years that are certain. */
export function ageAt({ dateOfBirth, birth }: Born, date: string): number | undefined {
  if (dateOfBirth !== undefined) return ageOn(dateOfBirth, date);
  if (birth === undefined) return undefined;
  return Math.max(
    0,
    ageOn(`${String(birth.year).padStart(4, '0')}-${String(birth.month ?? 12).padStart(2, '0')}-31`, date),
  );
}

export function ageOn(dateOfBirth: string, date: string): number {
  const years = Number(date.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return date.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}
