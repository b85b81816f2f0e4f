import { SHEET, type Decider } from '@carethread/event-sourcing';
import { nameContact, withdrawInvolvement, type NameContact, type WithdrawInvolvement } from './contact.js';
import type { InvolvementEvent } from './events.js';
import { contactOf, type InvolvementState, type Registered } from './state.js';

export type InvolvementCommand = NameContact | WithdrawInvolvement;

/** Whom the person wants involved, and in what: theirs to change at any time; what was is kept (ENG-041 to ENG-043). */
export const involvement: Decider<InvolvementState, InvolvementCommand, InvolvementEvent> = {
  category: 'involvement',
  keyClass: 'core',
  holder: () => SHEET,
  initial: { contacts: [] },
  edits: [],
  decide: { NameContact: nameContact, WithdrawInvolvement: withdrawInvolvement },
  evolve: {
    ContactNamed: ({ contacts }, { payload, meta }) => ({
      contacts: [...contacts, { ...payload, namedAt: meta.recordedAt, history: [] }],
    }),
    InvolvementChanged: (state, { payload, meta: { recordedAt } }) => ({
      contacts: [
        ...state.contacts.filter(({ contactId }) => contactId !== payload.contactId),
        { ...payload, namedAt: recordedAt, history: ended(contactOf(state, payload.contactId), recordedAt) },
      ],
    }),
    InvolvementWithdrawn: ({ contacts }, { payload, meta: { recordedAt } }) => ({
      contacts: contacts.map((contact) =>
        contact.contactId === payload.contactId
          ? { ...contact, scopes: [], withdrawnAt: recordedAt, history: ended(contact, recordedAt) }
          : contact,
      ),
    }),
  },
};

/** The history of a contact whose present part ends: a contact who was withdrawn had none to end. */
function ended(contact: Registered | undefined, to: string): Registered['history'] {
  if (contact === undefined || contact.scopes.length === 0) return contact?.history ?? [];
  return [...contact.history, { scopes: contact.scopes, from: contact.namedAt, to }];
}
