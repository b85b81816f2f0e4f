import { fault, malformed, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { notAfterDeath } from '../death.js';
import { episode } from '../episode/decider.js';
import type { CarePlanFacts } from '../facts.js';
import type { StartSubscription } from './commands.js';
import type { SubscriptionEvent } from './events.js';
import type { SubscriptionState } from './state.js';

/** A subscription starts once, while the provider serves the person. */
export function start(
  command: StartSubscription,
  { state }: SubscriptionState,
  context: Context<CarePlanFacts>,
): readonly SubscriptionEvent[] {
  if (state !== 'none') return [];
  notAfterDeath(context.facts);
  const { providerId = context.actor.organisationId, episodeId } = command;
  if (providerId === undefined) return malformed(fault('/providerId', 'required', 'is required'));
  mustBeServed(episodeId, providerId, context);
  return [{ type: 'SubscriptionStarted', payload: present({ providerId, episodeId }) }];
}

/** An organisation, a provider or the council, subscribes for itself, under an open agreement with it where one is named; what a handover began is known to be. */
function mustBeServed(
  episodeId: string | undefined,
  providerId: string,
  { actor, personId, stream }: Pick<Context<CarePlanFacts>, 'actor' | 'personId' | 'stream'>,
): void {
  if (actor.role === 'SY') return;
  // An assessor acts for the council by their token alone.
  const own = actor.organisationId ?? (actor.role === 'AS' ? undefined : providerId);
  if (own !== providerId) refuse('NOT_FOUND');
  if (episodeId === undefined) return;
  const { state, agreement } = stream(episode, episodeId);
  if (state === 'ended' || agreement?.providerId !== providerId || agreement.personId !== personId)
    refuse('REFERENCE_NOT_FOUND', ['episodeId']);
}
