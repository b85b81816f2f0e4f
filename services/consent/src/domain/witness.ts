import { refuse } from '@carethread/contracts';
import type { ActingParty } from '@carethread/event-sourcing';
import type { ConsentFacts } from './facts.js';

export type Party = { readonly kind?: string; readonly id?: string; readonly name?: string; readonly role?: string };

/** The modes that speak for themselves. */
export const WRITING: readonly string[] = ['signed', 'eSigned'];

/** A withdrawal in another way than writing is made before a witness who is named, and who is not the recorder (ENG-030). */
export function isWitnessed(
  mode: string,
  witness: Party | undefined,
  recorder: ActingParty,
  personId: string | null,
): boolean {
  if (WRITING.includes(mode)) return true;
  return (witness?.id ?? witness?.name) !== undefined && !isSelf(witness, recorder, personId);
}

/**
 * Whoever is named as the witness of a signature acts: a member of staff confirms it, a contact of the person is told and may
 * object. A name alone confirms nothing (ENG-030).
 */
export function witnessOf(
  mode: string,
  witness: Party | undefined,
  recorder: ActingParty,
  personId: string | null,
  { contacts }: ConsentFacts,
): 'none' | 'staff' | 'contact' {
  if (witness === undefined && WRITING.includes(mode)) return 'none';
  const id = witness?.id;
  if (id === undefined || isSelf(witness, recorder, personId)) return refuse('WITNESS_REQUIRED', ['witness']);
  const isContact = contacts[id] !== undefined && contacts[id].length > 0;
  if (witness?.kind === 'staff' || (witness?.kind === undefined && !isContact)) return 'staff';
  return isContact ? 'contact' : refuse('WITNESS_REQUIRED', ['witness']);
}

/** Neither the person nor the recorder is their own witness. */
function isSelf(witness: Party | undefined, recorder: ActingParty, personId: string | null): boolean {
  return witness?.kind === 'person' || (witness?.id !== undefined && [recorder.userId, personId].includes(witness.id));
}

/**
 * Consent in another way than writing is described, so that a reader years later can tell what was seen or heard (ENG-030): in
 * words, or by what the person was shown when they gave it in that mode (story 05, step 6, says no more than that). A withdrawal
 * is held up by no such want.
 */
export function isDescribed(
  mode: string,
  { description, shownInFormat }: { readonly description?: string; readonly shownInFormat?: string },
): boolean {
  return WRITING.includes(mode) || description !== undefined || shownInFormat !== undefined;
}
