import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IdentityProvider } from './identity-provider.js';
import { PostgresSessionStore } from './postgres-session-store.js';
import { KEY_BYTES, SealedItems } from './sealed-items.js';
import type { SessionStore } from './session-store.js';
import { SqliteSessionStore } from './sqlite-session-store.js';
import { LIMITS, type SessionLimits } from './stored-session.js';

/** As much of the platform's settings as sign-in needs. */
export interface SignInSettings {
  readonly data: string;
  readonly issuer: string;
  /** The demo's identity server, where it is the one that people sign in at. */
  readonly identity: string | undefined;
  readonly webClientId: string;
  readonly webClientSecret: string | undefined;
  readonly webScope: string;
  readonly webStore: string;
  readonly webKey: string | undefined;
  readonly webIdle: number;
}

/** What sign-in is made of. */
export interface SignInParts {
  readonly items: SealedItems;
  readonly provider: IdentityProvider;
  readonly issuer: string;
  readonly limits: SessionLimits;
  stop(): Promise<void>;
}

const MINUTE_MS = 60_000;
const SWEEP_MS = 10 * MINUTE_MS;

/** Opens the store and the way to the identity provider. */
export async function openSignIn(settings: SignInSettings): Promise<SignInParts> {
  const { webClientId: clientId, webClientSecret: clientSecret, webScope: scope, webIdle } = settings;
  if (clientSecret === undefined)
    throw new Error('CARETHREAD_WEB_CLIENT_SECRET is empty: the identity provider knows the pages by it');
  const issuer = settings.identity ?? settings.issuer;
  const store = await storeOf(settings);
  const idle = webIdle * MINUTE_MS;
  const sweep = setInterval(() => void store.sweep(Date.now()).catch(() => undefined), SWEEP_MS).unref();
  return {
    items: new SealedItems(store, keyOf(settings)),
    provider: new IdentityProvider({ issuer, clientId, clientSecret, scope }),
    issuer,
    limits: { ...LIMITS, idle, ownIdle: Math.min(idle, LIMITS.ownIdle) },
    stop: () => {
      clearInterval(sweep);
      return store.close();
    },
  };
}

async function storeOf({ webStore, data }: SignInSettings): Promise<SessionStore> {
  if (webStore.startsWith('postgres')) return PostgresSessionStore.open(webStore);
  return new SqliteSessionStore(join(webFolder(data), 'sessions.db'));
}

function keyOf({ webKey, data }: SignInSettings): Uint8Array {
  if (webKey !== undefined) return Buffer.from(webKey, 'hex');
  const file = join(webFolder(data), 'key');
  if (!existsSync(file))
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}

function webFolder(data: string): string {
  const folder = join(data, 'web');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
