import { isRole, Refusal } from '@carethread/contracts';
import type { ActingParty } from '@carethread/event-sourcing';
import { present, presentItems, type Instant } from '@carethread/ledger';
import {
  createLocalJWKSet,
  decodeJwt,
  exportJWK,
  generateKeyPair,
  jwtVerify,
  SignJWT,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { randomUUID, type webcrypto } from 'node:crypto';
import { boundedCache } from '@carethread/runtime';
import { signingKeys } from './signing-keys.js';

/** Who a token says is calling; the pseudonym comes with the tenant's secret, later. */
export interface Caller extends Omit<ActingParty, 'user' | 'role'> {
  readonly tenantId: string;
  readonly tokenId: string;
  /** What the identity provider calls the user. It is a person's name: it stands in no log, and in no envelope. */
  readonly name?: string;
  /** When the token was issued: what a later one says of its user holds. */
  readonly issuedAt?: Instant;
  /** What the token may be used for; absent where the issuer says nothing of it. A scope never widens a role. */
  readonly scopes?: readonly string[];
  /** The client that the token was given to. */
  readonly clientId?: string;
  /** When it expires, in milliseconds since 1970. */
  readonly expiresAt?: number;
}

/** Who signs tokens. */
export interface TrustedIssuer {
  readonly issuer: string;
  /** Where the issuer publishes its keys; the built-in issuer's are at hand. */
  readonly jwks: string | JSONWebKeySet;
}

export interface TokenSettings extends TrustedIssuer {
  readonly audience: string;
  /** Whose tokens are taken besides: the demo's identity server knows the same users. */
  readonly besides?: TrustedIssuer;
  /** Types (`typ`) that a token may have. */
  readonly types: readonly string[];
  /** How long a token may live, in seconds. */
  readonly life: number;
}

/** How long a verified token is trusted before it is verified again, in milliseconds: its key may have been removed meanwhile. */
export const TRUSTED_MS = 120_000;
/** How far an issuer's clock may be ahead of ours, in seconds. */
const AHEAD_S = 30;
/** No token of an issuer is longer. */
const LONGEST = 8_192;

/** How a token may be signed: with a key that the issuer alone holds. */
const ALGORITHMS = ['EdDSA', 'ES384', 'RS384', 'RS256'];

/**
 * Verifies bearer tokens by their issuer's published keys; issuer, audience, type and life checked. A token that tells a client who
 * signed in or out (ID and logout tokens) is none that opens anything.
 */
export class TokenVerifier {
  readonly #known = boundedCache<string, { readonly caller: Caller; readonly until: number }>(10_000);
  readonly #issuers: ReadonlyMap<string, JWTVerifyGetKey>;

  constructor(
    readonly settings: TokenSettings,
    readonly now: () => number = Date.now,
    keys: JWTVerifyGetKey = keysOf(settings, now),
  ) {
    const { issuer, besides } = settings;
    this.#issuers = new Map(
      presentItems([issuer, keys] as const, besides && ([besides.issuer, keysOf(besides, now)] as const)),
    );
  }

  /** Throws UNAUTHENTICATED, or UNAVAILABLE where the issuer's keys cannot be had. */
  async verify(authorization: string | undefined): Promise<Caller> {
    const token = authorization?.startsWith('Bearer ') === true ? authorization.slice(7) : undefined;
    if (token === undefined || token.length > LONGEST) throw new Refusal('UNAUTHENTICATED');
    const known = this.#known.get(token);
    if (known !== undefined && known.until > this.now()) return known.caller;
    try {
      // Read before anything is verified, to know whose keys are to verify it: each issuer's keys verify its own tokens alone.
      const { iss: issuer = '' } = decodeJwt(token);
      const keys = this.#issuers.get(issuer);
      if (keys === undefined) throw new Refusal('UNAUTHENTICATED');
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer,
        audience: this.settings.audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['sub', 'exp', 'iat', 'tenant', 'roles'],
        currentDate: new Date(this.now()),
      });
      this.#requireAccess(protectedHeader.typ, payload);
      const caller = callerOf(payload);
      const expires = (payload.exp ?? 0) * 1000;
      this.#known.set(token, { caller, until: Math.min(expires, this.now() + TRUSTED_MS) });
      return caller;
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw new Refusal('UNAUTHENTICATED');
    }
  }

  #requireAccess(type: string | undefined, claims: JWTPayload): void {
    const { types, life } = this.settings;
    const { exp = 0, iat = Number.POSITIVE_INFINITY } = claims;
    const named = type?.toLowerCase().replace(/^application\//, '');
    const isOfType = types.some((one) => one.toLowerCase() === named);
    const now = this.now() / 1000;
    if (!isOfType || isAboutSignIn(claims) || iat > now + AHEAD_S || exp - iat > life)
      throw new Refusal('UNAUTHENTICATED');
  }
}

