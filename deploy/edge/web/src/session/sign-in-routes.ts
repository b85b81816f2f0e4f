import { isText, present, shapeOf, textMember, type Guard } from '@carethread/ledger';
import { decodeJwt } from 'jose';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import type { Flow, Granted } from './identity-provider.js';
import { keptWork, newCsrfSecret } from './live-session.js';
import type { OpenSession } from './sessions.js';
import { CALLBACK, ENDED, SIGNED_OUT, type SignInHost } from './sign-in-host.js';
import type { StoredSession } from './stored-session.js';

/** How long a user may take at the identity provider, in milliseconds. */
const FLOW_MS = 60 * 60_000;
const HOUR_S = 3_600;
/** A logout token is taken once, and is too old after so long, in milliseconds. */
const USED_MS = 10 * 60_000;

interface Started extends Flow {
  readonly to: string;
}
const isStarted: Guard<Started> = shapeOf<Started>({ state: isText, nonce: isText, verifier: isText, to: isText });

/** Sign-in, the choice of a role, the account, and sign-out. */
export function signInRoutes(web: FastifyInstance, of: SignInHost): void {
  const { views, provider, items } = of.options;
  const html = (reply: FastifyReply, page: string): FastifyReply => reply.type('text/html; charset=utf-8').send(page);
  const redirectUri = (): string => `${of.options.url()}${CALLBACK}`;
  /** Only what is a page of ours: an address that somebody else made leads nowhere else. */
  const pageIn = (given: unknown): string => {
    const to = textMember(given, 'to') ?? '';
    return to !== '' && of.options.isPage(to) ? to : '';
  };
  const flowCookie = (): string => `${of.cookieName}-in`;
  const startAt = (to: string): string => `/sign-in/start${to === '' ? '' : `?to=${encodeURIComponent(to)}`}`;

  web.get('/sign-in', async (request, reply) => {
    const { user } = of.sessionOf(request);
    const to = pageIn(request.query);
    if (user !== undefined) return reply.redirect(to === '' ? of.options.firstPage(user) : to, 303);
    const language = of.languageOf(request);
    const ended = of.openOf(request);
    const kept = ended !== undefined && (await keptWork(items, ended, to)) !== undefined;
    return html(reply, await views.signIn({ language, start: startAt(to), ended: ended !== undefined, kept }));
  });

  web.get('/sign-in/start', async (request, reply) => {
    // On this machine browsers may call it by another name, under which the cookie would not come back.
    const { protocol, host, origin } = new URL(of.options.url());
    if (protocol === 'http:' && request.host !== host) return reply.redirect(`${origin}${request.url}`, 303);
    const browser = request.cookies[flowCookie()] ?? randomBytes(32).toString('base64url');
    const { url, ...flow } = await provider.begin(redirectUri(), of.openOf(request) !== undefined);
    const started: Started = { ...flow, to: pageIn(request.query) };
    await items.put(['sign-in', browser], flow.state, started, items.now() + FLOW_MS);
    of.setCookie(reply, flowCookie(), browser, HOUR_S);
    return reply.redirect(url.href, 303);
  });

  web.get(CALLBACK, async (request, reply) => {
    const state = textMember(request.query, 'state') ?? '';
    const browser = request.cookies[flowCookie()] ?? '';
    const started = await items.get(['sign-in', browser], state, isStarted);
    await items.remove(['sign-in', browser], state);
    const granted = started && (await finished(of, request, started));
    if (started === undefined || granted === undefined) {
      const language = of.languageOf(request);
      return html(reply.code(400), await views.signInFailed({ language, start: startAt(started?.to ?? '') }));
    }
    await leave(of, request);
    return enter(of, reply, await begun(of, granted), started.to);
  });

  web.get('/sign-in/role', async (request, reply) => {
    const session = of.sessionOf(request);
    if (session.user === undefined) return reply.redirect('/sign-in', 303);
    return html(reply, await views.chooseRole({ user: session.user, csrf: session.csrf(), to: pageIn(request.query) }));
  });

  web.post('/sign-in/role', async (request, reply) => {
    const open = of.openOf(request);
    const role = textMember(request.body, 'role') ?? '';
    if (open === undefined || !open.stored.roles.includes(role)) return reply.redirect('/sign-in/role', 303);
    const stored = await inRole(of, open.stored, role);
    await of.sessions.keepChoice(stored.userId, role);
    await of.sessions.remove(open.id);
    return enter(of, reply, stored, pageIn(request.body));
  });

  web.get('/account', async (request, reply) => {
    const session = of.sessionOf(request);
    const open = of.openOf(request);
    if (session.user === undefined || open === undefined) return reply.redirect('/sign-in', 303);
    const { idle, longest } = of.sessions.endsOf(open);
    const at = (millis: number): string => new Date(millis).toISOString();
    return html(
      reply,
      await views.account({ user: session.user, csrf: session.csrf(), idleEndsAt: at(idle), endsAt: at(longest) }),
    );
  });

  web.post('/account/language', (request, reply) => {
    const language = textMember(request.body, 'language') === 'cy' ? 'cy' : 'en';
    of.setCookie(reply, 'ct-language', language, 365 * 24 * HOUR_S);
    const to = pageIn(request.body);
    return reply.redirect(to === '' ? '/account' : to, 303);
  });

  web.post('/sign-out', async (request, reply) => {
    const tokens = of.openOf(request)?.stored.tokens;
    await leave(of, request);
    reply.clearCookie(of.cookieName, { path: '/' });
    const there = tokens && (await signOutThere(of, tokens));
    return reply.redirect(there ?? SIGNED_OUT, 303);
  });

  web.get(SIGNED_OUT, async (request, reply) =>
    html(reply, await views.signedOut({ language: of.languageOf(request) })),
  );
}

