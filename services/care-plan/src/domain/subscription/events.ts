import type { Instant } from '@carethread/ledger';

export type Notice = {
  readonly noticeNo: number;
  readonly planId: string;
  readonly versionNo: number;
  readonly changeKind: string;
  /** Why care is withheld, or what is over, where it is about that. */
  readonly causes?: readonly string[];
  /** What caused it: the same cause never makes a second notice. */
  readonly causeId: string;
  readonly notifiedAt: Instant;
};

export type SubscriptionEvent =
  | {
      readonly type: 'SubscriptionStarted';
      readonly payload: { readonly providerId: string; readonly episodeId?: string };
    }
  | { readonly type: 'ChangeNotified'; readonly payload: Notice }
  | { readonly type: 'ChangeAcknowledged'; readonly payload: { readonly noticeNo: number; readonly byUserId: string } }
  | { readonly type: 'AcknowledgementMissed'; readonly payload: { readonly noticeNo: number; readonly dueAt: Instant } }
  | { readonly type: 'SubscriptionEnded'; readonly payload: { readonly reason: string } };
