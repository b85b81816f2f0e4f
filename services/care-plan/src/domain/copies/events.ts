import type { Instant } from '@carethread/ledger';
import type { Party } from '../plan/payloads.js';

export type Recipient = Party & {
  readonly format: string;
  readonly lang?: string;
  readonly permitted: boolean;
  readonly basis: string;
  /** Whether the version exists in that format; where it is not said, it does. */
  readonly provided?: boolean;
};

export type Failed = {
  readonly copyId: string;
  readonly recipient: Party;
  readonly versionNo: number;
  readonly issueNo: number;
  readonly format: string;
  readonly reason: string;
};

export type Copy = {
  readonly copyId: string;
  readonly versionNo: number;
  readonly issueNo: number;
  readonly recipient: Party;
  readonly format: string;
  readonly lang?: string;
  readonly channel: string;
  readonly basis: string;
};

export type CopiesEvent =
  | { readonly type: 'CopyIssued'; readonly payload: Copy }
  | {
      readonly type: 'CopyWithheld';
      readonly payload: { readonly recipient: Party; readonly versionNo: number; readonly reason: string };
    }
  | { readonly type: 'CopyDeliveryFailed'; readonly payload: Failed }
  | {
      readonly type: 'HomeCopyPlaced';
      readonly payload: {
        readonly versionNo: number;
        readonly place: string;
        readonly locked: boolean;
        readonly placedOn: string;
      };
    }
  | {
      readonly type: 'HomeCopyReplaced';
      readonly payload: { readonly fromVersion: number; readonly toVersion: number; readonly removedOn: string };
    }
  | {
      readonly type: 'HomeCopyRemoved';
      readonly payload: { readonly versionNo: number; readonly removedOn: string; readonly reason?: string };
    }
  | { readonly type: 'CopyAcknowledged'; readonly payload: { readonly copyId: string; readonly at: Instant } };
