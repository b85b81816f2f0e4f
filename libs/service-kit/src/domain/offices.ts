import type { ActingParty } from '@carethread/event-sourcing';
import type { Relations } from '../access/relations.js';
import type { Office } from './tasks.js';

/** Who answers for whoever holds an office, and sees and closes their tasks. */
const MANAGERS: Readonly<Record<string, readonly string[]>> = {
  KW: ['SM', 'RM'],
  CS: ['SM', 'RM'],
  NC: ['SM', 'RM'],
  SM: ['RM'],
  CC: ['TM'],
};

/** Who leads a plan of that kind, and has its tasks. */
export function leaderOf(planKind: string | undefined): string {
  return planKind === 'localAuthority' ? 'AS' : planKind === 'cpa' ? 'CC' : 'KW';
}

/** Who answers for a plan of that kind. The council's assessors answer for its plans among themselves. */
export function answersFor(planKind: string | undefined): string {
  return planKind === 'localAuthority' ? 'AS' : planKind === 'cpa' ? 'TM' : 'RM';
}

/** The office that a task goes to when nobody holds the one it was for. */
export function managerOf({ forRole, organisationId, teamId }: Office): Office {
  return {
    forRole: MANAGERS[forRole]?.[0] ?? forRole,
    ...(organisationId === undefined ? {} : { organisationId }),
    ...(teamId === undefined ? {} : { teamId }),
  };
}

/** Whether somebody holds an office, or manages whoever does. Where it names an organisation, nobody of another does. */
export function isOfficeOf(
  { forRole, forUserId, organisationId }: Office,
  { userId, roles, organisationId: own }: ActingParty,
): boolean {
  if (organisationId !== undefined && organisationId !== own) return false;
  if (forUserId === undefined ? roles.includes(forRole) : forUserId === userId) return true;
  return (MANAGERS[forRole] ?? []).some((role) => roles.includes(role));
}

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
      : {
          forRole,
          organisationId: team.organisationId,
          // The named keyworker may begin before the team is assigned.
          ...(team.provisional === true ? {} : { teamId }),
          ...(team.keyworkerId === '' ? {} : { forUserId: team.keyworkerId }),
        };
  }
  if (forRole === 'CC' || forRole === 'TM') {
    const held = Object.values(relations.cases).at(-1);
    if (held === undefined) return { forRole, ...own };
    const { coordinatorId, teamId, organisationId: of = organisationId } = held;
    return {
      forRole,
      teamId,
      ...(of === undefined ? {} : { organisationId: of }),
      ...(forRole === 'CC' ? { forUserId: coordinatorId } : {}),
    };
  }
  return { forRole, ...own };
}
