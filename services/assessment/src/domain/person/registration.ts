import { localDate } from '@carethread/calendar';
import { fault, faultInName, firstDayOfLife, isId, malformed, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { faultInBirth, type Born } from './birth.js';
import { MAY_ALREADY_BE_KNOWN, type Distinction } from './distinction.js';
import type { PersonEvent } from './events.js';
import { NATIONAL, normalIdentifier, type Identifier } from './identifiers.js';
import type { Name } from './names.js';
import { isLanguage, type PersonDetails } from './sheet.js';
import type { PersonState } from './state.js';

export type RegisterPerson = { readonly type: 'RegisterPerson' } & PersonDetails & Distinction;

export function register(
  { type: _, notSameAs, reason, ...details }: RegisterPerson,
  { status }: PersonState,
  { now, occurredAt }: Context,
): readonly PersonEvent[] {
  if (status === 'abandoned') refuse('PERSON_EXISTS');
  const stranger = (notSameAs ?? []).findIndex((one) => one !== MAY_ALREADY_BE_KNOWN && !isId(one));
  if (stranger !== -1) malformed(fault(`/notSameAs/${String(stranger)}`, 'format', 'is nobody’s id'));
  const payload = registrable(details, localDate(now));
  if (localDate(occurredAt) < (firstDayOfLife(payload) ?? '')) refuse('TIMESCALE_INVALID', ['occurredAt']);
  return [{ type: 'PersonRegistered', payload: present({ ...payload, notSameAs, reason }) }];
}

/** A registration as it is stored, with its numbers in their one form. Throws where something in it is none. */
function registrable({ identifiers, ...details }: PersonDetails, today: string): PersonDetails {
  wellNamed(details.name);
  wellBorn(details, 'dateOfBirth', today);
  if (!isLanguage(details.firstLanguage))
    malformed(fault('/firstLanguage', 'format', 'must be a language tag (BCP 47)'));
  if (identifiers === undefined) return details;
  const stored = identifiers.map((one, index) => {
    const normal = normalIdentifier(one);
    return normal ?? malformed(fault(`/identifiers/${String(index)}/value`, 'format', `is no ${one.scheme} number`));
  });
  unlike(stored);
  return { ...details, identifiers: stored };
}

function wellNamed(name: Name): void {
  if (name.given === undefined && name.family === undefined)
    malformed(fault('/name', 'required', 'needs a given name or a family name'));
  for (const [part, value] of Object.entries(name)) {
    const wrong = faultInName(value);
    if (wrong !== undefined) malformed(fault(`/name/${part}`, 'format', wrong));
  }
}

export function wellBorn(born: Born, member: string, today: string): void {
  if ((born.dateOfBirth === undefined) === (born.birth === undefined))
    malformed(fault('/dateOfBirth', 'conflict', 'either it is given, or birth'));
  switch (faultInBirth(born, today)) {
    case 'future':
      return refuse('FUTURE_DATE', [member]);
    case 'tooLongAgo':
      return malformed(fault(`/${member}`, 'tooEarly', 'lies more than 130 years ago'));
    case 'noDate':
      return malformed(fault(`/${member}`, 'format', 'must be a date YYYY-MM-DD'));
    case undefined:
  }
}

/** One NHS number and one CHI number a person; of their own references, none twice. */
function unlike(identifiers: readonly Identifier[]): void {
  const national: readonly string[] = NATIONAL;
  identifiers.forEach(({ scheme, value }, index) => {
    const before = identifiers.slice(0, index);
    if (before.some((one) => one.scheme === scheme && (national.includes(scheme) || one.value === value)))
      malformed(fault(`/identifiers/${String(index)}`, 'unique', `${scheme} is there already`));
  });
}
