import { presentItems } from '@carethread/ledger';
import { nameParts, soundsOf, type NameParts } from '@carethread/names';
import type { Name } from '../person/names.js';
import type { Findable } from './findable.js';
import { yearOfBirth } from './sought-birth.js';

/**
 * What the index holds of a person, made blind under the tenant's secret. Whoever reads the disk without the secret sees, of each
 * kind, only who shares a token and how many do:
 * - `number`: nobody shares one.
 * - `whole`, full name and date of birth: shared by those who may be one person twice.
 * - `born`, a date of birth; `partYear`, a part of the name with the year: who was born on one day; with one name in one year.
 * - `postcode`: who lives, or lived, at one; a large group is a care home.
 * - `pair`, `soundPair`, `partEdge`, `soundEdge`, two parts of the name: both as written, both as heard, the one whole with the ends of
 *   the other, the one as heard with the first sound of the other: those who bear nearly the same name.
 * - `part`, `sound`, `start`, one part, as written, as heard, its first letters: who bears a name in common. The largest groups can be
 *   guessed from public counts of names; the small ones cannot.
 */
export const TOKEN_KINDS = [
  'number',
  'whole',
  'born',
  'postcode',
  'partYear',
  'pair',
  'soundPair',
  'partEdge',
  'soundEdge',
  'part',
  'sound',
  'start',
] as const;

export type TokenKind = (typeof TOKEN_KINDS)[number];

export const tokenOf = (kind: TokenKind, ...of: readonly string[]): string => `${kind}:${of.join('|')}`;

/** A person has no more, however many names they have had. */
export const MOST_TOKENS = 96;

/** Of one kind. */
const MOST_OF_A_KIND = 12;
const MOST_EDGES = 24;

/** What is found of a person, in the order in which it counts where there is too much of it. */
export function tokensOf(person: Findable): readonly string[] {
  const names = [person.name, ...person.otherNames];
  const year = yearOfBirth(person);
  const parts = distinct(names.flatMap((name) => [...tellingParts(name.family), ...givenParts(name)]));
  const pairs = names.flatMap(pairsIn);
  const few = (tokens: readonly string[], most = MOST_OF_A_KIND): readonly string[] => distinct(tokens).slice(0, most);
  const tokens = [
    ...few(person.numbers.map((number) => tokenOf('number', number))),
    ...few(wholeNames(person).map((whole) => tokenOf('whole', whole))),
    ...presentItems(person.dateOfBirth).map((date) => tokenOf('born', date)),
    ...few(person.postcodes.map((postcode) => tokenOf('postcode', postcode))),
    ...few(parts.map((part) => tokenOf('part', part))),
    ...few([...pairs, ...names.flatMap(givenPairsIn)].map(([one, other]) => pairToken(one, other))),
    ...few(pairs.flatMap(([one, other]) => soundPairTokens(one, other))),
    ...few(pairs.flatMap(([one, other]) => [...soundEdgeTokens(one, other), ...soundEdgeTokens(other, one)])),
    ...few(year === undefined ? [] : parts.map((part) => tokenOf('partYear', part, year))),
    ...few(parts.flatMap(soundsOf).map((code) => tokenOf('sound', code))),
    ...few(parts.flatMap((part) => startOf(part) ?? []).map((start) => tokenOf('start', start))),
    ...few(
      pairs.flatMap(([one, other]) => [...edgeTokens(one, edgesOf(other)), ...edgeTokens(other, edgesOf(one))]),
      MOST_EDGES,
    ),
  ];
  return tokens.slice(0, MOST_TOKENS);
}

export const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

/** Parts that say something by themselves, and joined ones. */
export function telling({ parts, joined }: NameParts): readonly string[] {
  return distinct([...parts.filter(({ particle }) => !particle), ...joined].map(({ text }) => text));
}

const tellingParts = (name = ''): readonly string[] => telling(nameParts(name));
const givenParts = ({ given, preferred }: Name): readonly string[] => [
  ...tellingParts(given),
  ...tellingParts(preferred),
];

/** Each given name with each family name; among themselves where there is only the one or the other. */
function pairsIn(name: Name): readonly Pair[] {
  const [given, family] = [givenParts(name), tellingParts(name.family)];
  if (given.length > 0 && family.length > 0)
    return given.flatMap((one) => family.map((other) => [one, other] as const));
  return pairsAmong([...given, ...family]);
}

const givenPairsIn = ({ given }: Name): readonly Pair[] => pairsAmong(tellingParts(given));

function pairsAmong(parts: readonly string[]): readonly Pair[] {
  return parts.flatMap((one, index) => parts.slice(index + 1).map((other) => [one, other] as const));
}

type Pair = readonly [string, string];

/** Whichever of the two comes first. */
export function pairToken(one: string, other: string): string {
  return one < other ? tokenOf('pair', one, other) : tokenOf('pair', other, one);
}

export function soundPairTokens(one: string, other: string): readonly string[] {
  return soundsOf(one).flatMap((first) =>
    soundsOf(other).map((second) =>
      first < second ? tokenOf('soundPair', first, second) : tokenOf('soundPair', second, first),
    ),
  );
}

/** One part as it is heard, with the first sound of the other. */
export function soundEdgeTokens(one: string, other: string): readonly string[] {
  const first = distinct(soundsOf(other).map((code) => code.charAt(0)));
  return soundsOf(one).flatMap((code) => first.map((sound) => tokenOf('soundEdge', code, sound)));
}

const LONG = 4;

/** Its first and its last letters: where one letter of a part is wrong, the one or the other are right. */
export function edgesOf(part: string): readonly string[] {
  const letters = [...part];
  const few = letters.length < LONG ? 1 : 2;
  return [`${letters.slice(0, few).join('')}-`, `-${letters.slice(-few).join('')}`];
}

export function edgeTokens(part: string, edges: readonly string[]): readonly string[] {
  return edges.map((edge) => tokenOf('partEdge', part, edge));
}

const START = 3;

/** The first letters of a part that has more. */
export function startOf(part: string): string | undefined {
  const letters = [...part];
  return letters.length > START ? letters.slice(0, START).join('') : undefined;
}

/**
 * Full name and full date of birth, for each name that a person has or had: given and family name, in any order. Empty where the
 * birth is not known to the day.
 */
export function wholeNames({
  name,
  otherNames,
  dateOfBirth,
}: Pick<Findable, 'name' | 'otherNames' | 'dateOfBirth'>): readonly string[] {
  if (dateOfBirth === undefined) return [];
  const names = [name, ...otherNames].map(({ given = '', family = '' }) => wholeName(`${given} ${family}`));
  return distinct(names.filter((whole) => whole !== '').map((whole) => `${whole}|${dateOfBirth}`));
}

/** All parts of a name, sorted; what stands before a part by custom is taken with it: `O Brien` is `O’Brien`, `van der Berg` `Vanderberg`. */
export function wholeName(name: string): string {
  const whole: string[] = [];
  let before = '';
  for (const { text, particle } of nameParts(name).parts) {
    if (!particle) whole.push(before + text);
    before = particle ? before + text : '';
  }
  return whole.sort().join(' ');
}
