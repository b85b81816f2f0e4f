import type { PolicyReader } from '@carethread/runtime';
import { task, type TaskState } from '../domain/tasks.js';
import { openTasks } from '../views/open-tasks.js';

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

export async function tasksWhere(
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
