import { addDays, localDate } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import { SHEET, type Context, type Decider } from '@carethread/event-sourcing';
import { canonicalJson, present } from '@carethread/ledger';
import { mustBeLiving, servesFor, type ConsentFacts } from '../facts.js';

export type Contact = {
  readonly contactId: string;
  readonly name: string;
  readonly kind: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly byPerson: boolean;
  readonly basis: string;
  /** Where staff recorded it: when the person asked for it, and what shows that. */
  readonly requestedOn?: string;
  readonly evidence?: string;
  readonly recordedBy?: string;
};
export type InvolvementEvent =
  | { readonly type: 'ContactNamed'; readonly payload: Contact }
  | { readonly type: 'InvolvementChanged'; readonly payload: Contact }
  | {
      readonly type: 'InvolvementWithdrawn';
      readonly payload: { readonly contactId: string; readonly scopes: readonly string[]; readonly by: string };
    };
export type Registered = Contact & {
  readonly namedAt: string;
  readonly withdrawnAt?: string;
  /** What they took part in before, and from when until when. */
  readonly history: readonly { readonly scopes: readonly string[]; readonly from: string; readonly to: string }[];
};
export type InvolvementState = { readonly contacts: readonly Registered[] };
export type NameContact = Extract<InvolvementCommand, { readonly type: 'NameContact' }>;
export type InvolvementCommand =
  | {
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
    }
  | { readonly type: 'WithdrawInvolvement'; readonly contactId: string };

/** Whom the person wants involved, and in what: theirs to change at any time; what was is kept (ENG-041 to ENG-043). */
export const involvement: Decider<InvolvementState, InvolvementCommand, InvolvementEvent> = {
  category: 'involvement',
  keyClass: 'core',
  holder: () => SHEET,
  initial: { contacts: [] },
  edits: [],
  evolve: (state, event) => {
    switch (event.type) {
      case 'ContactNamed':
        return {
          contacts: [...state.contacts, { ...event.payload, namedAt: event.meta.recordedAt, history: [] }],
        };
      case 'InvolvementChanged':
        return {
          contacts: [
            ...state.contacts.filter(({ contactId }) => contactId !== event.payload.contactId),
            {
              ...event.payload,
              namedAt: event.meta.recordedAt,
              history: ended(of(state, event.payload.contactId), event.meta.recordedAt),
            },
          ],
        };
      case 'InvolvementWithdrawn':
        return {
          contacts: state.contacts.map((contact) =>
            contact.contactId === event.payload.contactId
              ? {
                  ...contact,
                  scopes: [],
                  withdrawnAt: event.meta.recordedAt,
                  history: ended(contact, event.meta.recordedAt),
                }
              : contact,
          ),
        };
    }
  },
  decide: (command, state, context: Context<ConsentFacts>) => {
    const known = of(state, command.contactId);
    const { actor } = context;
    switch (command.type) {
      case 'NameContact': {
        const contact = named(command, known, context);
        if (known === undefined) return [{ type: 'ContactNamed', payload: contact }];
        // What staff entered the person may make their own in the same words.
        const becomesOwn = OWN.includes(actor.role) && known.recordedBy !== undefined;
        return isSame(known, contact) && !becomesOwn ? [] : [{ type: 'InvolvementChanged', payload: contact }];
      }
      case 'WithdrawInvolvement':
        if (known === undefined) return refuse('NOT_FOUND');
        mustBeLiving(context.facts);
        return known.scopes.length === 0
          ? []
          : [
              {
                type: 'InvolvementWithdrawn',
                payload: { contactId: command.contactId, scopes: known.scopes, by: actor.userId },
              },
            ];
    }
  },
};

/** Who acts for the person in this: the person, and whoever represents them. */
const OWN = ['PE', 'LR'];
/** A wish of the person's that is more days old than these is asked about again. */
const WISH_HOLDS = 366;

/**
 * R23: whom staff name, the person has asked for: on a day, and with something that shows it. Nobody makes themselves a contact, nor
 * makes one of whoever serves the person: that is the person's alone.
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
      refuse('MALFORMED', [`/${path}: is the person`]);
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
    refuse('MALFORMED', ['/party/id: is not the contact that is named']);
  if (actor.role === 'PE' && command.byPerson === false) refuse('MALFORMED', ['/byPerson: the person names them']);
  if (requestedOn !== undefined) {
    const today = localDate(now);
    if (requestedOn > today) refuse('FUTURE_DATE', ['requestedOn']);
    if (requestedOn < addDays(today, -WISH_HOLDS)) refuse('TIMESCALE_INVALID', ['requestedOn']);
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
    ...(own ? {} : { recordedBy: actor.userId }),
  });
}

function isSame(known: Registered, contact: Contact): boolean {
  const said = ({ name, kind, role, scopes, basis, byPerson, requestedOn, evidence }: Contact): string =>
    canonicalJson([name, kind, role, [...scopes].sort(), basis, byPerson, requestedOn ?? '', evidence ?? '']);
  return said(known) === said(contact);
}

function of({ contacts }: InvolvementState, id: string): Registered | undefined {
  return contacts.find(({ contactId }) => contactId === id);
}

/** The history of a contact whose present part ends: who was withdrawn had none to end. */
function ended(contact: Registered | undefined, to: string): Registered['history'] {
  if (contact === undefined || contact.scopes.length === 0) return contact?.history ?? [];
  return [...contact.history, { scopes: contact.scopes, from: contact.namedAt, to }];
}
