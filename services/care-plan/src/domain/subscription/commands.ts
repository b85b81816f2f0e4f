import type { Instant } from '@carethread/ledger';

export type StartSubscription = {
  readonly type: 'StartSubscription';
  readonly providerId?: string;
  readonly episodeId?: string;
};
export type NotifyChange = {
  readonly type: 'NotifyChange';
  readonly planId: string;
  readonly versionNo: number;
  readonly changeKind: string;
  readonly causes?: readonly string[];
  readonly causeId: string;
  /** Whose plan it is. */
  readonly heldBy?: string;
  /** The council's own plan: those hear of it who provide what it commissions. */
  readonly isCouncils?: true;
};
export type AcknowledgeChange = { readonly type: 'AcknowledgeChange'; readonly noticeNo: number };
export type MissAcknowledgement = {
  readonly type: 'MissAcknowledgement';
  readonly noticeNo: number;
  readonly dueAt: Instant;
};
export type EndSubscription = { readonly type: 'EndSubscription'; readonly reason: string };
export type SubscriptionCommand =
  StartSubscription | NotifyChange | AcknowledgeChange | MissAcknowledgement | EndSubscription;
