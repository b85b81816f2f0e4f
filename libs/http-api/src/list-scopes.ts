import type { Capability, Role } from '@carethread/contracts';
import type { Scope } from '@carethread/runtime';
import { narrowedBy } from './list-query.js';
import type { RequestContext } from './route.js';

/** How far a role's lists reach where the request does not narrow them; every entry is still shown by the rule of its single read. */
const REACH: Readonly<Record<Role, 'tenant' | 'organisation' | 'user' | 'person'>> = {
  AS: 'tenant',
  AU: 'tenant',
  DP: 'tenant',
  PA: 'tenant',
  RX: 'tenant',
  RI: 'tenant',
  DW: 'user',
  SM: 'organisation',
  RM: 'organisation',
  TM: 'organisation',
  SY: 'organisation',
  KW: 'user',
  CS: 'user',
  NC: 'user',
  CC: 'user',
  OP: 'user',
  CA: 'user',
  AD: 'user',
  LR: 'user',
  PE: 'person',
};

/**
 * The scopes in which a request looks. Throws MALFORMED.
 * @param capability what it takes to read the list, where that is not what the route itself takes
 */
export function scopesOf(ask: RequestContext, ofUser: string | undefined, capability?: Capability): readonly Scope[] {
  const { query } = ask;
  const name = narrowedBy(query);
  const id = query[name ?? ''] ?? '';
  switch (name) {
    case 'mine':
      return mineOf(ask);
    case 'personId':
      return [{ of: 'person', id }];
    case 'organisationId':
      return [{ of: 'organisation', id }];
    case 'serviceId':
      return [{ of: 'service', id }];
    case 'teamId':
      return [{ of: 'team', id }];
    case undefined:
    default: {
      const userId = ofUser === undefined ? undefined : query[ofUser];
      return userId === undefined ? reachOf(ask, capability) : [{ of: 'user', id: userId }];
    }
  }
}

/** What is for the caller, by name or by office. */
export const mineOf = (ask: RequestContext): readonly Scope[] => [...own(ask), ...offices(ask)];

/** What is for the caller by name, and what is for those whose deputy they are. */
const own = ({ actor: { userId, standsInFor = [] } }: RequestContext): readonly Scope[] => [
  { of: 'user', id: userId },
  ...standsInFor.map(({ user }): Scope => ({ of: 'pseudonym', id: user })),
];

/** Roles that have everything which their office or their organisation has; of the tenant, those who watch over it. */
const OF_AN_OFFICE: readonly string[] = ['AS', 'SM', 'RM', 'TM', 'AU', 'DP', 'RX'];
const OF_AN_ORGANISATION: readonly string[] = ['SM', 'RM'];
const OF_THE_TENANT: readonly string[] = ['AU', 'DP'];

/** Whether everything in a scope is the caller's to see: what is theirs by name, of an office that they hold, of what they manage. */
export function isWholly({ actor }: Pick<RequestContext, 'actor'>, scope: Scope): boolean {
  const { userId, roles, organisationId, standsInFor = [] } = actor;
  switch (scope.of) {
    case 'user':
      return scope.id === userId;
    case 'pseudonym':
      return standsInFor.some(({ user }) => user === scope.id);
    case 'role':
      return roles.includes(scope.role) && OF_AN_OFFICE.includes(scope.role);
    case 'organisation':
      return scope.id === organisationId && roles.some((role) => OF_AN_ORGANISATION.includes(role));
    case 'tenant':
      return roles.some((role) => OF_THE_TENANT.includes(role));
    case 'person':
    case 'service':
    case 'team':
    case 'token':
    case 'later':
      return false;
  }
}

/** What is for a role of the caller's, at their organisation or at none: the council and the DPO are one for the tenant. */
function offices({ actor }: RequestContext): readonly Scope[] {
  const organisations = new Set(['', actor.organisationId ?? '']);
  return actor.roles.flatMap((role) =>
    [...organisations].map((organisationId): Scope => ({ of: 'role', role, organisationId })),
  );
}

function reachOf(ask: RequestContext, capability: Capability | undefined): readonly Scope[] {
  const { actor } = ask;
  const sight = ask.sight(null);
  const { permitted } = (capability === undefined ? sight : sight.as(capability, 'read')).asking;
  const roles = permitted.map(({ role }) => role);
  const reaches = new Set(roles.flatMap((role) => reach(role) ?? []));
  if (reaches.has('tenant')) return [{ of: 'tenant' }];
  const scopes: Scope[] = [];
  if (reaches.has('organisation') && actor.organisationId !== undefined)
    scopes.push({ of: 'organisation', id: actor.organisationId });
  if (reaches.has('user')) scopes.push(...own(ask), ...offices(ask));
  if (reaches.has('person') && actor.personId !== undefined) scopes.push({ of: 'person', id: actor.personId });
  return scopes;
}

function reach(role: string): string | undefined {
  const reaches: Readonly<Partial<Record<string, string>>> = REACH;
  return reaches[role];
}
