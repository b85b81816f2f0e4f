import { present } from '@carethread/ledger';
import type { ActingParty } from '@carethread/event-sourcing';

/** Whose work list a task stands on: an office, and who holds it where that is known. */
export type Office = {
  readonly forRole: string;
  readonly forUserId?: string;
  readonly organisationId?: string;
  /** The care team (by episode) or the team that has a CPA case. */
  readonly teamId?: string;
};

/** Who manages the holder of an office, and sees and closes their tasks. */
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

/** The office that a task goes to when its own office is vacant. */
export function managerOf({ forRole, organisationId, teamId }: Office): Office {
  return present({
    forRole: MANAGERS[forRole]?.[0] ?? forRole,
    organisationId,
    teamId,
  });
}

/** Whether the actor holds an office, or manages its holder. An office of an organisation is held by its own people only. */
export function isOfficeOf(
  { forRole, forUserId, organisationId }: Office,
  { userId, roles, organisationId: own }: ActingParty,
): boolean {
  if (organisationId !== undefined && organisationId !== own) return false;
  if (forUserId === undefined ? roles.includes(forRole) : forUserId === userId) return true;
  return (MANAGERS[forRole] ?? []).some((role) => roles.includes(role));
}
