import type { Instant } from '@carethread/ledger';
import {
  keptStreams,
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
import { isOpen, NO_CASE, type CpaCaseState } from '../domain/case/state.js';

/** When the next CPA review may be held, and by when it is due. */
export type ReviewWindow = {
  readonly opensAt?: Instant;
  readonly dueAt: Instant;
};

/** A case that is open, without words, and when it is reviewed next. */
export interface CarriedCase extends KeptStream<CpaCaseState> {
  readonly review?: ReviewWindow;
}

interface Carried {
  readonly cases: KeptStreams<CpaCaseState>;
  /** By obligation. */
  readonly reviews: Readonly<Record<string, ReviewWindow>>;
}

type Filter = 'state' | 'regionCode' | 'lapsed';

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

/** The open cases of co-ordinators, teams, organisations and regions: whom contact is due with first comes first (CPA-46, CPA-47). */
export const caseload = personListOf<Carried, CpaCaseEvent>()({
  name: 'caseload',
  version: 1,
  initial: { cases: {}, reviews: {} },
  filters: ['state', 'regionCode', 'lapsed'],
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
  entries: (person) => Object.values(person.state.cases).map((one) => entryOf(person, one)),
});

function settled(carried: Carried, obligationId: string): Carried {
  const { [obligationId]: _, ...reviews } = carried.reviews;
  return { ...carried, reviews };
}

function entryOf(person: PersonDocument<Carried>, one: KeptStream<CpaCaseState>): ListEntry<CarriedCase, Filter> {
  const { id, opened, state } = one;
  const { expectation, openedAt, regions } = state;
  const [review] = Object.values(person.state.reviews).sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  return {
    id,
    scopes: scopesOfHolder(person, cpaCase.holder(state, opened, 'readCpaCase')),
    order: expectation === undefined ? `1 ${openedAt} ${id}` : `0 ${expectation.expectedBy} ${id}`,
    filters: {
      state: state.state,
      regionCode: regions.at(-1)?.regionCode ?? null,
      lapsed: String((expectation?.failures ?? 0) > 0),
    },
    body: review === undefined ? one : { ...one, review },
  };
}
