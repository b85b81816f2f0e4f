import { scopesOf, type RequestContext } from '@carethread/http-api';
import type { Scope, Worker } from '@carethread/runtime';
import { holderOfTask, isTaskOf, officesOf } from '../domain/task-offices.js';
import type { TaskState } from '../domain/task-state.js';
import { scopesOfTask } from '../views/task-list.js';

/** Whether a task stands on the list of tasks that the same request, narrowed as it is, would be given. */
export async function isListedTask(ask: RequestContext, personId: string | null, state: TaskState): Promise<boolean> {
  if (state.status !== 'open' || !isTaskOf(state, ask.actor)) return false;
  const text = (scope: Scope): string =>
    JSON.stringify(scope.of === 'user' ? { of: 'pseudonym', id: ask.pseudonym(scope.id) } : scope);
  const listed = new Set(scopesOfTask(personId, state).map(text));
  if (!scopesOf(ask, undefined, 'work').some((scope) => listed.has(text(scope)))) return false;
  return ask
    .sight(personId)
    .as('work', 'read')
    .sees(...holderOfTask(state));
}

/** Whether a task is for somebody by name, or for the office that they hold. */
export function standsWith(state: TaskState, worker: Worker): boolean {
  return officesOf(state).some(({ user, forUserId, forRole, organisationId }) =>
    user === undefined && forUserId === undefined
      ? forRole === worker.role && (organisationId ?? worker.organisationId) === worker.organisationId
      : user === worker.user,
  );
}
