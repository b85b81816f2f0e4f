import { refuse } from '@carethread/contracts';
import type { ActingParty } from '@carethread/event-sourcing';
import type { InvolvementState } from './involvement/state.js';
import { servesFor, type ConsentFacts } from './facts.js';

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
 * The one who is named as the witness of a signature acts: a member of staff confirms it, a contact gets notice of it and may
 * object. A name alone confirms nothing (ENG-030). A member of staff who serves the person is one also where the person involves
 * them; a contact whom the recorder entered alone is no witness of what they record, since nobody else knows that there is such a
 * contact.
 */
export function witnessOf(
  mode: string,
  witness: Party | undefined,
  recorder: ActingParty,
  personId: string | null,
  facts: ConsentFacts,
  contacts: InvolvementState['contacts'],
): 'none' | 'staff' | 'contact' {
  if (witness === undefined && WRITING.includes(mode)) return 'none';
  const id = witness?.id;
  if (id === undefined) return noWitness('Name as witness a member of staff or a contact of the person, by their id');
  if (isSelf(witness, recorder, personId))
    return noWitness('Neither the person nor the one who records the signature is its witness: name somebody else');
  const isContact = (facts.contacts[id] ?? []).length > 0;
  const serving = servesFor(id, facts);
  if (serving.length > 0 || witness?.kind === 'staff' || (witness?.kind === undefined && !isContact))
    return mayConfirm(serving, recorder)
      ? 'staff'
      : noWitness('A member of staff of another organisation cannot confirm what is recorded here: name one of this');
  const entered = contacts.find(({ contactId }) => contactId === id)?.recordedBy;
  if (!isContact)
    return noWitness('Nobody known here is that witness: name a member of staff or a contact of the person');
  return entered === recorder.userId
    ? noWitness('A contact whom the recorder entered alone is no witness of what they record')
    : 'contact';
}

/** A witness is needed, and this one is none: why. */
function noWitness(why: string): never {
  return refuse('WITNESS_REQUIRED', ['witness'], why);
}

/** Who serves the person for another provider alone could not confirm it: a witness acts for the organisation that records it. */
function mayConfirm(serving: readonly (string | undefined)[], { organisationId }: ActingParty): boolean {
  return (
    serving.length === 0 ||
    organisationId === undefined ||
    serving.some((one) => one === undefined || one === organisationId)
  );
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
