import formbody from '@fastify/formbody';
import compress from '@fastify/compress';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { loadAssets, serveAssets } from './assets/assets.js';
import type { Transport } from './api/transport.js';
import { PAGES } from './pages/pages.js';
import { signInViews } from './pages/sign-in/sign-in-views.js';
import { isRole } from '@carethread/contracts';
import type { SignInParts } from './session/open-sign-in.js';
import type { Language, Session } from './session/session.js';
import { protectPages } from './session/web-headers.js';
import { idleOf } from './session/stored-session.js';
import { WebSessions } from './session/web-sessions.js';
import { faultsOf } from './shell/check-pages.js';
import { homeOf } from './shell/navigation.js';
import type { Page } from './shell/page.js';
import { patternOf } from './shell/segments.js';
import { routePages } from './shell/router.js';
import type { WebHost } from './shell/web-host.js';

/** Who is behind a request, wherever that is kept. */
export interface SessionSource {
  mount(web: FastifyInstance): Promise<void>;
  sessionOf(request: FastifyRequest): Session;
  languageOf(request: FastifyRequest): Language;
}

export interface WebOptions {
  readonly transport: Transport;
  readonly apiSegments: readonly string[];
  readonly mode: 'demo' | 'test' | 'production';
  readonly now: () => Promise<string>;
  readonly broke: WebHost['broke'];
  /** How browsers call the pages; known once the process listens. */
  readonly url: () => string;
}

const URLENCODED = 'application/x-www-form-urlencoded';

/** Serves the pages beside whatever the server serves, with sign-in. */
export async function mountWeb(fastify: FastifyInstance, signIn: SignInParts, options: WebOptions): Promise<void> {
  const { items, provider, issuer, limits } = signIn;
  const assets = loadAssets();
  const patterns = PAGES.map(({ path }) => patternOf(path));
  const sessions = new WebSessions({
    items,
    provider,
    limits,
    url: options.url,
    isPage: (path) => patterns.some((pattern) => pattern.test(path.split('?')[0] ?? '')),
    firstPage: ({ role }) => homeOf(PAGES, isRole(role) ? role : undefined),
    views: signInViews({ mode: options.mode, pages: PAGES, asset: (name) => assets.path(name) }),
  });
  const idleAfter = (role: string): number => idleOf(role, limits) / 1000;
  await mountPages(fastify, PAGES, { sessions, issuer, idleAfter }, options);
}

/** Who stands behind the pages. */
export interface PagesOf {
  readonly sessions: SessionSource;
  readonly issuer: string;
  /** After how many seconds of silence a session of a role ends; where that is not known, nobody is warned. */
  readonly idleAfter?: (role: string) => number;
}

/** Serves pages in an encapsulated part of a server: cookies, forms and headers of pages exist for these alone. */
export async function mountPages(
  fastify: FastifyInstance,
  pages: readonly Page[],
  { sessions, issuer, idleAfter }: PagesOf,
  options: WebOptions,
): Promise<void> {
  const faults = faultsOf(pages, options.apiSegments);
  if (faults.length > 0) throw new Error(`pages that can not be served: ${faults.join('; ')}`);
  const assets = loadAssets();
  const { transport, apiSegments, mode, now, broke } = options;
  const host: WebHost = {
    transport,
    apiSegments,
    mode,
    now,
    broke,
    idleAfter: (role) => idleAfter?.(role),
    sessionOf: (request) => sessions.sessionOf(request),
    languageOf: (request) => sessions.languageOf(request),
    asset: (name) => assets.path(name),
  };
  await fastify.register(async (web) => {
    if (web.hasContentTypeParser(URLENCODED)) web.removeContentTypeParser(URLENCODED);
    await web.register(formbody);
    await web.register(compress, { encodings: ['br', 'gzip'], threshold: 1_024 });
    await protectPages(web, { issuer, production: mode === 'production' });
    await serveAssets(web, assets);
    await sessions.mount(web);
    routePages(web, { host, pages });
  });
}
