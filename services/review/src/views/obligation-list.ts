import { heldWithPlan } from '@carethread/event-sourcing';
import { personListOf, scopesOfHolder, type ListEntry, type PersonDocument } from '@carethread/runtime';
import type { Created, ScheduleEvent } from '../domain/schedule/events.js';

/** What is owed under a plan: open until it is met, missed once its time has passed, or held by a review that is still to be closed. */
export type Owed = Created & {
  readonly status: 'open' | 'missed' | 'heldAwaitingClosure';
  /** Whether it was missed, also where a review holds it now. */
  readonly missed: boolean;
  /** The review that holds it. */
  readonly heldBy?: string;
};

export type ListedObligation = Owed & {
  readonly personId: string;
  readonly planKind: string;
};

type Filter = 'kind' | 'state' | 'missed';
type OwedById = Readonly<Record<string, Owed>>;

/** Everything that is owed to people under the plans of who holds them now, by when it is due: a CPA plan goes with its case (R18). */
export const obligationList = personListOf<OwedById, ScheduleEvent>()({
  name: 'obligationList',
  version: 2,
  initial: {},
  filters: ['kind', 'state', 'missed'],
  on: {
    ObligationCreated: (owed, { data }) => ({
      ...owed,
      [data.obligationId]: { ...data, status: 'open', missed: false },
    }),
    ObligationHeld: (owed, { data: { obligationId, reviewId } }) =>
      changed(owed, obligationId, (one) => ({ ...one, status: 'heldAwaitingClosure', heldBy: reviewId })),
    ObligationReopened: (owed, { data: { obligationId } }) =>
      changed(owed, obligationId, ({ heldBy: _, ...one }) => ({ ...one, status: one.missed ? 'missed' : 'open' })),
    ObligationMissed: (owed, { data: { obligationId } }) =>
      changed(owed, obligationId, (one) => ({
        ...one,
        missed: true,
        status: one.status === 'open' ? 'missed' : one.status,
      })),
    ObligationMet: (owed, { data }) => without(owed, data.obligationId),
    ObligationNotPracticable: (owed, { data }) => without(owed, data.obligationId),
    ObligationCancelled: (owed, { data }) => without(owed, data.obligationId),
  },
  entries: (person) => Object.values(person.state).flatMap((one) => entryOf(person, one)),
});

/** Whose plan it is cannot be said of one that is not known yet: it is on nobody's list until then. */
function entryOf(person: PersonDocument<OwedById>, owed: Owed): readonly ListEntry<ListedObligation, Filter>[] {
  const { personId, relations } = person;
  const plan = relations.plans[owed.planId];
  if (plan === undefined) return [];
  const { planKind, organisationId } = plan;
  const { obligationId, kind, status, missed, dueAt } = owed;
  return [
    {
      id: obligationId,
      scopes: scopesOfHolder(person, heldWithPlan(owed.planId)),
      order: `${dueAt} ${obligationId}`,
      filters: { kind, state: status, missed: String(missed) },
      body: { ...owed, personId, planKind, organisationId },
    },
  ];
}

function changed(owed: OwedById, obligationId: string, change: (one: Owed) => Owed): OwedById {
  const one = owed[obligationId];
  return one === undefined ? owed : { ...owed, [obligationId]: change(one) };
}

function without(owed: OwedById, obligationId: string): OwedById {
  const { [obligationId]: _, ...others } = owed;
  return others;
}
