import type { Instant } from '@carethread/ledger';

export type SubscriptionCommand =
  | { readonly type: 'StartSubscription'; readonly providerId?: string; readonly episodeId?: string }
  | {
      readonly type: 'NotifyChange';
      readonly planId: string;
      readonly versionNo: number;
      readonly changeKind: string;
      readonly causes?: readonly string[];
      readonly causeId: string;
      /** Whose plan it is. */
      readonly heldBy?: string;
    }
  | { readonly type: 'AcknowledgeChange'; readonly noticeNo: number }
  | { readonly type: 'MissAcknowledgement'; readonly noticeNo: number; readonly dueAt: Instant }
  | { readonly type: 'EndSubscription'; readonly reason: string };
