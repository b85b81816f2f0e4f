import { isFlag, isNumber, isText, listOf, optional, shapeOf, type Guard } from '@carethread/ledger';

/** The tokens of somebody who is signed in. */
export interface Tokens {
  readonly access: string;
  /** When the access token is over, in milliseconds since 1970. */
  readonly until: number;
  readonly refresh?: string;
  /** Tells the identity provider whose session ends at sign-out. */
  readonly id?: string;
}

/** A session as it is kept, sealed. Once it has ended it has no tokens, and stays a day to know whose late form arrives. */
export interface StoredSession {
  readonly userId: string;
  readonly name?: string;
  readonly roles: readonly string[];
  /** Empty until the user has chosen. */
  readonly role: string;
  readonly organisationId?: string;
  readonly tenantId: string;
  readonly personId?: string;
  readonly sid?: string;
  readonly csrf: string;
  readonly startedAt: number;
  readonly seenAt: number;
  readonly tokens?: Tokens;
  /** Whether a token can be had for one role alone. */
  readonly narrows: boolean;
}

const areTokens: Guard<Tokens> = shapeOf<Tokens>({
  access: isText,
  until: isNumber,
  refresh: optional(isText),
  id: optional(isText),
});

export const isStoredSession: Guard<StoredSession> = shapeOf<StoredSession>({
  userId: isText,
  name: optional(isText),
  roles: listOf(isText),
  role: isText,
  organisationId: optional(isText),
  tenantId: isText,
  personId: optional(isText),
  sid: optional(isText),
  csrf: isText,
  startedAt: isNumber,
  seenAt: isNumber,
  tokens: optional(areTokens),
  narrows: isFlag,
});

/** How long a session lasts, in milliseconds. */
export interface SessionLimits {
  /** Without a request. */
  readonly idle: number;
  /** Without a request, where the person's own door is open. */
  readonly ownIdle: number;
  readonly longest: number;
}

export const LIMITS: SessionLimits = { idle: 30 * 60_000, ownIdle: 20 * 60_000, longest: 12 * 3_600_000 };

/** How long a session of a role lasts without a request. */
export const idleOf = (role: string, limits: SessionLimits): number => (role === 'PE' ? limits.ownIdle : limits.idle);

/** When it ends if no request comes, in milliseconds since 1970. */
export function endOf({ role, startedAt, seenAt }: StoredSession, limits: SessionLimits): number {
  return Math.min(seenAt + idleOf(role, limits), startedAt + limits.longest);
}

export function isLive(session: StoredSession, limits: SessionLimits, now: number): boolean {
  return session.tokens !== undefined && endOf(session, limits) > now;
}

/** Without what opens anything. */
export function ended({ tokens: _, ...session }: StoredSession): StoredSession {
  return session;
}
