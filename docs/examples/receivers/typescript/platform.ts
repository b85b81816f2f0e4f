import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A notice: a CloudEvent of ids and numbers. */
export interface Notice {
  readonly id: string;
  readonly type: string;
  readonly sequence: string;
  readonly subject?: string;
  readonly data: { readonly planId?: string; readonly versionNo?: number; readonly challenge?: string };
}

export interface Page {
  readonly items: readonly { readonly cursor: string; readonly event: Notice }[];
}

const SCOPES = 'notices.read notices.acknowledge plans.read';
/** How long before its end a token is no longer used, in milliseconds. */
const MARGIN_MS = 30_000;
const TIMEOUT_MS = 30_000;

export interface PlatformSettings {
  readonly url: string;
  readonly issuer: string;
  readonly clientId: string;
  /** The private key of this machine, as a JWK (ES384 or RS384) or a set of them. */
  readonly keyFile: string;
  /** The provider whose machine this is. */
  readonly organisationId: string;
}

/** Carethread, as a provider's machine calls it. */
export class Platform {
  #token = { text: '', until: 0 };
  readonly settings: PlatformSettings;

  constructor(settings: PlatformSettings) {
    this.settings = settings;
  }

  /** The public keys that sign what this provider is sent. */
  async publicKeys(): Promise<readonly string[]> {
    const path = `/care-plan/webhook-keys?organisationId=${this.settings.organisationId}`;
    const answer = await fetch(this.settings.url + path, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const { keys } = (await answer.json()) as { readonly keys: readonly { readonly x: string }[] };
    return keys.map(({ x }) => x);
  }

  async noticesAfter(cursor: string | undefined): Promise<Page> {
    const after = cursor === undefined ? '' : `&after=${encodeURIComponent(cursor)}`;
    const answer = await this.#call('GET', `/care-plan/notices?limit=500${after}`);
    if (!answer.ok) throw new Error(`the feed was answered ${answer.status}`);
    return (await answer.json()) as Page;
  }

  /** The version that a notice announces; undefined where we may not read it any more. */
  async version(planId: string, versionNo: number): Promise<unknown> {
    const answer = await this.#call('GET', `/care-plan/plans/${planId}/versions/${versionNo}`);
    if (answer.status === 404 || answer.status === 410) return undefined;
    if (!answer.ok) throw new Error(`a version was answered ${answer.status}`);
    return answer.json();
  }

  async acknowledge(ids: readonly string[]): Promise<void> {
    const answer = await this.#call('POST', '/care-plan/notices/acknowledgements', { ids });
    if (!answer.ok) throw new Error(`an acknowledgement was answered ${answer.status}`);
  }

  async #call(method: string, path: string, body?: object): Promise<Response> {
    for (let again = true; ; again = false) {
      const answer = await fetch(this.settings.url + path, {
        method,
        headers: {
          authorization: `Bearer ${await this.#accessToken()}`,
          'x-purpose': 'provision',
          'idempotency-key': randomUUID(),
          'content-type': 'application/json',
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(body && { body: JSON.stringify(body) }),
      });
      if (answer.status !== 401 || !again) return answer;
      this.#token = { text: '', until: 0 };
    }
  }

  /** A token lives five minutes; it is asked for again shortly before it ends. */
  async #accessToken(): Promise<string> {
    if (Date.now() < this.#token.until) return this.#token.text;
    const answer = await fetch(`${this.settings.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: SCOPES,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: this.#assertion(),
      }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!answer.ok) throw new Error(`the identity provider answered ${answer.status}`);
    const { access_token: text, expires_in: seconds } = (await answer.json()) as {
      readonly access_token: string;
      readonly expires_in: number;
    };
    this.#token = { text, until: Date.now() + seconds * 1000 - MARGIN_MS };
    return text;
  }

  /** Proves who we are to the identity provider: signed by our own key, good for a minute, used once. */
  #assertion(): string {
    const { clientId, issuer, keyFile } = this.settings;
    const stored = JSON.parse(readFileSync(keyFile, 'utf8'));
    const jwk = stored.keys?.[0] ?? stored;
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: clientId, sub: clientId, aud: issuer, jti: randomUUID(), iat: now, exp: now + 60 };
    const signed = [{ alg: jwk.alg, kid: jwk.kid, typ: 'JWT' }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const key = { key: createPrivateKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const;
    return `${signed}.${sign('sha384', Buffer.from(signed), key).toString('base64url')}`;
  }
}
