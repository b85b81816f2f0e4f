import type { Findable } from './findable.js';
import { likenesses, type Alike } from './likeness.js';
import { matchName, type NameMatch } from './name-match.js';
import type { SearchQuery } from './search-query.js';
import { birthAgreement } from './sought-birth.js';

/** Why somebody is among those found. */
export const REASONS = [
  'sameNumber',
  'sameName',
  'partOfName',
  'similarName',
  'nickname',
  'soundsLike',
  'formerName',
  'sameBirth',
  'similarBirth',
  'sameYear',
  'samePostcode',
] as const;

export type Reason = (typeof REASONS)[number];

export interface Match {
  readonly id: string;
  readonly reasons: readonly Reason[];
}

export const MOST_MATCHES = 20;

const POINTS: Readonly<Partial<Record<Reason, number>>> = {
  sameNumber: 1000,
  sameBirth: 60,
  similarBirth: 35,
  sameYear: 25,
  samePostcode: 30,
};
const NAME_POINTS = 100;
const FORMER = -4;
const BESIDE = -2;
const MOST_BESIDE = 4;
const IN_ORDER = 1;
const ANOTHER_BIRTH = -25;
const ANOTHER_NUMBER = -20;

/** So much of a name must be found, or so much where birth or postcode agree: nobody is shown for a chance likeness. */
const ENOUGH_OF_A_NAME = 0.62;
const ENOUGH_WITH_MORE = 0.4;

export interface Ranking {
  /** The likeliest first, at most twenty. */
  readonly matches: readonly Match[];
  /** Others match too. */
  readonly more: boolean;
}

/** Compares people with a query, one by one; undefined for those who do not match. */
export function scoring(query: SearchQuery): (person: Findable) => Scored | undefined {
  const alike = likenesses();
  return (person) => scored(query, person, alike);
}

/** Those who match, in an order that does not depend on theirs. */
export function ranked(found: readonly Scored[]): Ranking {
  const inOrder = [...found].sort((a, b) => b.points - a.points || (a.id < b.id ? -1 : 1));
  const matches = inOrder.slice(0, MOST_MATCHES).map(({ id, reasons }) => ({ id, reasons }));
  return { matches, more: found.length > matches.length };
}

export interface Scored extends Match {
  readonly points: number;
}

function scored(query: SearchQuery, person: Findable, alike: Alike): Scored | undefined {
  const found = new Set<Reason>();
  let points = 0;
  if (query.number !== undefined && person.numbers.includes(query.number)) found.add('sameNumber');
  else if (query.number !== undefined && person.numbers.length > 0) points += ANOTHER_NUMBER;
  const birth = query.born && birthAgreement(query.born, person);
  if (birth === 'unlike') points += ANOTHER_BIRTH;
  else if (birth !== undefined) found.add(birth);
  if (query.postcode !== undefined && person.postcodes.includes(query.postcode)) found.add('samePostcode');
  const named = query.name.parts.length === 0 ? undefined : bestName(query, person, alike);
  if (!isEnough(query, found, named?.match)) return undefined;
  for (const reason of named === undefined ? [] : nameReasons(named)) found.add(reason);
  for (const reason of found) points += POINTS[reason] ?? 0;
  const reasons = REASONS.filter((reason) => found.has(reason));
  return { id: person.id, reasons, points: points + (named?.points ?? 0) };
}

function isEnough(query: SearchQuery, found: ReadonlySet<Reason>, name: NameMatch | undefined): boolean {
  if (found.has('sameNumber')) return true;
  const corroborated = found.has('sameBirth') || found.has('similarBirth') || found.has('samePostcode');
  if (name !== undefined) return name.degree >= (corroborated ? ENOUGH_WITH_MORE : ENOUGH_OF_A_NAME);
  return found.has('samePostcode') || (query.postcode === undefined && corroborated);
}

interface NamedMatch {
  readonly match: NameMatch;
  readonly points: number;
  readonly former: boolean;
}

/** By the name that a person has now, unless another of theirs is liker. */
function bestName({ name }: SearchQuery, person: Findable, alike: Alike): NamedMatch {
  return [person.name, ...person.otherNames]
    .map((one, index) => {
      const match = matchName(name, one, alike);
      const order = match.inOrder ? IN_ORDER : 0;
      const points = NAME_POINTS * match.degree + BESIDE * Math.min(match.beside, MOST_BESIDE) + order;
      return { match, points: points + (index === 0 ? 0 : FORMER), former: index > 0 };
    })
    .reduce((best, one) => (one.points > best.points ? one : best));
}

function nameReasons({ match: { kinds, lacking, beside }, former }: NamedMatch): readonly Reason[] {
  const reasons: Reason[] = [];
  const same = kinds.size === 1 && kinds.has('same') && !lacking;
  if (same) reasons.push(beside === 0 ? 'sameName' : 'partOfName');
  if (lacking && kinds.has('same')) reasons.push('partOfName');
  if (kinds.has('spelling') || kinds.has('edit') || kinds.has('start') || kinds.has('initial'))
    reasons.push('similarName');
  if (kinds.has('nickname')) reasons.push('nickname');
  if (kinds.has('sound')) reasons.push('soundsLike');
  if (former && kinds.size > 0) reasons.push('formerName');
  return reasons;
}
