import { refuse } from '@carethread/contracts';
import { type Decider, TENANT } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';

export type CoordinatorState = { readonly deactivatedAt: Instant | undefined };
export type CoordinatorEvent = {
  readonly type: 'CoordinatorDeactivated';
  readonly payload: {
    readonly at: Instant;
    readonly by: string;
    readonly reason?: string;
    /** Whose account it was; the stream is named after their pseudonym. */
    readonly userId?: string;
  };
};
/** `openCases`: the cases that name this co-ordinator now. */
export type CoordinatorCommand = {
  readonly type: 'DeactivateCoordinator';
  readonly openCases: readonly string[];
  readonly reason?: string;
  readonly userId?: string;
};

/** A co-ordinator's account, under their pseudonym: it ends only when somebody else has each of their open cases (CPA-44). */
export const coordinator: Decider<CoordinatorState, CoordinatorCommand, CoordinatorEvent> = {
  category: 'coordinator',
  holder: () => TENANT,
  initial: { deactivatedAt: undefined },
  evolve: (_, { payload }) => ({ deactivatedAt: payload.at }),
  decide: ({ openCases, reason, userId }, { deactivatedAt }, { now, actor }) => {
    if (openCases.length > 0) refuse('COORDINATOR_HAS_OPEN_CASES', openCases);
    if (deactivatedAt !== undefined) return [];
    return [
      {
        type: 'CoordinatorDeactivated',
        payload: {
          at: now,
          by: actor.userId,
          ...(reason === undefined ? {} : { reason }),
          ...(userId === undefined ? {} : { userId }),
        },
      },
    ];
  },
};
