import type { UniqueValue } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';

/** A national number, or a reference of an organisation's own. */
export type Identifier = { readonly scheme: string; readonly value: string };

/** Numbers of one space of ten digits: whichever scheme a number was sent under, it is one person's. */
export const NATIONAL = ['NHS', 'CHI'] as const;

const isNational = (scheme: string): boolean => NATIONAL.some((one) => one === scheme);

/**
 * The ten digits of an NHS or CHI number, however they were spelt: digits of any script, spaces of any kind, hyphens and dots.
 * Undefined where it is no such number: not ten digits, a wrong check digit (modulus 11), one digit throughout, and for CHI a
 * beginning that is no date.
 */
export function nationalNumber(scheme: string, value: string): string | undefined {
  const digits = plain(value);
  if (!/^\d{10}$/.test(digits) || /^(\d)\1{9}$/.test(digits) || !hasCheckDigit(digits)) return undefined;
  return scheme === 'CHI' && !beginsWithDate(digits) ? undefined : digits;
}

/** How an identifier is stored; undefined where it is none. */
export function normalIdentifier({ scheme, value }: Identifier): Identifier | undefined {
  if (!isNational(scheme)) return { scheme, value: value.trim() };
  const number = nationalNumber(scheme, value);
  return number === undefined ? undefined : { scheme, value: number };
}

/** An identifier as it was stored before numbers had one spelling, in that spelling; what is none stays as it was stored. */
export function readIdentifier(stored: Identifier): Identifier {
  return normalIdentifier(stored) ?? stored;
}

/** What is claimed for an identifier, in the tenant: a national number under both schemes. */
export function claimsOf({ scheme, value }: Identifier, from?: string): readonly UniqueValue[] {
  if (!isNational(scheme)) return [];
  const number = nationalNumber(scheme, value);
  // A number that was stored before it was checked is claimed as it was then.
  return number === undefined
    ? [present({ scheme, value: value.replaceAll(' ', ''), from })]
    : NATIONAL.map((one) => present({ scheme: one, value: number, named: scheme, from }));
}

const SEPARATORS = /[\s\p{Z}\p{Pd}\p{Cf}\u2212.\u00B7\u2022]/gu;

function plain(value: string): string {
  return [...value.normalize('NFKC').replace(SEPARATORS, '')].map(asciiDigit).join('');
}

/** A decimal digit of any script as 0 to 9; scripts keep their ten digits in one row. */
function asciiDigit(character: string): string {
  if (!/^\p{Nd}$/u.test(character)) return character;
  const point = character.codePointAt(0) ?? 0;
  let first = point;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((point - first) % 10);
}

function hasCheckDigit(digits: string): boolean {
  const sum = [...digits.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}

/** DDMMYY, in whichever century. */
function beginsWithDate(digits: string): boolean {
  const [day = 0, month = 0, year = 0] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2)));
  const days = [31, year % 4 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}
