import { present, type Instant } from '@carethread/ledger';
import {
  keptStreams,
  personListOf,
  scopesOfHeld,
  type KeptStream,
  type KeptStreams,
  type ListEntry,
  type PersonDocument,
  type Scope,
  type ViewEvent,
} from '@carethread/runtime';
import { assessmentDecider } from '../domain/assessment/decider.js';
import type { AssessmentEvent } from '../domain/assessment/events.js';
import { NO_ASSESSMENT, type AssessmentState } from '../domain/assessment/state.js';
import { person } from '../domain/person/decider.js';
import type { PersonEvent } from '../domain/person/events.js';
import type { PersonDetails } from '../domain/person/sheet.js';
import type { PersonState } from '../domain/person/state.js';

/** A person with as much of their sheet as a list shows. */
export type ListedPerson = KeptStream<PersonState>;

interface Known {
  readonly people: KeptStreams<PersonState>;
  readonly assessments: KeptStreams<AssessmentState>;
  readonly since?: Instant;
}

/** Whose it is while somebody assesses. */
const ASSESSING: readonly string[] = ['inProgress', 'paused'];

const ofPeople = keptStreams(person, inBrief);
const ofAssessments = keptStreams(assessmentDecider, ({ state, assessorId }) =>
  assessorId === undefined ? { ...NO_ASSESSMENT, state } : { ...NO_ASSESSMENT, state, assessorId },
);

type Folds = Readonly<Record<string, (known: Known, event: ViewEvent) => Known>>;
const folds = <Kind extends 'people' | 'assessments'>(
  kind: Kind,
  each: Readonly<Record<string, (streams: Known[Kind], event: ViewEvent) => Known[Kind]>>,
): Folds =>
  Object.fromEntries(
    Object.entries(each).map(([type, fold]) => [
      type,
      (known, event) => ({ ...known, [kind]: fold(known[kind], event) }),
    ]),
  );

/**
 * Everybody who has a record, those who have had one longest first: with whoever serves them now, and with whoever assesses them. Names
 * are sealed, so that no list is sorted by them.
 */
export const peopleList = personListOf<Known, PersonEvent | AssessmentEvent>()({
  name: 'peopleList',
  version: 1,
  initial: { people: {}, assessments: {} },
  filters: ['status'],
  on: {
    ...folds('people', ofPeople),
    ...folds('assessments', ofAssessments),
    PersonRegistered: (known, event) => ({
      ...known,
      people: ofPeople['PersonRegistered']?.(known.people, event) ?? known.people,
      since: event.meta.recordedAt,
    }),
  },
  entries: (document) => Object.values(document.state.people).flatMap((kept) => entryOf(kept, document)),
});

/** Names and birth, and what sets them right; the rest is read with the sheet itself. */
function inBrief({ details, corrections, ...state }: PersonState): PersonState {
  const { approvals, leaving } = person.initial;
  const shown = corrections.filter(({ field }) => /^(name\.|birth$|dateOfBirth$)/.test(field));
  const brief: PersonState = { ...state, approvals, leaving, corrections: shown };
  if (details === undefined) return brief;
  const { name, dateOfBirth, birth, firstLanguage } = details;
  return { ...brief, details: present<PersonDetails>({ name, firstLanguage, groups: [], dateOfBirth, birth }) };
}

function entryOf(kept: ListedPerson, document: PersonDocument<Known>): readonly ListEntry<ListedPerson, 'status'>[] {
  const { status } = kept.state;
  if (status !== 'registered' && status !== 'deceased') return [];
  return [
    {
      id: 'person',
      scopes: scopesOf(document),
      order: `${document.state.since ?? ''} ${document.personId}`,
      filters: { status },
      body: kept,
    },
  ];
}

/** With every organisation that serves them, with the council as a whole, and with whoever assesses them by name. */
function scopesOf({ personId, relations, state }: PersonDocument<Known>): readonly Scope[] {
  const open = Object.values(relations.ties).filter(({ closedAt }) => closedAt === undefined);
  const serving = new Set(open.map(({ organisationId }) => organisationId));
  const assessors = Object.values(state.assessments).flatMap(({ state: { state: standing, assessorId } }) =>
    assessorId !== undefined && ASSESSING.includes(standing) ? [assessorId] : [],
  );
  const council = scopesOfHeld({ personId, relations }, undefined).filter(({ of }) => of !== 'role');
  return [
    ...council,
    ...[...serving].flatMap((id) => scopesOfHeld({ personId, relations }, id)),
    ...assessors.map((id): Scope => ({ of: 'user', id })),
  ];
}
