import { present } from '@carethread/ledger';
import type { AnswerOf } from '../api/operation.js';

/** Whom a page is about: what its bar says of them. */
export interface PersonShown {
  readonly personId: string;
  readonly fullName: string;
  /** What they are called in a sentence. */
  readonly called: string;
  readonly preferred?: string;
  readonly born?: string;
  readonly estimatedBirth?: string;
  readonly died?: string;
  /** Undefined where the user may not know. */
  readonly allergies?: readonly string[];
  readonly communicates: readonly string[];
}

const textIn = (value: object, ...names: readonly string[]): string | undefined => {
  for (const [name, text] of Object.entries(value))
    if (names.includes(name) && typeof text === 'string' && text !== '') return text;
  return undefined;
};

/** The bar of a person, from what the user may read of them. */
export function personShown(
  person: AnswerOf<'getPerson'>,
  safety: AnswerOf<'getPersonSafety'> | undefined,
  unnamed: string,
): PersonShown {
  const { given, family, preferred } = person.name ?? {};
  const full = [given, family].filter((part) => part !== undefined).join(' ');
  const { birth } = person;
  const allergies = safety?.allergies.flatMap((one) => textIn(one, 'substance', 'allergen', 'what', 'text') ?? []);
  return present<PersonShown>({
    personId: person.id,
    fullName: full === '' ? unnamed : full,
    called: preferred ?? given ?? unnamed,
    preferred: preferred === given ? undefined : preferred,
    born: person.dateOfBirth,
    estimatedBirth: birth === undefined ? undefined : String(birth.year),
    died: person.dateOfDeath,
    allergies,
    communicates: [...(person.communication?.needs ?? []), ...(person.communication?.methods ?? [])],
  });
}
