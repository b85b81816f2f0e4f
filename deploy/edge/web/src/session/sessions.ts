import { isText, listOf } from '@carethread/ledger';
import { randomBytes } from 'node:crypto';
import type { SealedItems } from './sealed-items.js';
import { ended, endOf, isLive, isStoredSession, type SessionLimits, type StoredSession } from './stored-session.js';

/** An ended session stays as long, to know whose late form arrives, in milliseconds. */
export const LATE_MS = 24 * 3_600_000;
/** Requests of one session move its end at most so often, in milliseconds. */
const MOVED_EVERY_MS = 60_000;
/** How long a choice of role is remembered, in milliseconds. */
const CHOICE_MS = 90 * 24 * 3_600_000;

export interface OpenSession {
  /** As the cookie holds it; nowhere else does it stand in the clear. */
  readonly id: string;
  readonly stored: StoredSession;
}

/** Sessions from sign-in to their end. */
export class Sessions {
  constructor(
    readonly items: SealedItems,
    readonly limits: SessionLimits,
  ) {}

  /** Under a new id, always: nobody can have known it before. */
  async begin(stored: StoredSession): Promise<OpenSession> {
    const id = randomBytes(32).toString('base64url');
    await this.store({ id, stored });
    const until = stored.startedAt + this.limits.longest;
    await this.items.put(['sub', stored.userId], id, id, until);
    if (stored.sid !== undefined) await this.items.put(['sid', stored.sid], id, id, until);
    return { id, stored };
  }

  store({ id, stored }: OpenSession): Promise<void> {
    const lasts = stored.tokens === undefined ? this.items.now() : endOf(stored, this.limits);
    return this.items.put(['session'], id, stored, lasts + LATE_MS);
  }

  /** Live or ended; undefined where there is none. */
  async find(id: string): Promise<OpenSession | undefined> {
    const stored = await this.items.get(['session'], id, isStoredSession);
    return stored && { id, stored };
  }

  isLive({ stored }: OpenSession): boolean {
    return isLive(stored, this.limits, this.items.now());
  }

  /** When it ends if no request comes, and at the latest; in milliseconds since 1970. */
  endsOf({ stored }: OpenSession): { readonly idle: number; readonly longest: number } {
    return { idle: endOf(stored, this.limits), longest: stored.startedAt + this.limits.longest };
  }

  /** Moves the end of a live session on. */
  async seen(session: OpenSession): Promise<OpenSession> {
    const now = this.items.now();
    if (now - session.stored.seenAt < MOVED_EVERY_MS) return session;
    const moved = { ...session, stored: { ...session.stored, seenAt: now } };
    await this.store(moved);
    return moved;
  }

  /** Ends it, but for whose it was. */
  async end(id: string): Promise<void> {
    const found = await this.find(id);
    if (found?.stored.tokens !== undefined) await this.store({ id, stored: ended(found.stored) });
    await this.#forget(id);
  }

  /** Ends it without a trace. */
  async remove(id: string): Promise<void> {
    await this.items.remove(['session'], id);
    await this.#forget(id);
  }

  /** Ends the session that the identity provider names, or all of a user's. */
  async endThoseOf(named: { readonly sid: string } | { readonly sub: string }): Promise<void> {
    const group = 'sid' in named ? (['sid', named.sid] as const) : (['sub', named.sub] as const);
    for (const id of await this.items.list(group, isText)) await this.end(id);
    await this.items.removeGroup(group);
  }

  async #forget(id: string): Promise<void> {
    await this.items.removeGroup(['people', id]);
    await this.items.removeGroup(['notes', id]);
  }

  async choiceOf(userId: string): Promise<string | undefined> {
    const [role] = (await this.items.get(['user', userId], 'role', listOf(isText))) ?? [];
    return role;
  }

  async keepChoice(userId: string, role: string): Promise<void> {
    await this.items.put(['user', userId], 'role', [role], this.items.now() + CHOICE_MS);
  }
}
