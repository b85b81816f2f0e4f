import { localDate } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { acceptedOn } from '../dates.js';
import type { CpaFacts } from '../facts.js';
import { levelBeforeDecision, periodOn } from '../region/schemes.js';
import type { CommandOf } from './commands.js';
import type { Made } from './events.js';
import { namedCoordinator } from './coordinator.js';
import { knownRegion } from './known-region.js';
import { laterResets } from './level-reset.js';
import type { CpaCaseState } from './state.js';

export function openCase(command: CommandOf<'OpenCase'>, state: CpaCaseState, context: Context<CpaFacts>): Made {
  // Two were opened at once for one person: the second learns that it did not open this one.
  if (state.state !== 'none') refuse('CASE_EXISTS');
  const { now, id: caseId } = context;
  const { organisationId } = context.actor;
  const coordinatorId = namedCoordinator(command.coordinatorId, organisationId, context);
  const today = localDate(now);
  const { teamId = organisationId ?? '', teamSetting = 'community', regionCode, interim = false } = command;
  if (context.facts.deceased) refuse('STATE_CONFLICT', ['deceased']);
  const schemes = knownRegion(regionCode, 'regionCode', context);
  const level = levelBeforeDecision(periodOn(schemes, today));
  return [
    {
      type: 'CpaCaseOpened',
      payload: present({
        caseId,
        acceptedOn: acceptedOn(command.acceptedOn ?? today, context),
        teamId,
        teamSetting,
        regionCode,
        coordinatorId,
        user: context.pseudonym(coordinatorId),
        level,
        organisationId,
      }),
      effectiveFrom: now,
    },
    {
      type: 'CareCoordinatorAllocated',
      payload: { caseId, userId: coordinatorId, from: now, interim },
      effectiveFrom: now,
    },
    ...laterResets(schemes, regionCode, level, context),
  ];
}
