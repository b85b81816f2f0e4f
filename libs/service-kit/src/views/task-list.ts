import { evolveWith, type EventMeta } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { etagOf, listOf, type ListEntry, type Scope } from '@carethread/runtime';
import { officesOf } from '../domain/task-offices.js';
import type { Escalation, TaskState } from '../domain/task-state.js';
import { task, type TaskEvent } from '../domain/tasks.js';

/** An open task as work lists show it. */
export interface ListedTask {
  readonly id: string;
  readonly revision: number;
  readonly etag: string;
  readonly personId: string | null;
  readonly state: TaskState;
}

type Folded = { readonly meta: EventMeta };
const idOf = ({ meta }: Folded): string => meta.stream.slice('task-'.length);

/** Every open task, for whoever it is for, their organisation and their team: what is due first, by when. */
export const taskList = listOf<ListedTask, TaskEvent>()({
  name: 'taskList',
  version: 3,
  indexes: [],
  index: () => ({}),
  lists: { filters: ['kind', 'status', 'forRole', 'priority'], entries: (listed) => [entryOf(listed)] },
  on: {
    TaskRaised: {
      key: idOf,
      fold: (_, { data, meta }) => folded(task.initial, { type: 'TaskRaised', payload: data }, meta),
    },
    TaskEscalated: {
      key: idOf,
      fold: (doc, { data, meta }) => doc && folded(doc.state, { type: 'TaskEscalated', payload: data }, meta),
    },
    TaskReassigned: {
      key: idOf,
      fold: (doc, { data, meta }) => doc && folded(doc.state, { type: 'TaskReassigned', payload: data }, meta),
    },
    TaskDueChanged: {
      key: idOf,
      fold: (doc, { data, meta }) => doc && folded(doc.state, { type: 'TaskDueChanged', payload: data }, meta),
    },
    TaskClosed: { key: idOf, fold: () => undefined },
  },
});

function folded(before: TaskState, event: TaskEvent, meta: EventMeta): ListedTask {
  const state = evolveWith(task, before, { ...event, meta });
  const { personId, revision, stream } = meta;
  return {
    id: stream.slice('task-'.length),
    revision,
    etag: etagOf({ meta }),
    personId,
    // What is about no person stands here unsealed: whom it is for is known by the pseudonym alone.
    state: personId === null ? withoutUsers(state) : state,
  };
}

function withoutUsers({ forUserId: _, escalations, reassigned, ...state }: TaskState): TaskState {
  return present<TaskState>({
    ...state,
    reassigned: withoutUser(reassigned),
    escalations: escalations?.map(({ forUserId: __, reassigned: moved, ...one }) =>
      present<Escalation>({ ...one, reassigned: withoutUser(moved) }),
    ),
  });
}

function withoutUser(reassigned: TaskState['reassigned']): TaskState['reassigned'] {
  return reassigned && { because: reassigned.because, at: reassigned.at };
}

function entryOf(listed: ListedTask): ListEntry<ListedTask, 'kind' | 'status' | 'forRole' | 'priority'> {
  const { personId, state } = listed;
  const { kind, status, forRole, priority = null, dueAt, since = '' } = state;
  return {
    id: 'task',
    scopes: scopesOfTask(personId, state),
    order: dueAt === undefined ? `1 ${since}` : `0 ${dueAt}`,
    filters: { kind, status, forRole, priority },
    body: listed,
  };
}

/** On whose lists a task stands: with the person, and with everybody whose task it is. */
export function scopesOfTask(personId: string | null, state: TaskState): readonly Scope[] {
  const scopes: Scope[] = [{ of: 'tenant' }];
  if (personId !== null) scopes.push({ of: 'person', id: personId });
  for (const { forRole, forUserId, user, organisationId, teamId } of officesOf(state)) {
    if (organisationId !== undefined) scopes.push({ of: 'organisation', id: organisationId });
    if (teamId !== undefined) scopes.push({ of: 'team', id: teamId });
    if (user !== undefined) scopes.push({ of: 'pseudonym', id: user });
    else if (forUserId !== undefined) scopes.push({ of: 'user', id: forUserId });
    else scopes.push({ of: 'role', role: forRole, organisationId: organisationId ?? '' });
  }
  return scopes;
}
