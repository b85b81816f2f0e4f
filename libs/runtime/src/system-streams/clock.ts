import { type Decider, TENANT } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';

/** The operator's acceptance of the clock, kept in the record to explain later why time stood as it did. */
export type ClockEvent = {
  readonly type: 'ClockAccepted';
  readonly payload: {
    readonly accepted: Instant;
    /** The last recordedAt before; null where nothing had been recorded. */
    readonly lastRecordedAt: Instant | null;
    readonly because: string;
  };
};
export type ClockState = { readonly accepted: Instant | undefined };
export type ClockCommand = { readonly type: 'AcceptClock' } & ClockEvent['payload'];

export const clockAcceptance: Decider<ClockState, ClockCommand, ClockEvent> = {
  category: 'clock',
  keyClass: 'core',
  holder: () => TENANT,
  classification: 'none',
  initial: { accepted: undefined },
  evolve: { ClockAccepted: (_, { payload: { accepted } }) => ({ accepted }) },
  decide: { AcceptClock: ({ type: _, ...payload }) => [{ type: 'ClockAccepted', payload }] },
};
