import { member, requireList } from '@carethread/ledger';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Private keys of a file in a folder, made where there are none: new keys at each start would make every token and every registration
 * of a key worthless.
 */
export async function keptKeys(folder: string, name: string, algorithms: readonly string[]): Promise<readonly JWK[]> {
  const file = join(folder, name);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const keys = await Promise.all(algorithms.map(newKey));
    writeFileSync(file, `${JSON.stringify({ keys }, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  }
  return requireList(JSON.parse(readFileSync(file, 'utf8')), 'keys').map((key) => {
    if (typeof key !== 'object' || member(key, 'd') === undefined) throw new TypeError(`${file} holds no private keys`);
    return { ...key };
  });
}

/** What the cookies of those who sign in are signed with. */
export function keptCookieKey(folder: string): string {
  return keptText(folder, 'cookies.key');
}

/** What the demo's own application proves itself with. */
export function keptSecret(folder: string): string {
  return keptText(folder, 'application.secret');
}

function keptText(folder: string, name: string): string {
  const file = join(folder, name);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}

async function newKey(alg: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), alg, use: 'sig' };
}

/** What of a key others may know. */
export function publicPart(key: JWK): JWK & { readonly kty: string } {
  const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, oth: _oth, kty = '', ...open } = key;
  return { ...open, kty };
}
