import { present } from '@carethread/ledger';
import { openCase, type Relations } from './relations.js';
import type { Office } from './office.js';

/**
 * Who holds an office for a person now, as far as this service knows: the keyworker of an organisation's care team, the care
 * co-ordinator of the open CPA case and its team's manager; for every other role the organisation alone.
 */
export function officeOf(relations: Relations, forRole: string, organisationId?: string): Office {
  // The council is one for its tenant, and so are the offices that watch over it.
  if (['AS', 'DP', 'AU', 'RX'].includes(forRole)) return { forRole };
  const own = organisationId === undefined ? {} : { organisationId };
  if (forRole === 'KW') {
    const [teamId, team] =
      Object.entries(relations.teams).findLast(
        ([, { open, organisationId: of }]) => open && (organisationId === undefined || of === organisationId),
      ) ?? [];
    return team === undefined || teamId === undefined
      ? { forRole, ...own }
      : present({
          forRole,
          organisationId: team.organisationId,
          // The named keyworker may begin before the team is assigned.
          teamId: team.provisional === true ? undefined : teamId,
          forUserId: team.keyworkerId === '' ? undefined : team.keyworkerId,
        });
  }
  if (forRole === 'CC' || forRole === 'TM') {
    const held = openCase(relations);
    if (held === undefined) return { forRole, ...own };
    const { coordinatorId, teamId } = held;
    const of = held.organisationId === '' ? organisationId : held.organisationId;
    return present({
      forRole,
      teamId,
      organisationId: of,
      forUserId: forRole === 'CC' && coordinatorId !== undefined ? coordinatorId : undefined,
    });
  }
  return { forRole, ...own };
}
