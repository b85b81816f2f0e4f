import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { CoordinatorCommand } from './commands.js';
import type { CoordinatorEvent } from './events.js';
import { hasEnded, type CoordinatorState } from './state.js';

/** CPA-44: the account ends only when other co-ordinators have each open case. */
export function deactivateCoordinator(
  { cases, reason, userId }: CoordinatorCommand,
  state: CoordinatorState,
  context: Context,
): readonly CoordinatorEvent[] {
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
}

/** For whose cases the account ends: those of the manager's organisation; a platform administrator's word counts for all. */
function organisationOf({ actor: { role, organisationId } }: Context): string | undefined {
  if (role === 'PA') return undefined;
  return organisationId ?? refuse('NOT_FOUND');
}
