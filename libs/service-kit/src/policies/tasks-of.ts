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
  look: PolicyReader,
  which: (state: TaskState) => boolean,
): Promise<readonly Listed[]> {
  if (personId === null) return [];
  return tasksWhere(
    (await look.find(openTasks, { personId })).map(({ taskId }) => taskId),
    look,
    which,
  );
}

export async function tasksWhere(
  ids: readonly string[],
  look: PolicyReader,
  which: (state: TaskState) => boolean,
): Promise<readonly Listed[]> {
  const found: Listed[] = [];
  for (const id of ids) {
    const state = await look.state(task, id);
    if (state.status === 'open' && which(state)) found.push({ id, state });
  }
  return found;
}
