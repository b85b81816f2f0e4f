import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { coordinator } from '../coordinator/decider.js';
import { hasEnded } from '../coordinator/state.js';
import { instantOf } from '../dates.js';
import type { CommandOf } from './commands.js';
import type { Made } from './events.js';
import { teamAt } from './in-force.js';
import { holderOf, type CpaCaseState } from './state.js';

/** A successor is named, and their account is in use with the organisation that holds the case (CPA-43, CPA-44). */
export function namedCoordinator(
  userId: string | undefined,
  organisationId: string | undefined,
  context: Context,
): string {
  if (userId === undefined) return refuse('COORDINATOR_REQUIRED');
  if (hasEnded(context.stream(coordinator, context.pseudonym(userId)), organisationId))
    refuse('COORDINATOR_REQUIRED', ['deactivated']);
  return userId;
}

/** One leaves and the other comes at the same instant. */
export function reallocateCoordinator(
  command: CommandOf<'ReallocateCoordinator'>,
  state: CpaCaseState,
  context: Context,
): Made {
  const toUserId = namedCoordinator(command.toUserId, holderOf(state), context);
  if (isOfAnother(toUserId, state)) refuse('COORDINATOR_REQUIRED', ['organisation']);
  const { interim = false, reason } = command;
  const current = state.coordinators.at(-1);
  if (command.fromUserId !== undefined && command.fromUserId !== current?.userId)
    refuse('STATE_CONFLICT', ['fromUserId']);
  if (current?.userId === toUserId && current.interim === interim) {
    const same = (command.at ?? current.from) === current.from && (reason ?? current.reason) === current.reason;
    if (!same) refuse('STATE_CONFLICT', ['toUserId']);
    return [];
  }
  const at = instantOf(command.at, current?.from, context);
  return [
    {
      type: 'CareCoordinatorReallocated',
      payload: present({
        caseId: context.id,
        fromUserId: current?.userId ?? '',
        toUserId,
        user: context.pseudonym(toUserId),
        at,
        reason,
        interim,
      }),
      effectiveFrom: at,
    },
  ];
}

/** R18: a co-ordinator who had the case for an earlier organisation, and never for the present one, is not theirs to name. */
function isOfAnother(userId: string, state: CpaCaseState): boolean {
  const served = state.coordinators
    .filter((one) => one.userId === userId)
    .map(({ from }) => teamAt(state, from)?.organisationId);
  return served.length > 0 && !served.some((by) => by === undefined || by === holderOf(state));
}
