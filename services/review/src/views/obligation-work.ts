import { standsWith, workOn } from '@carethread/service-kit';
import { obligationList } from './obligation-list.js';

/** What is owed under plans, as work of those who owe it: what a review holds waits for its closure, and what has a task is that task. */
export const obligationWork = workOn(obligationList, {
  times: ({ status, dueAt, tasks = {} }, worker) => {
    const isTheirTask = Object.values(tasks).some((task) => standsWith(task, worker));
    return status === 'heldAwaitingClosure' || isTheirTask ? undefined : { dueAt };
  },
});
