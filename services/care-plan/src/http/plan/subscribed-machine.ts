import { Refusal } from '@carethread/contracts';
import type { RequestContext } from '@carethread/http-api';
import { subscription } from '../../domain/subscription/decider.js';
import { servesNow } from '../../notices/tie.js';
import { personOfPlan } from './loaded-plan.js';

/** A machine fetches versions of those to whose plans its organisation subscribes, and of nobody else. */
export const FOR_MACHINES = { name: 'plans.read', ifSaid: true } as const;

/** Refuses a machine whose organisation has no live subscription to the person, or one that rests on nothing any more. Throws NOT_FOUND. */
export async function requireSubscription(ask: RequestContext): Promise<void> {
  const { roles, organisationId } = ask.actor;
  if (!roles.every((role) => role === 'SY') || organisationId === undefined) return;
  const personId = await personOfPlan(ask);
  // UK GDPR art 18: what its notices withhold, it does not fetch either.
  if ((await ask.sight(personId).sectionsKept({ kind: 'serving' })).length > 0) throw new Refusal('NOT_FOUND');
  const subscriptions = personId === null ? [] : await ask.read.find(subscription, { personId });
  const isLive = subscriptions.some(({ state }) => state.state === 'active' && state.providerId === organisationId);
  if (!isLive || personId === null || !(await servesNow(ask.read, organisationId, personId)))
    throw new Refusal('NOT_FOUND');
}
