import type { Instant } from '@carethread/ledger';
import {
  keptStreams,
  laterValues,
  NO_DATE,
  personListOf,
  scopesOfHolder,
  type KeptStream,
  type KeptStreams,
  type ListEntry,
  type PersonDocument,
  type ViewEvent,
} from '@carethread/runtime';
import { cpaCase } from '../domain/case/decider.js';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { levelAt } from '../domain/case/in-force.js';
import { isOpen, NO_CASE, type CpaCaseState } from '../domain/case/state.js';
import { movesOf, type CaseMove } from './case-moves.js';

/** When the next CPA review may be held, and by when it is due. */
export type ReviewWindow = {
  readonly opensAt?: Instant;
  readonly dueAt: Instant;
};

/** A case that is open, without words, and when it is reviewed next. */
export interface CarriedCase extends KeptStream<CpaCaseState> {
  readonly review?: ReviewWindow;
  /** How it went from one team to another, where it stands on a list for that. */
  readonly move?: CaseMove;
}

interface Carried {
  readonly cases: KeptStreams<CpaCaseState>;
  /** By obligation. */
  readonly reviews: Readonly<Record<string, ReviewWindow>>;
}

type Filter = 'state' | 'regionCode' | 'lapsed' | 'level' | 'by' | 'waiting' | 'direction';
type Person = PersonDocument<Carried>;

/** What the list shows of a case; what was said in it is read with it alone. */
function withoutWords(state: CpaCaseState): CpaCaseState {
  return {
    ...NO_CASE,
    state: state.state,
    acceptedOn: state.acceptedOn,
    openedAt: state.openedAt,
    jurisdiction: state.jurisdiction,
    coordinators: state.coordinators.map(({ userId, from, interim }) => ({ userId, from, interim })),
    levels: state.levels.map(({ decision: _, ...level }) => level),
    teams: state.teams,
    regions: state.regions,
    contacts: state.contacts.slice(-1).map(({ contactId, at, outcome }) => ({ contactId, at, outcome, by: '' })),
    expectation: state.expectation,
  };
}

const ofCases = Object.entries(keptStreams(cpaCase, (after) => (isOpen(after) ? withoutWords(after) : undefined)));

/**
 * The open cases of co-ordinators, teams, organisations and regions: whom contact is due with first comes first (CPA-46, CPA-47). Each
 * stands once more by when it is reviewed, once by when contact was had last, and for each move from team to team.
 */
export const caseload = personListOf<Carried, CpaCaseEvent>()({
  name: 'caseload',
  version: 2,
  initial: { cases: {}, reviews: {} },
  filters: ['state', 'regionCode', 'lapsed', 'level', 'by', 'waiting', 'direction'],
  changing: ['level'],
  on: {
    ...Object.fromEntries(
      ofCases.map(([type, fold]) => [
        type,
        (carried: Carried, event: ViewEvent): Carried => ({ ...carried, cases: fold(carried.cases, event) }),
      ]),
    ),
    'review.obligation-created.v1': (carried, { data: { obligationId, kind, opensAt, dueAt } }) =>
      kind === 'cpaReview'
        ? {
            ...carried,
            reviews: { ...carried.reviews, [obligationId]: opensAt === undefined ? { dueAt } : { opensAt, dueAt } },
          }
        : carried,
    'review.obligation-met.v1': (carried, { data }) => settled(carried, data.obligationId),
    'review.obligation-cancelled.v1': (carried, { data }) => settled(carried, data.obligationId),
  },
  entries: (person) => Object.values(person.state.cases).flatMap((one) => entriesOf(person, one)),
});

function settled(carried: Carried, obligationId: string): Carried {
  const { [obligationId]: _, ...reviews } = carried.reviews;
  return { ...carried, reviews };
}

function entriesOf(person: Person, one: KeptStream<CpaCaseState>): readonly ListEntry<CarriedCase, Filter>[] {
  const { id, opened, state } = one;
  const { expectation, openedAt, regions, contacts } = state;
  const [review] = Object.values(person.state.reviews).sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  const body: CarriedCase = review === undefined ? one : { ...one, review };
  const [level, later] = levelsOf(state);
  const entry = {
    scopes: scopesOfHolder(person, cpaCase.holder(state, opened, 'readCpaCase')),
    filters: {
      state: state.state,
      regionCode: regions.at(-1)?.regionCode ?? null,
      lapsed: String((expectation?.failures ?? 0) > 0),
      level,
    },
    later: { level: later },
    body,
  };
  const sorted = (by: string, at: Instant): ListEntry<CarriedCase, Filter> => ({
    ...entry,
    id: `${id} ${by}`,
    order: `${at} ${openedAt} ${id}`,
    filters: { ...entry.filters, by },
  });
  return [
    { ...entry, id, order: `${expectation?.expectedBy ?? NO_DATE} ${openedAt} ${id}` },
    sorted('review', review?.dueAt ?? NO_DATE),
    // With whom there was none yet, it has been waited for since the case was opened.
    sorted('lastContact', contacts.at(-1)?.at ?? openedAt),
    ...movesOf(id, state, person).map(({ move, ...moved }) => ({ ...moved, body: { ...body, move } })),
  ];
}

/** The level as it stood when one was recorded last, and those that are set for later days. */
function levelsOf(state: CpaCaseState): readonly [string, readonly string[]] {
  const at =
    state.levels
      .map(({ recordedAt }) => recordedAt)
      .toSorted()
      .at(-1) ?? '';
  const level = levelAt(state, at)?.level ?? '';
  const later = state.levels.filter(
    ({ effectiveFrom, overtakenAt }) => effectiveFrom > at && overtakenAt === undefined,
  );
  return [
    level,
    laterValues(
      level,
      later.map((one) => one.level),
    ),
  ];
}
