import { present } from '@carethread/ledger';
import type { TaskState } from '../domain/tasks.js';
import { taskList } from '../views/task-list.js';
import { workOn, type WorkTimes } from './work-list.js';

/** Kinds of tasks by which what nobody dealt with is passed on: urgent from the moment that they are raised. */
const ESCALATIONS: readonly string[] = ['changeAcknowledgement', 'seriousOverdue'];

/** Tasks that are to be done: what has high priority is urgent once it is late. */
export const taskWork = workOn(taskList, { times: ({ state }) => timesOf(state) });

export function timesOf({ kind, priority, dueAt, since }: TaskState): WorkTimes {
  const isWanted = priority === 'urgent' || priority === 'high';
  const urgentAt = ESCALATIONS.includes(kind) ? (since ?? dueAt) : isWanted ? dueAt : undefined;
  return present<WorkTimes>({ dueAt, urgentAt });
}
