import type { PolicyReader } from '@carethread/runtime';
import { task, type TaskState } from '../domain/tasks.js';
import { openTasks, unnamedTasks } from '../views/open-tasks.js';

export interface Listed {
  readonly id: string;
  readonly state: TaskState;
}

/** The open tasks about a person that a policy may have to move or close. */
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

/** The open tasks that are for a member of staff by name: those of one organisation, or all. */
export async function tasksOfUser(
  {
    tenantId,
    user,
    userId,
    organisationId,
  }: { readonly tenantId: string; readonly user: string; readonly userId?: string; readonly organisationId?: string },
  reader: PolicyReader,
): Promise<readonly Listed[]> {
  const listed = [
    ...(await reader.find(openTasks, { tenantId, user })),
    ...(await reader.find(openTasks, unnamedTasks(tenantId))),
  ];
  return tasksWhere(
    listed.map(({ taskId }) => taskId),
    reader,
    (one) =>
      // Who ends with one organisation goes on with the others.
      (organisationId === undefined || one.organisationId === undefined || one.organisationId === organisationId) &&
      (one.user === user || (one.forUserId !== undefined && one.forUserId === userId)),
  );
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
