import type { ActingParty } from '@carethread/event-sourcing';

export type Party = { readonly kind?: string; readonly id?: string; readonly name?: string; readonly role?: string };

/** The modes that speak for themselves. */
export const WRITING: readonly string[] = ['signed', 'eSigned'];

/** Whoever agrees or withdraws in another way than writing does so before a named witness, who is not the recorder (ENG-030). */
export function isWitnessed(mode: string, witness: Party | undefined, recorder: ActingParty): boolean {
  if (WRITING.includes(mode)) return true;
  return (witness?.id ?? witness?.name) !== undefined && witness?.id !== recorder.userId;
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
