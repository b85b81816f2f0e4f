import { readSettings, type Platform } from '@carethread/service-kit';
import { mountPages, PAGES } from '@carethread/web';
import { TestSessions } from '@carethread/web/testing';
import { instantOf } from '@carethread/runtime';
import { textMember } from '@carethread/ledger';
import { startEmbedded } from '../embedded.js';
import { webOptionsOf } from '../pages.js';

/** Somebody who uses the pages. */
export interface PageUser {
  readonly userId: string;
  readonly tenantId: string;
  readonly roles: readonly string[];
  readonly organisationId?: string;
  readonly personId?: string;
  readonly name?: string;
}

/** A platform in test mode that serves pages, to which a test signs users in without a provider. */
export interface PlatformWithPages {
  readonly url: string;
  readonly platform: Platform;
  /** @returns the cookie of a session of the user, in the first of their roles */
  signIn(user: PageUser, language?: 'en' | 'cy'): Promise<{ readonly name: string; readonly value: string }>;
}

export async function startWithPages(data: string): Promise<PlatformWithPages> {
  const settings = {
    CARETHREAD_MODE: 'test',
    CARETHREAD_PORT: '0',
    CARETHREAD_OPERATOR_PORT: '0',
    CARETHREAD_DATA: data,
  };
  const platform = await startEmbedded(readSettings(settings));
  const sessions = new TestSessions();
  const options = webOptionsOf(platform, {
    paths: platform.runtimes.map(({ definition }) => definition.path),
    now: () => Promise.resolve(instantOf(platform.clock.now())),
  });
  const fastify = platform.app.getHttpAdapter().getInstance();
  await mountPages(fastify, PAGES, { sessions, issuer: 'http://127.0.0.1' }, options);
  const url = await platform.listen();
  return {
    url,
    platform,
    signIn: async (user, language = 'en') => {
      const answered = await fetch(`${url}/test/tokens`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(user),
      });
      const token = textMember(await answered.json(), 'accessToken') ?? '';
      return sessions.signIn({ ...user, role: user.roles[0] ?? '', language }, token);
    },
  };
}
