import type { Instant } from '@carethread/ledger';

/** One place in the sequence of an organisation's notices: ids, numbers and an instant, and nothing that a key seals. */
export interface NoticePlace {
  /** 1, 2, 3 … of the organisation, in the order of the log. */
  readonly seq: number;
  readonly kind: 'started' | 'changed' | 'ended';
  readonly subscriptionId: string;
  readonly eventId: string;
  readonly at: Instant;
  /** Of the event in the log. */
  readonly position: number;
  /** What a change is of; absent where the key was destroyed before the sequence was folded. */
  readonly change?: {
    readonly noticeNo: number;
    readonly planId: string;
    readonly versionNo: number;
    readonly urgent: boolean;
  };
}

/** A place as it is written in an order and in a notice: 16 digits, so that the text sorts as the number does. */
export const paddedSeq = (seq: number): string => String(seq).padStart(16, '0');
