import { refuse } from '@carethread/contracts';
import { type Decider, SHEET } from '@carethread/event-sourcing';

export type Contact = {
  readonly contactId: string;
  readonly name: string;
  readonly kind: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly byPerson: boolean;
  readonly basis: string;
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
export type InvolvementCommand =
  | {
      readonly type: 'NameContact';
      readonly contactId: string;
      readonly name?: string;
      readonly kind?: string;
      readonly role?: string;
      readonly scopes: readonly string[];
      readonly basis?: string;
    }
  | { readonly type: 'WithdrawInvolvement'; readonly contactId: string };

/** Whom the person wants involved, and in what: theirs to change at any time; what was is kept (ENG-041 to ENG-043). */
export const involvement: Decider<InvolvementState, InvolvementCommand, InvolvementEvent> = {
  category: 'involvement',
  holder: () => SHEET,
  initial: { contacts: [] },
  edits: [],
  evolve: (state, event) => {
    switch (event.type) {
      case 'ContactNamed':
        return { contacts: [...state.contacts, { ...event.payload, namedAt: event.meta.recordedAt, history: [] }] };
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
  decide: (command, state, { actor }) => {
    const known = of(state, command.contactId);
    switch (command.type) {
      case 'NameContact': {
        const {
          contactId,
          scopes,
          name = known?.name ?? '',
          kind = known?.kind ?? 'family',
          role = known?.role ?? 'contact',
          basis = 'personsWish',
        } = command;
        const contact = { contactId, scopes, name, kind, role, basis, byPerson: actor.role === 'PE' };
        if (known === undefined) return [{ type: 'ContactNamed', payload: contact }];
        return [...known.scopes].sort().join() === [...scopes].sort().join()
          ? []
          : [{ type: 'InvolvementChanged', payload: contact }];
      }
      case 'WithdrawInvolvement':
        if (known === undefined) return refuse('NOT_FOUND');
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

function of({ contacts }: InvolvementState, id: string): Registered | undefined {
  return contacts.find(({ contactId }) => contactId === id);
}

/** The history of a contact whose present part ends: who was withdrawn had none to end. */
function ended(contact: Registered | undefined, to: string): Registered['history'] {
  if (contact === undefined || contact.scopes.length === 0) return contact?.history ?? [];
  return [...contact.history, { scopes: contact.scopes, from: contact.namedAt, to }];
}
