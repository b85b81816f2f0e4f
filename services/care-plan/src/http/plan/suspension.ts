import { Code, Either, fault, InstantField, malformed, Text, Texts, When } from '@carethread/contracts';
import { type Route, commandOn, commandFrom } from '@carethread/http-api';
import type { Json } from '@carethread/ledger';
import type { Scope } from '@carethread/withholding';
import { carePlan } from '../../domain/plan/decider.js';
import { PL } from './path.js';

export class SuspendRequest {
  @Text() reason!: string;
  /** The kind of cause; where it is not said, a reason that is one of these words names it. */
  @Code(['hospital', 'safety', 'other'], { optional: true }) cause?: 'hospital' | 'safety' | 'other';
  @Texts({ optional: true }) actionIds?: string[];
  /** `whole`, or the ids of actions. */
  @Either({ text: true, names: true }, { optional: true }) scope?: Json;
  /** Since when, where that was before now. */
  @When({ optional: true }) from?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class ResumeRequest {
  @Text({ optional: true }) reason?: string;
  /** The one cause that is over; where it is not said, every cause but withdrawn consent. */
  @Code(['hospital', 'safety', 'other'], { optional: true }) cause?: 'hospital' | 'safety' | 'other';
  @Texts({ optional: true }) actionIds?: string[];
  /** `whole`, or the ids of actions. */
  @Either({ text: true, names: true }, { optional: true }) scope?: Json;
  @InstantField({ optional: true }) occurredAt?: string;
}

/** The whole plan, or the actions named in either way, but not in two ways at once. */
function scopeOf(scope: unknown, actionIds: readonly string[] | undefined): Scope {
  if (scope !== undefined && actionIds !== undefined)
    malformed(fault('/actionIds', 'conflict', 'the actions are named here or in scope, not in both'));
  const named = scope ?? actionIds ?? 'whole';
  if (named === 'whole') return named;
  if (Array.isArray(named) && named.length > 0 && named.every((one): one is string => typeof one === 'string'))
    return named;
  malformed(fault(`/${scope === undefined ? 'actionIds' : 'scope'}`, 'type', 'is whole, or names actions'));
}

export const suspensionRoutes: readonly Route[] = [
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/suspension`,
    summary: 'Suspend a plan, or some of its actions: for a stay in hospital, for safety, or for another cause',
    capability: 'suspendPlan',
    body: SuspendRequest,
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
    body: ResumeRequest,
    command: ({ body: { actionIds, scope, ...body } }) => ({
      ...commandFrom('ResumePlan', body),
      scope: scopeOf(scope, actionIds),
    }),
  }),
];
