import { textMembers } from '@carethread/ledger';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { randomUUID, type webcrypto } from 'node:crypto';
import { publicPart } from '../kept-keys.js';
import type { Machine } from '../machine.js';

/** A provider's machine as its own programmers would write it. */
export class MachineClient {
  private constructor(
    readonly clientId: string,
    readonly alg: string,
    readonly key: webcrypto.CryptoKey,
    readonly kid: string,
    readonly jwk: ReturnType<typeof publicPart>,
  ) {}

  static async create(clientId: string, alg = 'ES384'): Promise<MachineClient> {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    const kid = randomUUID();
    return new MachineClient(clientId, alg, privateKey, kid, publicPart({ ...(await exportJWK(publicKey)), kid, alg }));
  }

  machine(more: Omit<Machine, 'clientId' | 'jwks' | 'jwksUri'>): Machine {
    return { clientId: this.clientId, jwks: { keys: [this.jwk] }, ...more };
  }

  /** An assertion for the audience, with these claims instead of the usual ones. */
  assertion(audience: string, claims: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({
      iss: this.clientId,
      sub: this.clientId,
      aud: audience,
      jti: randomUUID(),
      iat: now,
      exp: now + 60,
      ...claims,
    })
      .setProtectedHeader({ alg: this.alg, kid: this.kid })
      .sign(this.key);
  }

  /** Asks the identity server for a token; what it answers. */
  async ask(
    issuer: string,
    form: Readonly<Record<string, string>> = {},
    assertion?: string,
  ): Promise<{ readonly status: number; readonly body: Readonly<Record<string, string>> }> {
    const answer = await fetch(`${issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion ?? (await this.assertion(issuer)),
        ...form,
      }),
    });
    const body: unknown = await answer.json();
    return { status: answer.status, body: textMembers(body) };
  }
}
