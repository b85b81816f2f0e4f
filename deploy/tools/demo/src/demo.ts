import { demoMachine, keptSecret, startIdentity, type IdentityServer } from '@carethread/identity';
import { textMember } from '@carethread/ledger';
import { readSettings, type Settings } from '@carethread/service-kit';
import { SERVICE_NAMES } from '@carethread/services';
import { join } from 'node:path';
import { demoPeople } from './demo-people.js';

/** What a demo has besides the platform. */
export interface Demo {
  readonly settings: Settings;
  readonly identity: IdentityServer;
  /** Says where browsers find the pages, once the platform listens. */
  opened(url: string): void;
}

/** The demo's people and the server at which they sign in, on a port of its own. */
export async function startDemo(given: Settings, progress: (done: number) => void): Promise<Demo> {
  const accounts = await demoPeople(given, progress);
  const folder = join(given.data, 'identity');
  const secret = keptSecret(folder);
  let url = given.webUrl;
  const identity = await startIdentity({
    url: given.identity ?? 'http://127.0.0.1:0',
    audience: given.audience,
    folder,
    machines: [await demoMachine(folder)],
    people: {
      accounts,
      application: () => (url === undefined ? undefined : { clientId: given.webClientId, secret, url }),
    },
  }).catch((error: unknown) => {
    if (textMember(error, 'code') !== 'EADDRINUSE') throw error;
    throw new Error('CARETHREAD_IDENTITY names a port that is taken: a demo runs its identity server itself');
  });
  const settings = readSettings(
    {
      CARETHREAD_WEB_SCOPE: 'openid carethread',
      ...process.env,
      CARETHREAD_IDENTITY: identity.url,
      CARETHREAD_WEB_CLIENT_SECRET: secret,
    },
    SERVICE_NAMES,
  );
  return { settings, identity, opened: (at) => void (url ??= at) };
}
