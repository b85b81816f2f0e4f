import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { instantOf } from '../dates.js';
import type { CpaFacts } from '../facts.js';
import type { CommandOf } from './commands.js';
import type { Made } from './events.js';
import { teamAt } from './in-force.js';
import type { CpaCaseState } from './state.js';

export function moveTeam(
  { teamId, teamSetting, organisationId: named, at: when, reason }: CommandOf<'MoveTeam'>,
  state: CpaCaseState,
  context: Context<CpaFacts>,
): Made {
  const current = teamAt(state, context.now);
  const setting = teamSetting ?? current?.teamSetting ?? 'community';
  const organisationId = named ?? current?.organisationId;
  if (named !== undefined && named !== current?.organisationId) {
    const { organisation, organisationKind } = context.about(named);
    // Of another tenant, or no trust: nobody there can manage a team under CPA.
    if (organisation !== context.tenantId || organisationKind !== 'trust')
      refuse('REFERENCE_NOT_FOUND', ['organisationId']);
  }
  if (current?.teamId === teamId && current.teamSetting === setting && current.organisationId === organisationId) {
    if ((when ?? current.from) !== current.from) refuse('STATE_CONFLICT', ['at']);
    return [];
  }
  const at = instantOf(when, current?.from, context);
  return [
    {
      type: 'CpaTeamChanged',
      payload: present({
        caseId: context.id,
        fromTeamId: current?.teamId ?? '',
        toTeamId: teamId,
        teamSetting: setting,
        at,
        organisationId,
        reason,
      }),
      effectiveFrom: at,
    },
  ];
}
