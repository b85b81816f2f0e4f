import { addDays, localDate } from '@carethread/calendar';
import { fault, malformed, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { canonicalJson, present } from '@carethread/ledger';
import { mustBeLiving, servesFor, type ConsentFacts } from '../facts.js';
import type { Contact, InvolvementEvent } from './events.js';
import { contactOf, type InvolvementState, type Registered } from './state.js';

export type NameContact = {
  readonly type: 'NameContact';
  readonly contactId: string;
  /** The id that the party was named by besides. */
  readonly partyId?: string;
  readonly name?: string;
  readonly kind?: string;
  readonly role?: string;
  readonly scopes: readonly string[];
  readonly basis?: string;
  readonly byPerson?: boolean;
  readonly requestedOn?: string;
  readonly evidence?: string;
};
export type WithdrawInvolvement = { readonly type: 'WithdrawInvolvement'; readonly contactId: string };

/** Those who act for the person in this: the person, and those who represent them. */
const OWN = ['PE', 'LR'];
/** In days: what the person asked for longer ago than this is asked about again. */
const REQUEST_HOLDS = 366;

export function nameContact(
  command: NameContact,
  state: InvolvementState,
  context: Context<ConsentFacts>,
): readonly InvolvementEvent[] {
  const known = contactOf(state, command.contactId);
  const contact = named(command, known, context);
  if (known === undefined) return [{ type: 'ContactNamed', payload: contact }];
  // What staff entered the person may make their own in the same words.
  const becomesOwn = OWN.includes(context.actor.role) && known.recordedBy !== undefined;
  return isSame(known, contact) && !becomesOwn ? [] : [{ type: 'InvolvementChanged', payload: contact }];
}

export function withdrawInvolvement(
  { contactId }: WithdrawInvolvement,
  state: InvolvementState,
  { actor, facts }: Context<ConsentFacts>,
): readonly InvolvementEvent[] {
  const { scopes } = contactOf(state, contactId) ?? refuse('NOT_FOUND');
  mustBeLiving(facts);
  return scopes.length === 0
    ? []
    : [{ type: 'InvolvementWithdrawn', payload: { contactId, scopes, by: actor.userId } }];
}

/**
 * R23: whom staff name, the person has asked for: on a day, and with something that shows it. Nobody makes themselves a contact, nor
 * makes one of those who serve the person: that is the person's alone.
 */
function named(
  command: NameContact,
  known: Registered | undefined,
  { actor, facts, now, personId }: Context<ConsentFacts>,
): Contact {
  mustBeLiving(facts);
  const own = OWN.includes(actor.role);
  const { contactId, partyId, scopes, requestedOn, evidence } = command;
  const ids = Object.entries({ contactId, 'party/id': partyId });
  // A contact is somebody else than the person.
  for (const [path, id] of ids)
    if (id !== undefined && (id === personId || (actor.role === 'PE' && id === actor.userId)))
      malformed(fault(`/${path}`, 'notAllowed', 'is the person'));
  if (!own) {
    for (const [path, id] of ids)
      if (id !== undefined && (id === actor.userId || servesFor(id, facts).length > 0))
        refuse('PERMISSION_REQUIRED', [path]);
    const missing = Object.entries({ requestedOn, evidence }).flatMap(([name, said]) =>
      said === undefined ? [name] : [],
    );
    if (missing.length > 0) refuse('PERMISSION_REQUIRED', missing);
  }
  if (partyId !== undefined && partyId !== contactId)
    malformed(fault('/party/id', 'conflict', 'is not the contact that is named'));
  if (actor.role === 'PE' && command.byPerson === false)
    malformed(fault('/byPerson', 'conflict', 'the person names them'));
  if (requestedOn !== undefined) {
    const today = localDate(now);
    if (requestedOn > today) refuse('FUTURE_DATE', ['requestedOn']);
    if (requestedOn < addDays(today, -REQUEST_HOLDS)) refuse('TIMESCALE_INVALID', ['requestedOn']);
  }
  return present({
    contactId,
    scopes,
    name: command.name ?? known?.name ?? '',
    kind: command.kind ?? known?.kind ?? 'family',
    role: command.role ?? known?.role ?? 'contact',
    basis: command.basis ?? 'personsWish',
    byPerson: actor.role === 'PE' || command.byPerson === true,
    requestedOn,
    evidence,
    recordedBy: own ? undefined : actor.userId,
  });
}

function isSame(known: Registered, contact: Contact): boolean {
  const said = ({ name, kind, role, scopes, basis, byPerson, requestedOn, evidence }: Contact): string =>
    canonicalJson([name, kind, role, [...scopes].sort(), basis, byPerson, requestedOn ?? '', evidence ?? '']);
  return said(known) === said(contact);
}
