import { evolveWith, heldWithPlan } from '@carethread/event-sourcing';
import { personListOf, scopesOfHolder, type FoldedAs, type ListEntry, type PersonDocument } from '@carethread/runtime';
import { task, type TaskEvent, type TaskState } from '@carethread/service-kit';
import type { Created, ScheduleEvent } from '../domain/schedule/events.js';

/** What is owed under a plan: open until it is met, missed once its time has passed, or held by a review that is still to be closed. */
export type Owed = Created & {
  readonly status: 'open' | 'missed' | 'heldAwaitingClosure';
  /** Whether it was missed, also where a review holds it now. */
  readonly missed: boolean;
  /** The review that holds it. */
  readonly heldBy?: string;
  /** The open tasks by which those concerned learn that it was missed, by id. */
  readonly tasks?: Readonly<Record<string, TaskState>>;
};

export type ListedObligation = Owed & {
  readonly personId: string;
  readonly planKind: string;
};

/** How it stands on a list of work: by itself, by its task for whoever has that, or, while a review holds it, not at all. */
export type AsWork = 'itself' | 'byTask' | 'held';

type Filter = 'kind' | 'state' | 'missed' | 'asWork';
type OwedById = Readonly<Record<string, Owed>>;

/** Everything that is owed to people under the plans of who holds them now, by when it is due: a CPA plan goes with its case (R18). */
export const obligationList = personListOf<OwedById, ScheduleEvent | TaskEvent>()({
  name: 'obligationList',
  version: 3,
  initial: {},
  filters: ['kind', 'state', 'missed', 'asWork'],
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
    TaskRaised: (owed, { data, meta }) =>
      data.subject?.kind === 'obligation'
        ? changed(owed, data.subject.id, (one) =>
            withTask(one, idOf(meta), evolveWith(task, task.initial, { type: 'TaskRaised', payload: data, meta })),
          )
        : owed,
    TaskEscalated: (owed, { data, meta }) => moved(owed, { type: 'TaskEscalated', payload: data, meta }),
    TaskReassigned: (owed, { data, meta }) => moved(owed, { type: 'TaskReassigned', payload: data, meta }),
    TaskClosed: (owed, { data, meta }) => moved(owed, { type: 'TaskClosed', payload: data, meta }),
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
      filters: { kind, state: status, missed: String(missed), asWork: asWork(owed) },
      body: { ...owed, personId, planKind, organisationId },
    },
  ];
}

export function asWork({ status, tasks = {} }: Pick<Owed, 'status' | 'tasks'>): AsWork {
  if (status === 'heldAwaitingClosure') return 'held';
  return Object.keys(tasks).length === 0 ? 'itself' : 'byTask';
}

type Meta = FoldedAs<TaskEvent, 'TaskRaised'>['meta'];
const idOf = ({ stream }: Meta): string => stream.slice(`${task.category}-`.length);

/** What happened to a task, where it is one of an obligation. */
function moved(owed: OwedById, event: TaskEvent & { readonly meta: Meta }): OwedById {
  const id = idOf(event.meta);
  const found = Object.values(owed).find(({ tasks = {} }) => tasks[id] !== undefined);
  const before = found?.tasks?.[id];
  if (found === undefined || before === undefined) return owed;
  return changed(owed, found.obligationId, (one) => withTask(one, id, evolveWith(task, before, event)));
}

function withTask({ tasks: before = {}, ...one }: Owed, id: string, state: TaskState): Owed {
  const { [id]: _, ...others } = before;
  const tasks = state.status === 'open' ? { ...others, [id]: state } : others;
  return Object.keys(tasks).length === 0 ? one : { ...one, tasks };
}

function changed(owed: OwedById, obligationId: string, change: (one: Owed) => Owed): OwedById {
  const one = owed[obligationId];
  return one === undefined ? owed : { ...owed, [obligationId]: change(one) };
}

function without(owed: OwedById, obligationId: string): OwedById {
  const { [obligationId]: _, ...others } = owed;
  return others;
}
