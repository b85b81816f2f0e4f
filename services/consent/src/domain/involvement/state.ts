import type { Contact } from './events.js';

export type Registered = Contact & {
  readonly namedAt: string;
  readonly withdrawnAt?: string;
  /** What they took part in before, and from when until when. */
  readonly history: readonly { readonly scopes: readonly string[]; readonly from: string; readonly to: string }[];
};
export type InvolvementState = { readonly contacts: readonly Registered[] };

export function contactOf({ contacts }: InvolvementState, id: string): Registered | undefined {
  return contacts.find(({ contactId }) => contactId === id);
}
