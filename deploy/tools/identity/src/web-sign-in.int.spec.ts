import { decodeJwt } from 'jose';
import formbody from '@fastify/formbody';
import { fastify, type FastifyInstance } from 'fastify';
import { IdentityProvider, MemorySessionStore, protectPages, SealedItems, WebSessions, wayIn } from '@carethread/web';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.js';
import { startIdentity, type IdentityServer } from './identity-server.js';
import { Browser, type Shown } from './testing/index.js';

const TENANT = randomUUID();
const about = { about: 'A synthetic user.', first: 'Look around.', tenantId: TENANT };
const KEYWORKER: Account = {
  ...about,
  userId: randomUUID(),
  name: 'Sam Keyworker',
  roles: ['KW'],
  group: 'Keyworkers',
};
const MANAGER: Account = { ...about, userId: randomUUID(), name: 'Mo Manager', roles: ['SM', 'RM'], group: 'Managers' };
const PERSON: Account = {
  ...about,
  userId: randomUUID(),
  name: 'Alder Synthetic',
  roles: ['PE'],
  personId: randomUUID(),
  group: 'People',
};
const MINUTE = 60_000;

/** What the pages of this spec say, as JSON. */
interface Seen {
  readonly user: { readonly role: string; readonly roles: readonly string[] };
  readonly claims: {
    readonly roles: readonly string[];
    readonly jti: string;
    readonly exp: number;
    readonly iat: number;
  };
  readonly roles: readonly string[];
  readonly csrf: string;
}

