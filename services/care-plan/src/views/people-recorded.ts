import { heldBy } from '@carethread/event-sourcing';
import { personListOf, scopesOfHeld, scopesOfHolder, type PersonDocument } from '@carethread/runtime';
import type { DailyRecordEvent } from '../domain/daily-record/events.js';

/** A person of whom there are daily records. */
export interface RecordedPerson {
  readonly personId: string;
}

/** The organisations that wrote in somebody's daily record; an empty name for the council. */
type Writers = readonly string[];

/**
 * Of whom there are daily records, with each organisation that wrote in them and serves the person now. A line is written once and
 * moves with the care team; the sheets of a day are then found by person and day.
 */
export const peopleRecorded = personListOf<Writers, DailyRecordEvent>()({
  name: 'peopleRecorded',
  version: 1,
  initial: [],
  filters: [],
  on: {
    DailyEntryAdded: (writers, { meta: { actor } }) =>
      writers.includes(actor.organisation ?? '') ? writers : [...writers, actor.organisation ?? ''],
  },
  entries: (person) =>
    person.state.length === 0
      ? []
      : [{ id: 'records', scopes: scopesOf(person), order: '', filters: {}, body: { personId: person.personId } }],
});

function scopesOf(person: PersonDocument<Writers>) {
  const { personId, relations, state } = person;
  const serving = new Set(
    Object.values(relations.ties).flatMap(({ organisationId, closedAt }) =>
      closedAt === undefined ? [organisationId] : [],
    ),
  );
  return [
    // Whom the tenant's officers and the person may read it for does not end with a service.
    ...scopesOfHeld({ personId, relations }, undefined),
    ...state.filter((id) => serving.has(id)).flatMap((id) => scopesOfHolder(person, heldBy(id))),
  ];
}
