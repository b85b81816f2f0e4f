import cookie from '@fastify/cookie';
import { textMember, textMembers } from '@carethread/ledger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { freshTokens } from './fresh-tokens.js';
import { isCsrfToken, keepWork, LiveSession, NOBODY, userOf } from './live-session.js';
import type { Fields, Language, Session, SignedIn } from './session.js';
import { LATE_MS, Sessions, type OpenSession } from './sessions.js';
import { CALLBACK, ENDED, type SignInHost, type WebSessionsOptions } from './sign-in-host.js';
import { backChannel, signInRoutes } from './sign-in-routes.js';
import { LIMITS } from './stored-session.js';

/** The field of a form that proves that this session was shown it. */
export const CSRF_FIELD = '_csrf';

/** Who is behind a request, for the pages of one web. */
export class WebSessions implements SignInHost {
  readonly sessions: Sessions;
  readonly tokenOf: (session: OpenSession) => Promise<string>;
  readonly #of = new WeakMap<FastifyRequest, { readonly session: Session; readonly open?: OpenSession }>();

  constructor(readonly options: WebSessionsOptions) {
    const { items, provider, limits = LIMITS } = options;
    this.sessions = new Sessions(items, limits);
    this.tokenOf = freshTokens(this.sessions, provider);
  }

  /** Adds sign-in to an encapsulated part of a server, and a session to each of its requests. */
  async mount(web: FastifyInstance): Promise<void> {
    await web.register(cookie);
    web.addHook('onRequest', (request) => this.#open(request));
    web.addHook('preValidation', (request, reply) => this.#guardForm(request, reply));
    signInRoutes(web, this);
    backChannel(web, this);
  }

  sessionOf(request: FastifyRequest): Session {
    return this.#of.get(request)?.session ?? NOBODY;
  }

  openOf(request: FastifyRequest): OpenSession | undefined {
    return this.#of.get(request)?.open;
  }

  userIn(open: OpenSession, language: Language = 'en'): SignedIn {
    return userOf(open, language);
  }

  languageOf(request: FastifyRequest): Language {
    return request.cookies['ct-language'] === 'cy' ? 'cy' : 'en';
  }

  /** The name that a browser holds to this very host; on loopback without TLS, one for each port, since cookies ignore ports. */
  get cookieName(): string {
    const { protocol, port } = new URL(this.options.url());
    return protocol === 'https:' ? '__Host-ct' : `ct-${port}`;
  }

  setCookie(reply: FastifyReply, name: string, value: string, maxAge?: number): void {
    const secure = this.options.url().startsWith('https:');
    const lasts = maxAge === undefined ? {} : { maxAge };
    reply.setCookie(name, value, { path: '/', httpOnly: true, sameSite: 'lax', secure, ...lasts });
  }

  async #open(request: FastifyRequest): Promise<void> {
    const id = request.cookies[this.cookieName];
    const found = id === undefined ? undefined : await this.sessions.find(id);
    if (found === undefined) return;
    if (!this.sessions.isLive(found)) {
      this.#of.set(request, { session: NOBODY, open: found });
      return;
    }
    const open = await this.sessions.seen(found);
    const parts = { items: this.options.items, tokenOf: this.tokenOf };
    this.#of.set(request, { session: await LiveSession.of(parts, open, this.languageOf(request)), open });
  }

  /** Lets a form through that a page of this session showed; words that come after its end are kept for whoever wrote them. */
  async #guardForm(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    if (request.method === 'GET' || request.method === 'HEAD' || request.routeOptions.url === ENDED) return undefined;
    const language = this.languageOf(request);
    const refuse = async (): Promise<FastifyReply> =>
      reply
        .code(403)
        .type('text/html')
        .send(await this.options.views.formRefused({ language }));
    if (request.headers.origin !== new URL(this.options.url()).origin) return refuse();
    const open = this.openOf(request);
    const [place = '/'] = request.url.split('?');
    if (open === undefined) return reply.redirect(signInAddress(place), 303);
    if (!isCsrfToken(open, textMember(request.body, CSRF_FIELD) ?? '')) return refuse();
    if (this.sessionOf(request).user !== undefined) return undefined;
    await keepWork(this.options.items, open, place, wordsOf(request.body), LATE_MS);
    return reply.redirect(signInAddress(place), 303);
  }
}

function wordsOf(body: unknown): Fields {
  const { [CSRF_FIELD]: _, ...words } = textMembers(body);
  return words;
}

/** Where to sign in, or to choose a role, before a page can be shown; undefined where nothing is missing. */
export function wayIn({ user }: Session, path: string): string | undefined {
  if (user === undefined) return signInAddress(path);
  return user.role === '' ? `/sign-in/role?to=${encodeURIComponent(path)}` : undefined;
}

export function signInAddress(path: string): string {
  return path === CALLBACK || path.startsWith('/sign-') ? '/sign-in' : `/sign-in?to=${encodeURIComponent(path)}`;
}