describe('signing in to the web', () => {
  let folder: string;
  let identity: IdentityServer;
  let web: FastifyInstance;
  let url: string;
  let ahead: number;

  const now = (): number => Date.now() + ahead;
  beforeEach(async () => {
    ahead = 0;
    url = 'http://127.0.0.1:0';
    folder = mkdtempSync(join(tmpdir(), 'carethread-sign-in-'));
    const application = { clientId: 'carethread-web', secret: randomBytes(16).toString('hex') };
    identity = await startIdentity({
      url: 'http://127.0.0.1:0',
      audience: 'carethread',
      folder,
      machines: [],
      people: { accounts: [KEYWORKER, MANAGER, PERSON], application: () => ({ ...application, url }) },
    });
    web = fastify();
    const { clientId, secret: clientSecret } = application;
    const sessions = new WebSessions({
      items: new SealedItems(new MemorySessionStore(), randomBytes(32), now),
      provider: new IdentityProvider({ issuer: identity.url, clientId, clientSecret, scope: 'openid carethread' }),
      url: () => url,
      isPage: (path) => /^\/(today|form|kept)/.test(path),
      firstPage: () => '/today',
      views: {
        signIn: async ({ ended, kept }) =>
          Promise.resolve(`sign in${ended ? ' again' : ''}${kept ? ', your words are kept' : ''}`),
        signInFailed: async () => Promise.resolve('sign in again'),
        signedOut: async () => Promise.resolve('signed out'),
        chooseRole: async ({ user, csrf }) => Promise.resolve(JSON.stringify({ roles: user.roles, csrf })),
        account: async ({ user, csrf }) => Promise.resolve(JSON.stringify({ user, csrf })),
        formRefused: async () => Promise.resolve('refused'),
      },
    });
    await web.register(async (pages) => {
      await pages.register(formbody);
      await protectPages(pages, { issuer: identity.url, production: false });
      await sessions.mount(pages);
      pages.get('/today', async (request, reply) => {
        const session = sessions.sessionOf(request);
        const way = wayIn(session, '/today');
        if (way !== undefined) return reply.redirect(way, 303);
        return reply.send({ user: session.user, csrf: session.csrf(), claims: decodeJwt(await session.token()) });
      });
      pages.post('/form', () => 'taken');
      pages.get('/form', async (request, reply) => {
        const session = sessions.sessionOf(request);
        const way = wayIn(session, '/form');
        if (way !== undefined) return reply.redirect(way, 303);
        return reply.send({ kept: await session.kept('/form') });
      });
    });
    url = await web.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(async () => {
    await web.close();
    await identity.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function signIn(browser: Browser, account: Account, to = ''): Promise<Shown> {
    const choice = await browser.open(`${url}/sign-in/start${to}`);
    expect(choice.text).toContain(account.name);
    return browser.open(choice.url, { userId: account.userId });
  }
  const json = ({ text }: Shown) => JSON.parse(text) as Seen;

  it('shows who there is by kind of user, under the policy of our own pages', async () => {
    const { text, headers, url: at } = await new Browser().open(`${url}/sign-in/start`);
    for (const part of ['Keyworkers', 'Managers', 'People', 'Look around.']) expect(text).toContain(part);
    expect(headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'self'; form-action 'self' ${url}; frame-ancestors 'none'; base-uri 'none'`,
    );
    expect(text).not.toMatch(/<script|style=/);
    expect(new URL(at).origin).toBe(identity.url);
  });

  it('gives a token that the platform takes, for whoever was chosen, of 15 minutes', async () => {
    const { user, claims } = json(await signIn(new Browser(), PERSON));
    expect(user).toEqual({
      userId: PERSON.userId,
      name: PERSON.name,
      roles: ['PE'],
      role: 'PE',
      tenantId: TENANT,
      personId: PERSON.personId,
      language: 'en',
    });
    expect(claims).toMatchObject({
      iss: identity.url,
      aud: 'carethread',
      sub: PERSON.userId,
      roles: ['PE'],
      tenant: TENANT,
      person: PERSON.personId,
      name: PERSON.name,
    });
    expect(claims.exp - claims.iat).toBe(15 * 60);
  });

  it('lets a user with several roles choose once, and switch, each time with a token for that role and under a new id', async () => {
    const browser = new Browser();
    const choice = json(await signIn(browser, MANAGER));
    expect(choice.roles).toEqual(['SM', 'RM']);
    const before = browser.cookies.get(`ct-${new URL(url).port}`);
    expect((await browser.open(`${url}/today`)).url).toBe(`${url}/sign-in/role?to=%2Ftoday`);
    const first = json(await browser.open(`${url}/sign-in/role`, { role: 'SM', _csrf: choice.csrf }));
    expect([first.user.role, first.user.roles, first.claims.roles]).toEqual(['SM', ['SM', 'RM'], ['SM']]);
    expect(browser.cookies.get(`ct-${new URL(url).port}`)).not.toBe(before);
    const second = json(await browser.open(`${url}/sign-in/role`, { role: 'RM', _csrf: first.csrf }));
    expect([second.user.role, second.claims.roles]).toEqual(['RM', ['RM']]);
    expect(json(await signIn(new Browser(), MANAGER)).user.role).toBe('RM');
  });

  it('refreshes a token that is nearly over, once for all requests that need it', async () => {
    const browser = new Browser();
    const first = json(await signIn(browser, KEYWORKER));
    ahead = 14.9 * MINUTE;
    const shown = await Promise.all([1, 2, 3].map(() => browser.open(`${url}/today`)));
    const tokens = new Set(shown.map((one) => json(one).claims.jti));
    expect(tokens.size).toBe(1);
    expect(tokens.has(first.claims.jti)).toBe(false);
  });

  it('ends after half an hour without a request; words that come then are kept, and given back to their writer alone', async () => {
    const browser = new Browser();
    const { csrf } = json(await signIn(browser, KEYWORKER));
    ahead = 31 * MINUTE;
    const late = await browser.open(`${url}/form`, { words: 'Alder slept well', _csrf: csrf });
    expect([late.url, late.text]).toEqual([`${url}/sign-in?to=%2Fform`, 'sign in again, your words are kept']);
    const other = new Browser();
    await signIn(other, PERSON);
    expect(json(await other.open(`${url}/form`))).toEqual({});
    expect(json(await signIn(browser, KEYWORKER, '?to=/form'))).toEqual({ kept: { words: 'Alder slept well' } });
    ahead = 25 * 60 * MINUTE;
    expect(json(await signIn(browser, KEYWORKER, '?to=/form'))).toEqual({});
  });

  it('takes a form from its own pages only: the origin, and what this session was shown', async () => {
    const browser = new Browser();
    const { csrf } = json(await signIn(browser, KEYWORKER));
    const send = async (form: Readonly<Record<string, string>>, from = url) =>
      browser.send(`${url}/form`, form, from).then(({ status }) => status);
    expect(await send({ _csrf: csrf })).toBe(200);
    expect(await send({ _csrf: csrf }, 'http://127.0.0.1:1')).toBe(403);
    expect(await send({ _csrf: 'made-up' })).toBe(403);
    expect(await send({})).toBe(403);
    const { csrf: others } = json(await signIn(new Browser(), KEYWORKER));
    expect(await send({ _csrf: others })).toBe(403);
  });

  it('signs out here and at the provider', async () => {
    const browser = new Browser();
    const { csrf } = json(await signIn(browser, KEYWORKER));
    const asked = await browser.open(`${url}/sign-out`, { _csrf: csrf });
    const secret = /name="xsrf" value="([^"]+)"/.exec(asked.text)?.[1] ?? '';
    expect((await browser.open(`${url}/today`)).text).toBe('sign in');
    const done = await browser.open(`${identity.url}/session/end/confirm`, { xsrf: secret, logout: 'yes' });
    expect([done.url, done.text]).toEqual([`${url}/signed-out`, 'signed out']);
    expect((await browser.open(`${url}/sign-in/start`)).text).toContain('Choose who to be');
  });

  it('is signed out where the provider ends the session elsewhere, and by nobody else', async () => {
    const browser = new Browser();
    const { csrf } = json(await signIn(browser, KEYWORKER));
    const forged = await fetch(`${url}/sign-in/ended`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: 'made.up.token' }),
    });
    expect(forged.status).toBe(400);
    expect((await browser.open(`${url}/today`)).status).toBe(200);
    // The same user leaves at the provider, from another page.
    const asked = await browser.open(`${identity.url}/session/end`);
    const secret = /name="xsrf" value="([^"]+)"/.exec(asked.text)?.[1] ?? '';
    await browser.open(`${identity.url}/session/end/confirm`, { xsrf: secret, logout: 'yes' });
    expect((await browser.open(`${url}/today`)).text).toBe('sign in again');
    expect((await browser.open(`${url}/form`, { words: 'late', _csrf: csrf })).url).toBe(`${url}/sign-in?to=%2Fform`);
  });

  it('answers only the browser that began, and leads to no address but a page of ours', async () => {
    const browser = new Browser();
    const choice = await browser.open(`${url}/sign-in/start?to=${encodeURIComponent('https://elsewhere.invalid/')}`);
    const atProvider = await browser.send(choice.url, { userId: KEYWORKER.userId });
    const back = await browser.send(atProvider.location ?? '');
    const stolen = await new Browser().open(back.location ?? '');
    expect([stolen.status, stolen.text]).toEqual([400, 'sign in again']);
    expect((await browser.open(back.location ?? '')).url).toBe(`${url}/today`);
    expect((await browser.open(back.location ?? '')).status).toBe(400);
  });

  it('sends the headers of every page', async () => {
    const { headers } = await new Browser().open(`${url}/today`);
    expect(headers.get('content-security-policy')).toBe(
      `default-src 'none';script-src 'self';style-src 'self';img-src 'self';font-src 'self';connect-src 'self';manifest-src 'self';worker-src 'self';form-action 'self' ${identity.url};frame-ancestors 'none';base-uri 'none';require-trusted-types-for 'script'`,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toBeNull();
  });
});
