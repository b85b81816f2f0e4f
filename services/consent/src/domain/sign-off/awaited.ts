import type { ActingParty } from '@carethread/event-sourcing';
import { holdsPlace, type Place } from './places.js';
import { isOpen, type SignOffState } from './state.js';

/** For whom a sign-off waits. */
export interface Awaited {
  readonly places: readonly Place[];
  /** Members of staff who are to confirm what was given before them. */
  readonly witnesses: readonly string[];
}

/** The places that nobody has signed, nor recorded before a witness, and the witnesses who have not confirmed it. */
export function awaitedIn(state: SignOffState, organisationOf: (place: Place) => string | undefined): Awaited {
  if (!isOpen(state)) return { places: [], witnesses: [] };
  const { requested, signatures, awaitingWitness } = state;
  const done = [...signatures, ...awaitingWitness].map(({ role }) => role);
  const places = (requested?.requiredSignatories ?? []).filter(({ role }) => !done.includes(role));
  return {
    places: places.map((place) => ({
      role: place.role,
      userId: place.userId,
      organisationId: organisationOf(place),
    })),
    witnesses: awaitingWitness.flatMap(({ witness }) => witness?.id ?? []),
  };
}

/** Whether it waits for this very actor. */
export function awaits({ places, witnesses }: Awaited, actor: ActingParty, personId: string | null): boolean {
  return witnesses.includes(actor.userId) || places.some((place) => holdsPlace(place, actor, personId));
}
