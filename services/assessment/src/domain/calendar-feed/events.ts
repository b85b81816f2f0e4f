import type { MailLanguage } from '../notifications/choices.js';

/** Whose feed it is, in the office in which they asked for it: what stands with the office is on it too. */
export type FeedOwner = { readonly userId: string; readonly role: string; readonly organisationId?: string };

export type MadeFeed = {
  readonly tokenHash: string;
  /** In which a day begins and ends. */
  readonly timeZone: string;
  readonly language: MailLanguage;
  readonly owner: FeedOwner;
  /** From then on it is not shown any more. */
  readonly until: string;
};

export type CalendarFeedEvent =
  | { readonly type: 'CalendarFeedMade'; readonly payload: MadeFeed }
  | { readonly type: 'CalendarFeedRevoked'; readonly payload: { readonly because: 'requested' | 'accountEnded' } };
