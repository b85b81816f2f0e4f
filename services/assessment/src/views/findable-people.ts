import { evolveWith } from '@carethread/event-sourcing';
import { personListOf, type PersonDocument } from '@carethread/runtime';
import { person } from '../domain/person/decider.js';
import type { PersonEvent } from '../domain/person/events.js';
import type { PersonState } from '../domain/person/state.js';
import { findable } from '../domain/search/findable.js';
import { tokensOf } from '../domain/search/tokens.js';

/** A name or an address that holds from a later day on is found before. */
const EVER = '9999';

/**
 * Everybody whom the council knows, by what they are found by: in the index stand tokens, made blind under the tenant's secret, and
 * the organisations that serve a person; all else is sealed (ADR 0032, ENG-129).
 */
export const findablePeople = personListOf<PersonState, PersonEvent>()({
  name: 'findablePeople',
  version: 2,
  initial: person.initial,
  filters: [],
  on: {
    PersonRegistered: (state, { data, meta }) =>
      evolveWith(person, state, { type: 'PersonRegistered', payload: data, meta }),
    BasicInformationCorrected: (state, { data, meta }) =>
      evolveWith(person, state, { type: 'BasicInformationCorrected', payload: data, meta }),
    FactsMoved: (state, { data, meta }) => evolveWith(person, state, { type: 'FactsMoved', payload: data, meta }),
    FactsReceived: (state, { data, meta }) => evolveWith(person, state, { type: 'FactsReceived', payload: data, meta }),
  },
  entries: (known) => {
    const found = findable(known.personId, known.state, EVER);
    if (found === undefined) return [];
    const tokens = tokensOf(found).map((id) => ({ of: 'token' as const, id }));
    const serving = servedBy(known).map((id) => ({ of: 'organisation' as const, id }));
    return [{ id: 'person', scopes: [...tokens, ...serving], order: '', filters: {}, body: {} }];
  },
});

function servedBy({ relations }: PersonDocument<PersonState>): readonly string[] {
  const open = Object.values(relations.ties).filter(({ closedAt }) => closedAt === undefined);
  return [...new Set(open.map(({ organisationId }) => organisationId))];
}
