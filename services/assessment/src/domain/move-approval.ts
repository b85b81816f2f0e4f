import type { Instant } from '@carethread/ledger';

/** A move to another record that one of two people asked for. */
export type MoveApproval = {
  readonly moveId: string;
  readonly reason: string;
  /** The approver. */
  readonly by: string;
  readonly lapsesAt: Instant;
};
