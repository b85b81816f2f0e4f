import type { JsonObject } from '@carethread/ledger';

const ONSETS = [
  'b',
  'd',
  'f',
  'g',
  'h',
  'k',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  't',
  'v',
  'w',
  'br',
  'cl',
  'st',
  'tr',
  'th',
];
const RIMES = ['an', 'el', 'er', 'in', 'is', 'on', 'or', 'ard', 'ell', 'en', 'iam', 'ley', 'son', 'ton', 'wood'];

/** A name that is nobody's, made of syllables: 200 given names, and family names of which nobody else has one with the same given name. */
export function nameOf(nth: number): { readonly given: string; readonly family: string } {
  const syllable = (seed: number): string =>
    `${ONSETS[seed % ONSETS.length] ?? ''}${RIMES[Math.floor(seed / ONSETS.length) % RIMES.length] ?? ''}`;
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const spread = (nth * 7919) % FAMILIES;
  const third = nth < FAMILIES ? '' : syllable(Math.floor(nth / FAMILIES));
  return {
    given: capital(syllable(nth % 200)),
    family: capital(syllable(spread % 300) + syllable(Math.floor(spread / 300)) + third),
  };
}

/** Family names of two syllables. */
const FAMILIES = 90_000;

export const yearOf = (nth: number): number => 1926 + (nth % 80);

export const registration = (nth: number): JsonObject => ({
  name: { ...nameOf(nth) },
  dateOfBirth: `${yearOf(nth)}-0${1 + (nth % 9)}-1${nth % 10}`,
  firstLanguage: 'en',
  groups: [],
});
