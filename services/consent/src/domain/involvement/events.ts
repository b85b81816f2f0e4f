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