/** The identity provider tells here whose sessions it has ended. */
export function backChannel(web: FastifyInstance, of: SignInHost): void {
  const { items, provider } = of.options;
  web.post(ENDED, async (request, reply) => {
    try {
      const { sid, sub, jti } = await provider.ended(textMember(request.body, 'logout_token') ?? '');
      if (!(await items.putNew(['logout-token'], jti, true, items.now() + USED_MS))) throw new Error('used before');
      if (sid !== undefined) await of.sessions.endThoseOf({ sid });
      else if (sub !== undefined) await of.sessions.endThoseOf({ sub });
      return await reply.code(200).send();
    } catch {
      return reply.code(400).send({ error: 'invalid_request' });
    }
  });
}

async function finished(of: SignInHost, request: FastifyRequest, started: Started): Promise<Granted | undefined> {
  try {
    return await of.options.provider.finish(new URL(request.url, of.options.url()), started);
  } catch {
    return undefined;
  }
}

/** A session for whom the access token names; in the role that they have alone, or chose before. */
async function begun(of: SignInHost, { tokens, sid }: Granted): Promise<StoredSession> {
  const claims = decodeJwt(tokens.access);
  const { roles: named, tenant } = claims;
  const roles = Array.isArray(named) ? named.filter((one): one is string => typeof one === 'string') : [];
  const now = of.options.items.now();
  const userId = claims.sub ?? '';
  const stored = present<StoredSession>({
    userId,
    name: textMember(claims, 'name'),
    roles,
    role: '',
    organisationId: textMember(claims, 'org'),
    tenantId: String(tenant),
    personId: textMember(claims, 'person'),
    sid,
    csrf: newCsrfSecret(),
    startedAt: now,
    seenAt: now,
    tokens,
    narrows: await of.options.provider.narrows(),
  });
  const [only] = roles;
  if (roles.length === 1 && only !== undefined) return { ...stored, role: only };
  const chosen = await of.sessions.choiceOf(userId);
  return chosen !== undefined && roles.includes(chosen) ? inRole(of, stored, chosen) : stored;
}

/** The same session in a role, with a token for that role where the provider issues one. */
async function inRole(of: SignInHost, stored: StoredSession, role: string): Promise<StoredSession> {
  const { tokens, narrows } = stored;
  if (tokens === undefined || !narrows) return { ...stored, role };
  return { ...stored, role, tokens: await of.options.provider.refresh(tokens, role) };
}

async function enter(of: SignInHost, reply: FastifyReply, stored: StoredSession, to: string): Promise<FastifyReply> {
  const open: OpenSession = await of.sessions.begin(stored);
  of.setCookie(reply, of.cookieName, open.id);
  const { role } = stored;
  if (role === '') return reply.redirect(`/sign-in/role${to === '' ? '' : `?to=${encodeURIComponent(to)}`}`, 303);
  return reply.redirect(to === '' ? of.options.firstPage(of.userIn(open)) : to, 303);
}

async function leave(of: SignInHost, request: FastifyRequest): Promise<void> {
  const open = of.openOf(request);
  if (open !== undefined) await of.sessions.remove(open.id);
}

/** The user has left here, whether the provider can be reached or not. */
async function signOutThere(of: SignInHost, tokens: { readonly id?: string }): Promise<string | undefined> {
  try {
    return (await of.options.provider.signOutUrl(tokens, `${of.options.url()}${SIGNED_OUT}`))?.href;
  } catch {
    return undefined;
  }
}
