import { refuse } from '@carethread/contracts';
import { type Context, type Decider, TENANT } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import type { CoordinatedCase } from './coordinated-case.js';

export type CoordinatorState = {
  /** Ended for the whole tenant. */
  readonly deactivatedAt: Instant | undefined;
  /** Ended for the cases of one organisation, by organisation. */
  readonly endedWith?: Readonly<Record<string, Instant>>;
};
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
/** `cases`: those that name this co-ordinator, or did. */
export type CoordinatorCommand = {
  readonly type: 'DeactivateCoordinator';
  readonly cases: readonly CoordinatedCase[];
  readonly reason?: string;
  readonly userId?: string;
};

/**
 * A co-ordinator's account, under the pseudonym that their tenant gives them: it ends only when somebody else has each of their open
 * cases (CPA-44). A team manager ends it for the cases of their own organisation, a platform administrator for every case.
 */
export const coordinator: Decider<CoordinatorState, CoordinatorCommand, CoordinatorEvent> = {
  category: 'coordinator',
  keyClass: 'staff',
  // The account is nobody's record: `decide` asks whose co-ordinator it is.
  holder: () => TENANT,
  initial: { deactivatedAt: undefined },
  evolve: (state, { payload: { at, organisationId } }) =>
    organisationId === undefined
      ? { ...state, deactivatedAt: at }
      : { ...state, endedWith: { ...state.endedWith, [organisationId]: at } },
  decide: ({ cases, reason, userId }, state, context) => {
    const organisationId = organisationOf(context);
    const own = cases.filter(({ heldBy }) => organisationId === undefined || heldBy.includes(organisationId));
    // Whose co-ordinator somebody else's is, is not said.
    if (cases.length > 0 && own.length === 0 && !hasEnded(state, organisationId)) refuse('NOT_FOUND');
    const open = own.filter(({ openWith }) => openWith !== undefined && openWith === (organisationId ?? openWith));
    if (open.length > 0)
      refuse(
        'COORDINATOR_HAS_OPEN_CASES',
        open.map(({ caseId }) => caseId),
      );
    if (hasEnded(state, organisationId)) return [];
    return [
      {
        type: 'CoordinatorDeactivated',
        payload: present({
          at: context.now,
          by: context.actor.userId,
          reason,
          userId,
          organisationId,
        }),
      },
    ];
  },
};

/** Whether somebody may no longer co-ordinate cases of an organisation. */
export function hasEnded({ deactivatedAt, endedWith }: CoordinatorState, organisationId: string | undefined): boolean {
  return deactivatedAt !== undefined || (organisationId !== undefined && endedWith?.[organisationId] !== undefined);
}

/** For whose cases the account ends: those of the manager's organisation; a platform administrator's word counts for all. */
function organisationOf({ actor: { role, organisationId } }: Context): string | undefined {
  if (role === 'PA') return undefined;
  return organisationId ?? refuse('NOT_FOUND');
}
