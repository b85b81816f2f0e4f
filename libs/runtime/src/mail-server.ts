/** A mail of the platform's own: plain text. */
export interface OutgoingMail {
  /** The same for the same mail sent again, so that a mail server or a reader can tell that it is the same. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * What became of a mail: the server took it over; it refuses the address for good; or it may take it later, since it or the address is
 * away for a while. `code` is the server's own.
 */
export type MailOutcome =
  | { readonly outcome: 'taken' }
  | { readonly outcome: 'refused'; readonly code: number }
  | { readonly outcome: 'later'; readonly of: 'server' | 'address' };

/** Takes mails over for delivery. */
export interface MailServer {
  send(mail: OutgoingMail): Promise<MailOutcome>;
}
