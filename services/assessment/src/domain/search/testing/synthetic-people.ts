import { present, uuidV5 } from '@carethread/ledger';
import type { Name } from '../../person/names.js';
import type { Findable } from '../findable.js';
import { wholeName } from '../tokens.js';
import { NAME_STOCKS, type NameStock } from './synthetic-name-parts.js';
import { Seeded } from './seeded.js';

/** Somebody who does not exist: put together from parts of names by a seed. */
export interface SyntheticPerson extends Findable {
  readonly synthetic: true;
  /** Of which names they were made. */
  readonly stock: string;
}

/**
 * So many synthetic people, the same for the same seed. No two have the same full name, in any order of its parts; numbers are NHS
 * numbers of the range that is kept for tests, and postcodes of an area that there is not.
 */
export function syntheticPeople(count: number, seed: number): readonly SyntheticPerson[] {
  const draw = new Seeded(seed);
  const taken = new Set<string>();
  const stocks = Object.entries(NAME_STOCKS);
  const people: SyntheticPerson[] = [];
  while (people.length < count) {
    const [stock, parts] = draw.pick([stocks[0] ?? ['', NO_STOCK], ...stocks.slice(1)]);
    const name = syntheticName(draw, parts);
    const whole = wholeName(`${name.given ?? ''} ${name.family ?? ''}`);
    if (taken.has(whole)) continue;
    taken.add(whole);
    people.push({ synthetic: true, stock, ...syntheticDetails(draw, parts, seed, people.length, name) });
  }
  return people;
}

const NO_STOCK: NameStock = { given: [''], family: [''], called: new Map() };

function syntheticName(draw: Seeded, { given, family, called }: NameStock): Name {
  const first = draw.pickSkewed(given);
  const names = draw.chance(0.2) ? `${first} ${draw.pickSkewed(given)}` : first;
  const surname = draw.pickSkewed(family);
  const last = draw.chance(0.06) ? `${surname}-${draw.pickSkewed(family)}` : surname;
  return draw.chance(0.01)
    ? { given: names }
    : present<Name>({ given: names, family: last, preferred: draw.chance(0.5) ? called.get(first) : undefined });
}

function syntheticDetails(draw: Seeded, parts: NameStock, seed: number, index: number, name: Name): Findable {
  const year = 1926 + draw.below(80);
  const [month, day] = [draw.below(12) + 1, draw.below(28) + 1];
  const isKnown = draw.chance(0.96);
  const former = draw.chance(0.12) ? [{ ...name, family: draw.pickSkewed(parts.family) }] : [];
  return present<Findable>({
    id: uuidV5('carethread-synthetic', seed, index),
    name,
    otherNames: former,
    dateOfBirth: isKnown ? `${year}-${two(month)}-${two(day)}` : undefined,
    birth: isKnown ? undefined : { year, estimated: true },
    numbers: draw.chance(0.8) ? [testNumber(index)] : [],
    postcodes: draw.chance(0.9) ? [`ZZ${1 + draw.below(9)}${draw.below(10)}${letters(draw)}`] : [],
  });
}

const two = (number: number): string => String(number).padStart(2, '0');

function letters(draw: Seeded): string {
  const from = 'ABDEFGHJLNPQRSTUWXYZ';
  return [0, 1].map(() => from.charAt(draw.below(from.length))).join('');
}

/** An NHS number of the range 999 000 0000 to 999 999 9999, which is for tests; each index has another. */
export function testNumber(index: number): string {
  const nine = `999${String(index).padStart(6, '0')}`;
  const sum = [...nine].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? testNumber(index + 500_000) : `${nine}${check}`;
}
