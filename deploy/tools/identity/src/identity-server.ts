import { present } from '@carethread/ledger';
import Provider, {
  errors,
  type ClientMetadata,
  type Configuration,
  type KoaContextWithOIDC,
  type ResourceServer,
} from 'oidc-provider';
import { createServer } from 'node:http';
import type { People } from './account.js';
import { messagePage, signOutPage } from './choice-page.js';
import { keptCookieKey, keptKeys } from './kept-keys.js';
import { KeptRecords } from './kept-records.js';
import { KnownClients } from './known-clients.js';
import { SCOPES, type Machine } from './machine.js';
import { answerChoice, pageHeaders } from './people-pages.js';
import { accountOf, claimsOf, PEOPLE_LIVES, PEOPLE_SCOPES, peopleConfiguration } from './people-sign-in.js';
import { ASSERTION_LIFE_S, UsedAssertions } from './used-assertions.js';

/** What tokens are for (RFC 8707): the platform. A client need not name it. */
const RESOURCE = 'urn:carethread:platform';
/** How long a machine's token lives, in seconds. */
const TOKEN_LIFE_S = 300;
/** How far a client's clock may be ahead, in seconds. */
const AHEAD_S = 30;
/** What clients sign their assertions with, as SMART backend services do. */
const ALGORITHMS = ['ES384', 'RS384'] as const;

export interface IdentityOptions {
  /** The issuer, and where it listens; port 0 takes a free one. */
  readonly url: string;
  /** `aud` of the tokens. */
  readonly audience: string;
  /** The folder of its keys. */
  readonly folder: string;
  readonly machines: readonly Machine[];
  /** Who else signs in; without it, machines alone do. */
  readonly people?: People;
}

export interface IdentityServer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * The identity server of the demo and of tests: the machines of a list get tokens by client credentials and `private_key_jwt`, and
 * synthetic people sign in by choosing who to be. It has no place in production.
 */
export async function startIdentity(options: IdentityOptions): Promise<IdentityServer> {
  const { url, machines, people } = options;
  const server = createServer();
  const { hostname, port } = new URL(url);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(Number(port), hostname, () => resolve());
  });
  const address = server.address();
  const issuer = `http://${hostname}:${typeof address === 'object' && address !== null ? address.port : port}`;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  try {
    const provider = await providerOf({ ...options, url: issuer });
    // A client that cannot be served is told of now, and not at its first request.
    for (const { clientId } of machines) await provider.Client.find(clientId);
    const answer = provider.callback();
    server.on('request', (request, response) => {
      void (async () => {
        if (people === undefined || !(await answerChoice(provider, people, request, response)))
          await answer(request, response);
      })();
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: issuer, stop };
}

async function providerOf({ url, audience, folder, machines, people }: IdentityOptions): Promise<Provider> {
  const keys = await keptKeys(folder, 'issuer.json', ['ES384', 'RS384']);
  const known = new Map(machines.map((machine) => [machine.clientId, machine]));
  const clients = new KnownClients(people);
  for (const machine of machines) await clients.upsert(machine.clientId, clientOf(machine));
  const used = new UsedAssertions();
  /** What a client may ask for: a machine what its file says, the application what people do. */
  const resourceFor = (clientId: string): ResourceServer => {
    const machine = known.get(clientId);
    return {
      scope: (machine?.scopes ?? PEOPLE_SCOPES).join(' '),
      audience,
      accessTokenTTL: machine === undefined ? PEOPLE_LIVES.AccessToken : TOKEN_LIFE_S,
      accessTokenFormat: 'jwt',
      jwt: { sign: { alg: 'ES384' } },
    };
  };
  const ofPeople = people === undefined ? {} : peopleParts(people, folder);
  return new Provider(url, {
    ...ofPeople,
    adapter: (model) => (model === 'Client' ? clients : new KeptRecords()),
    jwks: { keys: [...keys] },
    clientDefaults: { id_token_signed_response_alg: 'ES384' },
    clientAuthMethods: people === undefined ? ['private_key_jwt'] : ['private_key_jwt', 'client_secret_basic'],
    enabledJWA: { clientAuthSigningAlgValues: ALGORITHMS, idTokenSigningAlgValues: ALGORITHMS },
    scopes: people === undefined ? SCOPES : [...SCOPES, ...PEOPLE_SCOPES],
    responseTypes: ['code'],
    ttl: { ...PEOPLE_LIVES, ClientCredentials: TOKEN_LIFE_S },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: people === undefined ? { enabled: false } : signOutPages(people),
      backchannelLogout: { enabled: people !== undefined },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: (_, resource, client) => {
          if (resource !== RESOURCE) throw new errors.InvalidTarget();
          return resourceFor(client.clientId);
        },
      },
    },
    extraTokenClaims: (_, token) => {
      const machine = known.get(token.clientId ?? '');
      if (machine !== undefined) return { roles: ['SY'], tenant: machine.tenantId, org: machine.organisationId };
      const account = token.kind === 'AccessToken' ? accountOf(people, token.accountId) : undefined;
      return account && claimsOf(account, token.scope);
    },
    assertJwtClientAuthClaimsAndHeader: (_, claims, __, client) => requireFresh(used, client.clientId, claims),
    // The library's own refuses addresses of this machine, where the machines of a demo publish their keys.
    fetch: (address, { method, headers, signal, body } = {}) =>
      fetch(address, present({ method, headers, signal, body })),
    renderError: answerPlainly,
  });
}

