import { isRole, Refusal } from '@carethread/contracts';
import type { ActingParty } from '@carethread/event-sourcing';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  exportJWK,
  generateKeyPair,
  jwtVerify,
  SignJWT,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { randomUUID, type webcrypto } from 'node:crypto';
import { atHand } from '../runtime/at-hand.js';

/** Who a token says is calling; the pseudonym comes with the tenant's secret, later. */
export interface Caller extends Omit<ActingParty, 'user' | 'role'> {
  readonly tenantId: string;
  readonly tokenId: string;
}

export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  /** Where the issuer publishes its keys; the built-in issuer's are at hand. */
  readonly jwks: string | JSONWebKeySet;
}

/** Verifies bearer tokens: EdDSA or RS256, by JWKS, issuer and audience checked. A verified token is trusted until it expires. */
export class TokenVerifier {
  readonly #known = atHand<string, { readonly caller: Caller; readonly expires: number }>(10_000);
  readonly #keys: JWTVerifyGetKey;

  constructor(readonly settings: TokenSettings) {
    this.#keys =
      typeof settings.jwks === 'string' ? createRemoteJWKSet(new URL(settings.jwks)) : createLocalJWKSet(settings.jwks);
  }

  /** Throws UNAUTHENTICATED. */
  async verify(authorization: string | undefined): Promise<Caller> {
    const token = authorization?.startsWith('Bearer ') === true ? authorization.slice(7) : undefined;
    if (token === undefined) throw new Refusal('UNAUTHENTICATED');
    const known = this.#known.get(token);
    if (known !== undefined && known.expires > Date.now()) return known.caller;
    try {
      const { payload } = await jwtVerify(token, this.#keys, {
        issuer: this.settings.issuer,
        audience: this.settings.audience,
        algorithms: ['EdDSA', 'RS256'],
        requiredClaims: ['sub', 'exp', 'tenant', 'roles'],
      });
      const caller = callerOf(payload);
      this.#known.set(token, { caller, expires: (payload.exp ?? 0) * 1000 });
      return caller;
    } catch {
      throw new Refusal('UNAUTHENTICATED');
    }
  }
}

function callerOf(claims: JWTPayload): Caller {
  const texts = (value: unknown): readonly string[] =>
    Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  const { sub, tenant, org, person } = claims;
  if (typeof sub !== 'string' || typeof tenant !== 'string') throw new Refusal('UNAUTHENTICATED');
  return {
    userId: sub,
    tenantId: tenant,
    tokenId: typeof claims.jti === 'string' ? claims.jti : sub,
    roles: texts(claims['roles']).filter(isRole),
    serviceIds: texts(claims['services']),
    qualifications: texts(claims['qualifications']),
    ...(typeof org === 'string' ? { organisationId: org } : {}),
    ...(typeof person === 'string' ? { personId: person } : {}),
  };
}

export interface TokenRequest {
  readonly userId: string;
  readonly roles: readonly string[];
  readonly organisationId?: string;
  readonly tenantId: string;
  readonly personId?: string;
  readonly serviceIds?: readonly string[];
  readonly qualifications?: readonly string[];
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
    const claims = {
      roles: wanted.roles,
      tenant: wanted.tenantId,
      ...(wanted.organisationId === undefined ? {} : { org: wanted.organisationId }),
      ...(wanted.personId === undefined ? {} : { person: wanted.personId }),
      ...(wanted.serviceIds === undefined ? {} : { services: wanted.serviceIds }),
      ...(wanted.qualifications === undefined ? {} : { qualifications: wanted.qualifications }),
    };
    const accessToken = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', kid: this.jwks.keys[0]?.kid ?? '' })
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
