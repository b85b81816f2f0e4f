import type { AnswerOf } from '../../api/operation.js';

type Person = AnswerOf<'listPeople'>['items'][number];
export type Work = AnswerOf<'listWork'>['items'][number];

/** A person with what waits for the user about them, the most urgent first. */
export interface PersonDue {
  readonly person: Person;
  readonly work: readonly Work[];
}

export interface DueToday {
  readonly people: readonly PersonDue[];
  /** What is about nobody of these people. */
  readonly other: readonly Work[];
}

const NEVER = '9999';

/** Whoever has the most urgent item comes first; then whoever's next date comes first. */
export function peopleDue(people: readonly Person[], work: readonly Work[]): DueToday {
  const shown = new Set(people.map(({ personId }) => personId));
  const dueOf = ({ person, work: [first] }: PersonDue): string => first?.dueAt ?? person.next?.dueAt ?? NEVER;
  return {
    people: people
      .map((person) => ({ person, work: work.filter(({ personId }) => personId === person.personId) }))
      .toSorted((one, other) => dueOf(one).localeCompare(dueOf(other))),
    other: work.filter(({ personId }) => personId === undefined || !shown.has(personId)),
  };
}
