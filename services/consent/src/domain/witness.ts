import type { ActingParty } from '@carethread/event-sourcing';

export type Party = { readonly kind?: string; readonly id?: string; readonly name?: string; readonly role?: string };

/** The modes that speak for themselves. */
export const WRITING: readonly string[] = ['signed', 'eSigned'];

/** Whoever agrees or withdraws in another way than writing does so before a named witness, who is not the recorder (ENG-030). */
export function isWitnessed(mode: string, witness: Party | undefined, recorder: ActingParty): boolean {
  if (WRITING.includes(mode)) return true;
  return (witness?.id ?? witness?.name) !== undefined && witness?.id !== recorder.userId;
}
