import { refuse } from '@carethread/contracts';
import type { ActingParty } from '@carethread/event-sourcing';

/** The organisation whose staff the actor speaks of: a manager's own; an administrator may name any. Throws NOT_FOUND. */
export function managedOrganisation(
  { roles, organisationId: own }: Pick<ActingParty, 'roles' | 'organisationId'>,
  named: string | undefined,
): string | undefined {
  if (roles.includes('PA')) return named ?? own;
  if (own === undefined || (named !== undefined && named !== own)) return refuse('NOT_FOUND');
  return own;
}
