import { present } from '@carethread/ledger';
import type { PolicyReader } from '@carethread/runtime';
import { officesOf } from '../domain/task-offices.js';
import type { TaskState } from '../domain/task-state.js';
import { task } from '../domain/tasks.js';
import { openTasks, unnamedTasks } from '../views/open-tasks.js';

export interface Listed {
  readonly id: string;
  readonly state: TaskState;
}

/** A task as one of its offices has it: the office that it is for, or the one of a step by which it was escalated. */
export interface HeldTask extends Listed {
  readonly step: string | undefined;
}

/** The open tasks about a person that a policy may have to close. */
export async function tasksOf(
  personId: string | null,
  reader: PolicyReader,
  which: (state: TaskState) => boolean,
): Promise<readonly Listed[]> {
  if (personId === null) return [];
  return tasksWhere(
    (await reader.find(openTasks, { personId })).map(({ taskId }) => taskId),
    reader,
    which,
  );
}

/** The open tasks about a person that a policy may have to give on, each by every office that has it. */
export async function heldTasksOf(
  personId: string | null,
  reader: PolicyReader,
  which: (held: TaskState) => boolean,
): Promise<readonly HeldTask[]> {
  return (await tasksOf(personId, reader, () => true)).flatMap(heldBy).filter(({ state }) => which(state));
}

/** The open tasks that are for a member of staff by name: those of one organisation, or all. */
export async function tasksOfUser(
  {
    tenantId,
    user,
    userId,
    organisationId,
  }: { readonly tenantId: string; readonly user: string; readonly userId?: string; readonly organisationId?: string },
  reader: PolicyReader,
): Promise<readonly HeldTask[]> {
  const listed = [
    ...(await reader.find(openTasks, { tenantId, user })),
    ...(await reader.find(openTasks, { tenantId, escalatedTo: user })),
    ...(await reader.find(openTasks, unnamedTasks(tenantId))),
  ];
  const ids = new Set(listed.map(({ taskId }) => taskId));
  return (await tasksWhere([...ids], reader, () => true)).flatMap(heldBy).filter(
    ({ state: one }) =>
      // Who ends with one organisation goes on with the others.
      (organisationId === undefined || one.organisationId === undefined || one.organisationId === organisationId) &&
      (one.user === user || (one.forUserId !== undefined && one.forUserId === userId)),
  );
}

function heldBy({ id, state }: Listed): readonly HeldTask[] {
  const none = { forUserId: undefined, user: undefined, organisationId: undefined, teamId: undefined };
  return officesOf(state).map(({ step, ...office }) => ({
    id,
    step,
    state: present<TaskState>({ ...state, ...none, raisedFor: undefined, ...office }),
  }));
}

async function tasksWhere(
  ids: readonly string[],
  reader: PolicyReader,
  which: (state: TaskState) => boolean,
): Promise<readonly Listed[]> {
  const found: Listed[] = [];
  for (const id of ids) {
    const state = await reader.state(task, id);
    if (state.status === 'open' && which(state)) found.push({ id, state });
  }
  return found;
}
