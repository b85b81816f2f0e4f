import { specMeta } from '@carethread/event-sourcing/testing';
import type { SpecReader } from '@carethread/runtime/testing';
import type { TaskState } from '../domain/task-state.js';
import { openTasks } from '../views/open-tasks.js';

/** Open tasks about the person of a policy's specification, by id. */
export function withOpenTasks(
  tasks: Readonly<Record<string, Pick<TaskState, 'kind' | 'ref'> & Partial<TaskState>>>,
): Required<Pick<SpecReader, 'states' | 'documents'>> {
  const listed = Object.keys(tasks).map((taskId) => ({
    taskId,
    personId: specMeta.personId,
    tenantId: specMeta.tenantId,
  }));
  const states = Object.entries(tasks).map(([id, state]) => [`task-${id}`, { status: 'open', ...state }] as const);
  return { states: Object.fromEntries(states), documents: [[openTasks, listed]] };
}
