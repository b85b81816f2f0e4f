import type { Relations } from '@carethread/access';
import type { Scope } from '@carethread/lists';

/**
 * On whose lists stands what an organisation holds of a person, or the council where none does: with the services, teams and
 * members of staff by which it serves them now, with those whom they let take part, and with those who act for them. Candidates only:
 * each is shown what the rule of the single read shows them.
 */
export function scopesOfHeld(
  { personId, relations }: { readonly personId: string; readonly relations: Relations },
  organisationId: string | undefined,
): readonly Scope[] {
  const scopes: Scope[] = [{ of: 'tenant' }, { of: 'person', id: personId }, ...takingPart(relations)];
  if (organisationId === undefined) return [...scopes, { of: 'role', role: 'AS', organisationId: '' }];
  scopes.push({ of: 'organisation', id: organisationId });
  for (const tie of Object.values(relations.ties)) {
    if (tie.organisationId !== organisationId || tie.closedAt !== undefined) continue;
    if (tie.serviceId !== undefined) scopes.push({ of: 'service', id: tie.serviceId });
    if (tie.teamId !== undefined) scopes.push({ of: 'team', id: tie.teamId });
    if (tie.coordinatorId !== undefined) scopes.push({ of: 'user', id: tie.coordinatorId });
  }
  for (const [id, team] of Object.entries(relations.teams)) {
    if (team.organisationId !== organisationId || !team.open) continue;
    // The keyworker whom a handover names may begin before there is a team.
    if (team.provisional !== true) scopes.push({ of: 'team', id });
    scopes.push(...users(team.members));
  }
  return scopes;
}

function takingPart({ contacts, authorities }: Relations): readonly Scope[] {
  const named = Object.entries(contacts).flatMap(([contactId, given]) => (given.length > 0 ? [contactId] : []));
  const acting = Object.values(authorities).flatMap(({ holders, ended }) => (ended ? [] : holders));
  return users([...named, ...acting]);
}

const users = (ids: readonly string[]): readonly Scope[] =>
  ids.flatMap((id): readonly Scope[] => (id === '' ? [] : [{ of: 'user', id }]));