function peopleParts(people: People, folder: string): Configuration {
  const configuration = peopleConfiguration(people, RESOURCE);
  return { ...configuration, cookies: { ...configuration.cookies, keys: [keptCookieKey(folder)] } };
}

function signOutPages(people: People): NonNullable<NonNullable<Configuration['features']>['rpInitiatedLogout']> {
  const show = async (ctx: KoaContextWithOIDC, page: Promise<string>): Promise<void> => {
    ctx.set(pageHeaders(people));
    ctx.type = 'html';
    ctx.body = await page;
  };
  return {
    enabled: true,
    logoutSource: (ctx) => {
      const secret: unknown = ctx.oidc.session?.state?.['secret'];
      return show(ctx, signOutPage(ctx.oidc.urlFor('end_session_confirm'), String(secret)));
    },
    postLogoutSuccessSource: (ctx) => show(ctx, messagePage('Signed out', 'Nobody is signed in to the demo now.')),
  };
}

/** Throws InvalidClientAuth where an assertion is good for too long, or was used before. */
function requireFresh(
  used: UsedAssertions,
  clientId: string,
  { exp, iat, jti }: { readonly exp?: unknown; readonly iat?: unknown; readonly jti?: unknown },
): void {
  const now = Math.floor(Date.now() / 1000);
  const since = typeof iat === 'number' ? Math.min(iat, now) : now;
  if (typeof exp !== 'number' || exp - since > ASSERTION_LIFE_S || exp - now > ASSERTION_LIFE_S + AHEAD_S)
    throw new errors.InvalidClientAuth('an assertion is good for at most 5 minutes');
  if (typeof jti !== 'string' || !used.use(clientId, jti, exp + AHEAD_S, now))
    throw new errors.InvalidClientAuth('an assertion is used once');
}

function clientOf({ clientId, scopes, jwks, jwksUri }: Machine): ClientMetadata {
  return present<ClientMetadata>({
    client_id: clientId,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    token_endpoint_auth_method: 'private_key_jwt',
    scope: scopes.join(' '),
    jwks,
    jwks_uri: jwksUri,
  });
}

/** There is no page to show an error on. */
function answerPlainly(ctx: KoaContextWithOIDC, out: object): void {
  ctx.type = 'application/json';
  ctx.body = JSON.stringify(out);
}
