import { openTies, type Relations } from '@carethread/access';
import type { Scope } from '@carethread/lists';

/**
 * On whose lists a thing of an organisation's stands: its managers', those of the services that serve the person for it, of their
 * teams and of everybody in these, of whoever co-ordinates the person's case there.
 */
export function servingScopes(relations: Relations, organisationId: string): readonly Scope[] {
  const scopes: Scope[] = [{ of: 'organisation', id: organisationId }];
  for (const { serviceId, coordinatorId, teamId } of openTies(relations, organisationId)) {
    if (serviceId !== undefined) scopes.push({ of: 'service', id: serviceId });
    if (teamId !== undefined) scopes.push({ of: 'team', id: teamId });
    if (coordinatorId !== undefined) scopes.push({ of: 'user', id: coordinatorId });
  }
  for (const [id, team] of Object.entries(relations.teams)) {
    if (!team.open || team.organisationId !== organisationId) continue;
    scopes.push({ of: 'team', id });
    if (team.serviceId !== undefined) scopes.push({ of: 'service', id: team.serviceId });
    for (const userId of team.members) scopes.push({ of: 'user', id: userId });
  }
  return scopes;
}

/** The same for all that serve the person now. */
export function scopesOfAllServing(relations: Relations): readonly Scope[] {
  const open = Object.values(relations.ties).filter(({ closedAt }) => closedAt === undefined);
  const organisations = new Set(open.map(({ organisationId }) => organisationId));
  return [...organisations].flatMap((id) => servingScopes(relations, id));
}
