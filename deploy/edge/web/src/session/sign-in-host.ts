import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IdentityProvider } from './identity-provider.js';
import type { SealedItems } from './sealed-items.js';
import type { SessionViews } from './session-views.js';
import type { Language, Session, SignedIn } from './session.js';
import type { OpenSession, Sessions } from './sessions.js';
import type { SessionLimits } from './stored-session.js';

export const CALLBACK = '/sign-in/callback';
export const ENDED = '/sign-in/ended';
export const SIGNED_OUT = '/signed-out';

export interface WebSessionsOptions {
  readonly items: SealedItems;
  readonly provider: IdentityProvider;
  /** The web's own address, as browsers call it; a server on a free port has none before it listens. */
  url(): string;
  readonly limits?: SessionLimits;
  /** Whether a path is one that a user may be sent to after sign-in. */
  isPage(path: string): boolean;
  /** Where a user goes who came from nowhere. */
  firstPage(user: SignedIn): string;
  readonly views: SessionViews;
}

/** What the routes of sign-in need of those who keep the sessions. */
export interface SignInHost {
  readonly options: WebSessionsOptions;
  readonly sessions: Sessions;
  readonly cookieName: string;
  sessionOf(request: FastifyRequest): Session;
  /** Live or ended. */
  openOf(request: FastifyRequest): OpenSession | undefined;
  languageOf(request: FastifyRequest): Language;
  userIn(open: OpenSession): SignedIn;
  setCookie(reply: FastifyReply, name: string, value: string, maxAge?: number): void;
}
