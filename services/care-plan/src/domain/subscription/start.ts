import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { episode } from '../episode/decider.js';
import type { CarePlanFacts } from '../facts.js';

/** A provider subscribes for itself, under an open agreement with it where one is named; what a handover began is known to be. */
export function mustBeServed(
  episodeId: string | undefined,
  providerId: string,
  { actor, personId, stream }: Pick<Context<CarePlanFacts>, 'actor' | 'personId' | 'stream'>,
): void {
  if (actor.role === 'SY') return;
  if (actor.organisationId !== undefined && actor.organisationId !== providerId) refuse('NOT_FOUND');
  if (episodeId === undefined) return;
  const { state, agreement } = stream(episode, episodeId);
  if (state === 'ended' || agreement?.providerId !== providerId || agreement.personId !== personId)
    refuse('REFERENCE_NOT_FOUND', ['episodeId']);
}
