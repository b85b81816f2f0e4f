import { member, present, textMember } from '@carethread/ledger';
import { createRemoteJWKSet, decodeJwt, jwtVerify, type JWTVerifyGetKey } from 'jose';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  ResponseBodyError,
  type Configuration,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from 'openid-client';
import { SignedOut } from './session.js';
import type { Tokens } from './stored-session.js';

export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The scope that is asked for beside the roles. */
  readonly scope: string;
}

/** What binds an answer of the provider to the browser that was sent there. */
export interface Flow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface Granted {
  readonly tokens: Tokens;
  readonly sid?: string;
}

/** Scopes under which a provider issues a token for one role alone. */
const ROLE_SCOPE = 'role:';
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** How old a logout token may be. */
const LOGOUT_AGE = '5 minutes';

/** The identity provider, by OpenID Connect; who they are stands in the tokens, and the web keeps no list of users. */
export class IdentityProvider {
  #configuration: Promise<Configuration> | undefined;
  #keys: JWTVerifyGetKey | undefined;

  constructor(readonly settings: ProviderSettings) {}

  /**
   * Where to send a browser that signs in.
   * @param again the user proves anew who they are, although the provider may still know them: somebody else may sit there now
   */
  async begin(redirectUri: string, again: boolean): Promise<Flow & { readonly url: URL }> {
    const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
    const configuration = await this.#found();
    const url = buildAuthorizationUrl(
      configuration,
      present<Record<string, string>>({
        redirect_uri: redirectUri,
        scope: [this.settings.scope, ...roleScopes(configuration)].join(' '),
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
        prompt: again ? 'login' : undefined,
      }),
    );
    return { state, nonce, verifier, url };
  }

  /** Throws where the answer does not belong to the flow, or the provider refuses. */
  async finish(url: URL, { state, nonce, verifier }: Flow): Promise<Granted> {
    const granted = await authorizationCodeGrant(await this.#found(), url, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    return present<Granted>({ tokens: tokensOf(granted), sid: textMember(granted.claims(), 'sid') });
  }

  /** Whether a token can be had for one role alone. */
  async narrows(): Promise<boolean> {
    return roleScopes(await this.#found()).length > 0;
  }

  /**
   * New tokens; for one role alone where the provider can do that. Throws SignedOut where the provider has ended the session, anything
   * else where it cannot be asked.
   */
  async refresh(tokens: Tokens, role: string): Promise<Tokens> {
    if (tokens.refresh === undefined) throw new SignedOut();
    const configuration = await this.#found();
    const scope = `${ROLE_SCOPE}${role}`;
    const narrows = role !== '' && roleScopes(configuration).includes(scope);
    try {
      const granted = await refreshTokenGrant(
        configuration,
        tokens.refresh,
        narrows ? { scope: `${this.settings.scope} ${scope}` } : {},
      );
      return present<Tokens>({ ...tokens, ...tokensOf(granted) });
    } catch (error) {
      if (error instanceof ResponseBodyError && error.error === 'invalid_grant') throw new SignedOut();
      throw error;
    }
  }

  /** Where a browser signs out at the provider too; undefined where that is not offered. */
  async signOutUrl({ id }: Pick<Tokens, 'id'>, backTo: string): Promise<URL | undefined> {
    const configuration = await this.#found();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
    return buildEndSessionUrl(
      configuration,
      present<Record<string, string>>({ post_logout_redirect_uri: backTo, id_token_hint: id }),
    );
  }

  /** Whose sessions the provider has ended, by a token that it posts. Throws where it is not the provider's. */
  async ended(logoutToken: string): Promise<{ readonly sid?: string; readonly sub?: string; readonly jti: string }> {
    const { issuer, clientId } = this.settings;
    const { jwks_uri: address = '' } = (await this.#found()).serverMetadata();
    this.#keys ??= createRemoteJWKSet(new URL(address));
    const { payload } = await jwtVerify(logoutToken, this.#keys, {
      issuer,
      audience: clientId,
      maxTokenAge: LOGOUT_AGE,
      requiredClaims: ['iat', 'jti', 'events'],
    });
    const { sid, sub, jti, nonce } = payload;
    const isLogout = typeof member(payload['events'], LOGOUT_EVENT) === 'object';
    if (!isLogout || nonce !== undefined || (sid === undefined && sub === undefined))
      throw new TypeError('no logout token');
    return present({ sid: textMember(payload, 'sid'), sub, jti: jti ?? '' });
  }

  /** Asked at the first need, and again after a failure: the provider may start later than the web. */
  #found(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const insecure = issuer.startsWith('http://') ? { execute: [allowInsecureRequests] } : {};
    this.#configuration ??= discovery(
      new URL(issuer),
      clientId,
      undefined,
      ClientSecretBasic(clientSecret),
      insecure,
    ).catch((error: unknown) => {
      this.#configuration = undefined;
      throw error;
    });
    return this.#configuration;
  }
}

function roleScopes(configuration: Configuration): readonly string[] {
  return (configuration.serverMetadata().scopes_supported ?? []).filter((scope) => scope.startsWith(ROLE_SCOPE));
}

function tokensOf(granted: TokenEndpointResponse & TokenEndpointResponseHelpers): Tokens {
  // The platform verifies it at each request; here only its own word on when it is over is read.
  const { exp } = decodeJwt(granted.access_token);
  return present<Tokens>({
    access: granted.access_token,
    until: exp === undefined ? Date.now() + (granted.expiresIn() ?? 0) * 1_000 : exp * 1_000,
    refresh: granted.refresh_token,
    id: granted.id_token,
  });
}
