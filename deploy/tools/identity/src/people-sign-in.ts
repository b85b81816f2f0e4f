import { ROLES } from '@carethread/contracts';
import { present } from '@carethread/ledger';
import type { Account as Found, Configuration, KoaContextWithOIDC, UnknownObject } from 'oidc-provider';
import type { Account, People } from './account.js';
import { PEOPLE_SCOPE, ROLE_SCOPE } from './people-clients.js';

/** How long a token lives, in seconds: a user who was turned away elsewhere is turned away here soon after. */
const TOKEN_LIFE_S = 15 * 60;
/** How long somebody stays signed in at most, in seconds. */
const SESSION_S = 12 * 3_600;

export const PEOPLE_SCOPES: readonly string[] = [
  PEOPLE_SCOPE,
  ...Object.keys(ROLES).map((role) => `${ROLE_SCOPE}${role}`),
];

export const PEOPLE_LIVES = {
  AccessToken: TOKEN_LIFE_S,
  AuthorizationCode: 60,
  IdToken: TOKEN_LIFE_S,
  RefreshToken: SESSION_S,
  Session: SESSION_S,
  Grant: SESSION_S,
  Interaction: 3_600,
} as const;

/** What the library is told about people: who they are, and that nobody is asked to consent to what the platform is for. */
export function peopleConfiguration(people: People, resource: string): Configuration {
  return {
    findAccount: (_, id) => foundAccount(people, id),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    loadExistingGrant: (ctx) => grantOf(ctx, resource),
    issueRefreshToken: (_, client) => Promise.resolve(client.grantTypeAllowed('refresh_token')),
    rotateRefreshToken: true,
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'name'], acr: null, auth_time: null, iss: null, sid: null },
    cookies: { names: { session: 'demo_sign_in', interaction: 'demo_choice', resume: 'demo_resume' } },
  };
}

export function accountOf(people: People | undefined, id: string | undefined): Account | undefined {
  return people?.accounts.find(({ userId }) => userId === id);
}

function foundAccount(people: People, id: string): Found | undefined {
  const account = accountOf(people, id);
  return account && { accountId: id, claims: () => ({ sub: id, name: account.name }) };
}

/** The platform is the only application, and its people need not agree to it each time. */
async function grantOf(ctx: KoaContextWithOIDC, resource: string) {
  const { provider, client, session, params } = ctx.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  const scope = typeof params?.['scope'] === 'string' ? params['scope'] : 'openid';
  grant.addOIDCScope(scope);
  grant.addResourceScope(resource, scope);
  await grant.save();
  return grant;
}

/** What a person's token says: the roles are those that its scopes name, as far as the person has them. */
export function claimsOf(account: Account, scope: string | undefined): UnknownObject {
  const named = (scope ?? '')
    .split(' ')
    .flatMap((one) => (one.startsWith(ROLE_SCOPE) ? one.slice(ROLE_SCOPE.length) : []));
  const roles = named.length === 0 ? account.roles : account.roles.filter((role) => named.includes(role));
  return present<Record<string, unknown>>({
    roles,
    tenant: account.tenantId,
    name: account.name,
    org: account.organisationId,
    person: account.personId,
    services: account.serviceIds,
    qualifications: account.qualifications,
  });
}
