import type { MailChoices } from './choices.js';

/** Whose the address is, for tasks about it: the office in which the user gave it. */
export type MailOwner = { readonly userId: string; readonly role: string; readonly organisationId?: string };

/** An address that is still to be confirmed by whoever reads what is sent to it. */
export type GivenAddress = {
  readonly email: string;
  /** The token is made of this under the tenant's secret whenever it is sent; what is kept of the token is its hash. */
  readonly confirmationId: string;
  readonly tokenHash: string;
  readonly expiresAt: string;
  readonly owner: MailOwner;
};

export const MAIL_KINDS = ['confirmation', 'digest', 'urgent'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** That a mail server took a mail over: of what kind, and what it was about, so that it is not sent again. */
export type SentMail = {
  readonly kind: MailKind;
  /** The id of the confirmation, the instant of the summary, or when the newest urgent thing became urgent. */
  readonly about: string;
};

export type NotificationsEvent =
  | { readonly type: 'MailChoicesSet'; readonly payload: MailChoices }
  | { readonly type: 'MailAddressGiven'; readonly payload: GivenAddress }
  | { readonly type: 'MailAddressConfirmed'; readonly payload: { readonly confirmationId: string } }
  | { readonly type: 'MailAddressRemoved'; readonly payload: { readonly because: 'requested' | 'accountEnded' } }
  | { readonly type: 'MailSent'; readonly payload: SentMail }
  /** A mail server refused the address for good: nothing more is sent to it. */
  | { readonly type: 'MailBounced'; readonly payload: { readonly code: number; readonly owner: MailOwner } };
