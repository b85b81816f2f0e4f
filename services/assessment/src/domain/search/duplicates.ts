import { refuse } from '@carethread/contracts';
import { MAY_ALREADY_BE_KNOWN, type Distinction } from '../person/distinction.js';
import type { PersonDetails } from '../person/sheet.js';
import type { Findable } from './findable.js';
import { distinct, tokenOf, wholeNames } from './tokens.js';

type Registration = Pick<PersonDetails, 'name' | 'dateOfBirth'>;

/** What to look up before somebody is registered; nothing where their birth is not known to the day. */
export function duplicateTokens(registration: Registration): readonly string[] {
  return wholesOf(registration).map((whole) => tokenOf('whole', whole));
}

/**
 * Who may be the person that is being registered: full name, by any name that they have or had, and full date of birth agree. The same
 * request may be under way once more, and have registered them meanwhile: they are no duplicate of themselves.
 */
export function likelyDuplicates<Person extends Findable>(
  registration: Registration,
  people: readonly Person[],
  id: string,
): readonly Person[] {
  const wholes = wholesOf(registration);
  return people.filter((person) => person.id !== id && wholeNames(person).some((whole) => wholes.includes(whole)));
}

/** Throws DUPLICATE_LIKELY, with those whom the caller may see by id, unless the caller says of all that they are somebody else. */
export function refuseDuplicates(
  likely: readonly Findable[],
  sees: (id: string) => boolean,
  { notSameAs = [], reason }: Distinction,
): void {
  const named = likely.map(({ id }) => (sees(id) ? id : MAY_ALREADY_BE_KNOWN)).sort();
  const left = distinct(named.filter((one) => !notSameAs.includes(one)));
  if (left.length > 0)
    refuse(
      'DUPLICATE_LIKELY',
      left,
      undefined,
      likely.map(({ id }) => id),
    );
  if (notSameAs.length > 0 && reason === undefined) refuse('REASON_REQUIRED', ['reason']);
}

function wholesOf({ name, dateOfBirth }: Registration): readonly string[] {
  return dateOfBirth === undefined ? [] : wholeNames({ name, otherNames: [], dateOfBirth });
}
