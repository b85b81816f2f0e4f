import type { Instant } from '@carethread/ledger';

export type CoordinatorEvent = {
  readonly type: 'CoordinatorDeactivated';
  readonly payload: {
    readonly at: Instant;
    readonly by: string;
    readonly reason?: string;
    /** Whose account it was; the stream is named after their pseudonym. */
    readonly userId?: string;
    /** For whose cases it ended; absent: for those of the whole tenant. */
    readonly organisationId?: string;
  };
};