function keysOf({ jwks }: TrustedIssuer, now: () => number): JWTVerifyGetKey {
  return typeof jwks === 'string' ? signingKeys(jwks, now) : createLocalJWKSet(jwks);
}

/** What stands in ID and logout tokens, and in an access token never without a scope. */
const OF_SIGN_IN = ['nonce', 'at_hash', 'c_hash', 's_hash', 'auth_time', 'sid'];

function isAboutSignIn(claims: JWTPayload): boolean {
  if (claims['events'] !== undefined) return true;
  const scoped = claims['scope'] !== undefined || claims['scp'] !== undefined;
  return !scoped && OF_SIGN_IN.some((name) => claims[name] !== undefined);
}

const PLATFORM = /^(policy|clock):/;

/** Throws UNAUTHENTICATED for claims that name nobody who may call. */
export function callerOf(claims: JWTPayload): Caller {
  const texts = (value: unknown): readonly string[] =>
    Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  const { sub, tenant, org, person, name, iat, scope, client_id: clientId } = claims;
  if (typeof sub !== 'string' || typeof tenant !== 'string') throw new Refusal('UNAUTHENTICATED');
  // The platform's own hands have names of their own, which no token can claim; a machine is a machine of one organisation.
  if (PLATFORM.test(sub)) throw new Refusal('UNAUTHENTICATED');
  if (texts(claims['roles']).includes('SY') && typeof org !== 'string') throw new Refusal('UNAUTHENTICATED');
  return present({
    userId: sub,
    tenantId: tenant,
    tokenId: typeof claims.jti === 'string' ? claims.jti : sub,
    roles: texts(claims['roles']).filter(isRole),
    serviceIds: texts(claims['services']),
    qualifications: texts(claims['qualifications']),
    organisationId: typeof org === 'string' ? org : undefined,
    personId: typeof person === 'string' ? person : undefined,
    name: typeof name === 'string' ? nameIn(name) : undefined,
    issuedAt: typeof iat === 'number' ? new Date(iat * 1_000).toISOString() : undefined,
    scopes: typeof scope === 'string' ? scope.split(' ').filter((one) => one !== '') : undefined,
    clientId: typeof clientId === 'string' ? clientId : undefined,
    expiresAt: claims.exp === undefined ? undefined : claims.exp * 1_000,
  });
}

/** Longer ones are cut. */
const LONGEST_NAME = 200;

/** A name as a token gives it, on one line; undefined where nothing is left. */
function nameIn(claim: string): string | undefined {
  const name = claim
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .trim();
  const cut = Array.from(name).slice(0, LONGEST_NAME).join('');
  return cut === '' ? undefined : cut;
}

export interface TokenRequest {
  readonly userId: string;
  readonly roles: readonly string[];
  readonly organisationId?: string;
  readonly tenantId: string;
  readonly personId?: string;
  readonly serviceIds?: readonly string[];
  readonly qualifications?: readonly string[];
  readonly name?: string;
  /** Separated by spaces. */
  readonly scope?: string;
  readonly clientId?: string;
  readonly expiresIn?: number;
}

/** The issuer of the demo and of tests, with a key made at start-up. It does not exist in production mode. */
export class BuiltInIssuer {
  private constructor(
    readonly issuer: string,
    readonly audience: string,
    readonly jwks: JSONWebKeySet,
    readonly key: webcrypto.CryptoKey,
  ) {}

  static async create(issuer: string, audience: string): Promise<BuiltInIssuer> {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const jwk = { ...(await exportJWK(publicKey)), kid: randomUUID(), alg: 'EdDSA', use: 'sig' };
    return new BuiltInIssuer(issuer, audience, { keys: [jwk] }, privateKey);
  }

  async issue(
    wanted: TokenRequest,
  ): Promise<{ readonly accessToken: string; readonly tokenType: 'Bearer'; readonly expiresIn: number }> {
    const expiresIn = wanted.expiresIn ?? 3600;
    const claims = present<JWTPayload>({
      roles: wanted.roles,
      tenant: wanted.tenantId,
      org: wanted.organisationId,
      person: wanted.personId,
      services: wanted.serviceIds,
      qualifications: wanted.qualifications,
      name: wanted.name,
      scope: wanted.scope,
      client_id: wanted.clientId,
    });
    const accessToken = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: this.jwks.keys[0]?.kid ?? '' })
      .setIssuer(this.issuer)
      .setAudience(this.audience)
      .setSubject(wanted.userId)
      .setJti(randomUUID())
      .setIssuedAt()
      // Real time, always: the test clock does not move tokens.
      .setExpirationTime(Math.floor(Date.now() / 1000) + expiresIn)
      .sign(this.key);
    return { accessToken, tokenType: 'Bearer', expiresIn };
  }
}
