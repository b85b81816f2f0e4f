import { Refusal } from '@carethread/contracts';
import { commandFrom, commandOn, type Route } from '@carethread/http-api';
import type { Scope } from '@carethread/withholding';
import { carePlan } from '../../domain/plan/decider.js';
import * as requests from '../requests.js';
import { PL } from './path.js';

/** The whole plan, or the actions named in either way, but not in two ways at once. */
function scopeOf(scope: unknown, actionIds: readonly string[] | undefined): Scope {
  if (scope !== undefined && actionIds !== undefined)
    throw new Refusal('MALFORMED', ['/actionIds: the actions are named here or in scope, not in both']);
  const named = scope ?? actionIds ?? 'whole';
  if (named === 'whole') return named;
  if (Array.isArray(named) && named.length > 0 && named.every((one): one is string => typeof one === 'string'))
    return named;
  throw new Refusal('MALFORMED', [`/${scope === undefined ? 'actionIds' : 'scope'}: is whole, or names actions`]);
}

export const suspensionRoutes: readonly Route[] = [
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/suspension`,
    summary: 'Suspend a plan, or some of its actions: for a stay in hospital, for safety, or for another cause',
    capability: 'suspendPlan',
    body: requests.SuspendRequest,
    command: ({ body: { actionIds, scope, ...body } }) => ({
      ...commandFrom('SuspendPlan', body),
      scope: scopeOf(scope, actionIds),
    }),
  }),
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/resumption`,
    summary: 'Resume what was suspended, for every cause or for one; what the person withdrew is theirs to restore',
    capability: 'suspendPlan',
    body: requests.ResumeRequest,
    command: ({ body: { actionIds, scope, ...body } }) => ({
      ...commandFrom('ResumePlan', body),
      scope: scopeOf(scope, actionIds),
    }),
  }),
];
