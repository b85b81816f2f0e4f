import type { Unique, UniqueValue } from '@carethread/event-sourcing';
import type { Fact, PersonEvent } from './events.js';
import { claimsOf } from './identifiers.js';
import { sheetAt } from './sheet.js';
import type { PersonState } from './state.js';

/** Moves on a record whose claims were never followed by their event. */
export type AbandonClaims = { readonly type: 'AbandonClaims' };

/** National numbers are unique in a tenant: no two people have one. */
export const uniqueNumbers: Unique<PersonState, AbandonClaims, PersonEvent> = {
  holds: ({ details, corrections, leaving }) => [
    ...(sheetAt({ details, corrections }, '9999')?.identifiers ?? []).flatMap((one) => claimsOf(one)),
    ...leaving.flatMap(({ facts }) => numbersIn(facts)),
  ],
  taken: (event) => {
    if (event.type === 'PersonRegistered') return (event.payload.identifiers ?? []).flatMap((one) => claimsOf(one));
    if (event.type === 'BasicInformationCorrected')
      return numbersIn([{ field: event.payload.field, value: event.payload.to }]);
    return event.type === 'FactsReceived' ? numbersIn(event.payload.facts, event.payload.fromPersonId) : [];
  },
  freed: (event) => {
    if (event.type === 'BasicInformationCorrected')
      return numbersIn([{ field: event.payload.field, value: event.payload.from }]);
    return event.type === 'FactsReceived'
      ? numbersIn(event.payload.facts.map(({ field, before }) => ({ field, value: before })))
      : [];
  },
  code: 'PERSON_EXISTS',
  // Since 2, without the separators that a number was written with.
  spelling: 2,
  fence: { type: 'AbandonClaims' },
};

function numbersIn(facts: readonly Fact[], from?: string): readonly UniqueValue[] {
  return facts.flatMap(({ field, value }) =>
    field.startsWith('identifiers.') && value !== ''
      ? claimsOf({ scheme: field.slice('identifiers.'.length), value }, from)
      : [],
  );
}
