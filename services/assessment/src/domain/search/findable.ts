import { present } from '@carethread/ledger';
import type { Born } from '../person/birth.js';
import { NATIONAL, nationalNumber, type Identifier } from '../person/identifiers.js';
import type { Name } from '../person/names.js';
import { sheetAt, type Correction, type PersonDetails } from '../person/sheet.js';
import type { PersonState } from '../person/state.js';
import { postcodesIn } from './postcodes.js';

/** What a person is found by. */
export interface Findable extends Born {
  readonly id: string;
  readonly name: Name;
  /** What they were called before, and what they will be called from a later day on. */
  readonly otherNames: readonly Name[];
  /** NHS and CHI numbers: one space of ten digits. */
  readonly numbers: readonly string[];
  /** Of the present address first, then of others that are or were theirs. */
  readonly postcodes: readonly string[];
}

const MOST_OTHER_NAMES = 5;
const MOST_POSTCODES = 3;

/**
 * What a person is found by at an instant; undefined of somebody who was never registered. What was moved to another's record was
 * never theirs, and neither was a number that has been taken away; a name or an address that was corrected may well have been.
 */
export function findable(
  id: string,
  { details, corrections }: Pick<PersonState, 'details' | 'corrections'>,
  at: string,
): Findable | undefined {
  const sheet = sheetAt({ details, corrections }, at);
  if (details === undefined || sheet === undefined) return undefined;
  const moved = corrections.filter(({ movedTo }) => movedTo !== undefined);
  return present<Findable>({
    id,
    name: sheet.name,
    otherNames: otherNames(details, corrections, moved, sheet.name),
    dateOfBirth: sheet.dateOfBirth,
    birth: sheet.birth,
    numbers: numbersOf(sheet),
    postcodes: postcodes(details, corrections, moved, sheet.address),
  });
}

/** NHS and CHI numbers on a sheet. */
export const numbersOf = ({ identifiers = [] }: Pick<PersonDetails, 'identifiers'>): readonly string[] =>
  identifiers.flatMap(numberOf);

function numberOf({ scheme, value }: Identifier): readonly string[] {
  const number = NATIONAL.some((one) => one === scheme) ? nationalNumber(scheme, value) : undefined;
  return number === undefined ? [] : [number];
}

/** Every name as it was written at one time or will be, newest first. */
function otherNames(
  details: PersonDetails,
  corrections: readonly Correction[],
  moved: readonly Correction[],
  now: Name,
): readonly Name[] {
  const strangers = moved.filter(({ field }) => field === 'name.preferred').map(({ from }) => from);
  const instants = corrections.filter(({ field }) => field.startsWith('name.')).map(({ holdsFrom }) => holdsFrom);
  const names = [details, ...instants.sort().map((instant) => sheetAt({ details, corrections }, instant))]
    .flatMap((sheet) => (sheet === undefined ? [] : [without(sheet.name, strangers)]))
    .reverse();
  const unlike = new Map(names.map((name) => [written(name), name]));
  unlike.delete(written(now));
  return [...unlike.values()].slice(0, MOST_OTHER_NAMES);
}

function without(name: Name, strangers: readonly string[]): Name {
  if (name.preferred === undefined || !strangers.includes(name.preferred)) return name;
  const { preferred: _, ...others } = name;
  return others;
}

const written = ({ given, family, preferred }: Name): string => JSON.stringify([given, family, preferred]);

function postcodes(
  details: PersonDetails,
  corrections: readonly Correction[],
  moved: readonly Correction[],
  address = '',
): readonly string[] {
  const strangers = moved.filter(({ field }) => field === 'address').map(({ from }) => from);
  const recorded = corrections.filter(({ field }) => field === 'address').map(({ to }) => to);
  const addresses = [address, ...recorded.reverse(), details.address ?? ''];
  const own = addresses.filter((one) => !strangers.includes(one));
  return [...new Set(own.flatMap(postcodesIn))].slice(0, MOST_POSTCODES);
}
