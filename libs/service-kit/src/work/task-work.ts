import { present } from '@carethread/ledger';
import type { Worker } from '@carethread/runtime';
import type { Escalation, TaskState } from '../domain/task-state.js';
import { taskList } from '../views/task-list.js';
import { standsWith } from './listed-task.js';
import { workOn, type WorkTimes } from './work-list.js';

/** Kinds of tasks by which what nobody dealt with is passed on: urgent from the moment that they are raised. */
const ESCALATIONS: readonly string[] = ['changeAcknowledgement', 'seriousOverdue'];

/** Tasks that are to be done: what has high priority is urgent once it is late, and to whom it is escalated at once. */
export const taskWork = workOn(taskList, { times: ({ state }, worker) => timesOf(state, worker) });

export function timesOf(state: TaskState, worker: Worker): WorkTimes {
  const { kind, priority, dueAt, since } = state;
  const isWanted = priority === 'urgent' || priority === 'high';
  const ownUrgentAt = ESCALATIONS.includes(kind) ? (since ?? dueAt) : isWanted ? dueAt : undefined;
  return present<WorkTimes>({ dueAt, urgentAt: escalatedTo(state, worker)?.since ?? ownUrgentAt });
}

/** The last step by which it became theirs. */
function escalatedTo({ escalations = [], ...state }: TaskState, worker: Worker): Escalation | undefined {
  return escalations.findLast((one) => standsWith({ ...state, ...one }, worker));
}
