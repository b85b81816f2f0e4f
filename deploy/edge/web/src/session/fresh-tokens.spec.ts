import { randomBytes } from 'node:crypto';
import { freshTokens } from './fresh-tokens.js';
import { MemorySessionStore } from './memory-session-store.js';
import { SealedItems } from './sealed-items.js';
import { SignedOut } from './session.js';
import { Sessions, type OpenSession } from './sessions.js';
import { LIMITS, type StoredSession, type Tokens } from './stored-session.js';

const MINUTE = 60_000;

describe('access tokens of a session', () => {
  let now: number;
  let sessions: Sessions;
  let issued: number;
  const stored = (): StoredSession => ({
    userId: 'a-user',
    roles: ['KW'],
    role: 'KW',
    tenantId: 'a-tenant',
    csrf: 'a-secret',
    startedAt: now,
    seenAt: now,
    narrows: true,
    tokens: { access: 'first', until: now + MINUTE, refresh: 'once-0' },
  });
  /** A provider that takes each refresh token once, as it should. */
  const provider = {
    refresh: (tokens: Tokens): Promise<Tokens> => {
      if (tokens.refresh !== `once-${issued}`) return Promise.reject(new SignedOut());
      issued += 1;
      return Promise.resolve({ access: `access-${issued}`, until: now + 15 * MINUTE, refresh: `once-${issued}` });
    },
  };
  let open: OpenSession;
  beforeEach(async () => {
    [now, issued] = [1_000_000, 0];
    sessions = new Sessions(new SealedItems(new MemorySessionStore(), randomBytes(32), () => now), LIMITS);
    open = await sessions.begin(stored());
  });

  it('are taken as they are while they outlast a request', async () => {
    expect(await freshTokens(sessions, provider)(open)).toBe('first');
  });

  it('are fetched once, for all requests of all processes that need them', async () => {
    now += MINUTE;
    const [one, other] = [freshTokens(sessions, provider), freshTokens(sessions, provider)];
    expect(new Set(await Promise.all([one(open), one(open), other(open), other(open)]))).toEqual(new Set(['access-1']));
    expect(issued).toBe(1);
  });

  it('end with the session where the provider gives no more', async () => {
    now += MINUTE;
    issued = 7;
    await expect(freshTokens(sessions, provider)(open)).rejects.toThrow(SignedOut);
    const after = await sessions.find(open.id);
    expect([after?.stored.tokens, after?.stored.userId]).toEqual([undefined, 'a-user']);
  });

  it('are asked for again after a provider could not be reached, and the session lives on', async () => {
    now += MINUTE;
    const away = { refresh: () => Promise.reject(new Error('no connection')) };
    await expect(freshTokens(sessions, away)(open)).rejects.toThrow('no connection');
    expect(await freshTokens(sessions, provider)(open)).toBe('access-1');
  });
});
