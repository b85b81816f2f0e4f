import { randomBytes } from 'node:crypto';
import { MemorySessionStore } from './memory-session-store.js';
import { SealedItems } from './sealed-items.js';
import { LATE_MS, Sessions } from './sessions.js';
import { LIMITS, type StoredSession } from './stored-session.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;

describe('sessions', () => {
  let now: number;
  let sessions: Sessions;
  beforeEach(() => {
    now = 1_000_000;
    sessions = new Sessions(new SealedItems(new MemorySessionStore(), randomBytes(32), () => now), LIMITS);
  });
  const begin = (more: Partial<StoredSession> = {}) =>
    sessions.begin({
      userId: 'a-user',
      roles: ['KW'],
      role: 'KW',
      tenantId: 'a-tenant',
      csrf: 'a-secret',
      startedAt: now,
      seenAt: now,
      narrows: false,
      tokens: { access: 'a-token', until: now + HOUR },
      ...more,
    });
  const lives = async (id: string) => {
    const found = await sessions.find(id);
    return found !== undefined && sessions.isLive(found);
  };

  it('end half an hour after the last request, twenty minutes where it is the person’s own', async () => {
    const [staff, own] = [await begin(), await begin({ role: 'PE' })];
    now += 20 * MINUTE;
    expect([await lives(staff.id), await lives(own.id)]).toEqual([true, false]);
    const seen = await sessions.seen(staff);
    now += 29 * MINUTE;
    expect(await lives(seen.id)).toBe(true);
    now += MINUTE;
    expect(await lives(seen.id)).toBe(false);
  });

  it('end after twelve hours, however busy', async () => {
    let open = await begin();
    const end = now + 12 * HOUR;
    for (; now < end; now += 10 * MINUTE) open = await sessions.seen(open);
    now = end - 1;
    expect(await lives(open.id)).toBe(true);
    now = end;
    expect(await lives(open.id)).toBe(false);
  });

  it('have ids of 256 bits, a new one each time', async () => {
    const ids = await Promise.all([begin(), begin(), begin()]);
    expect(new Set(ids.map(({ id }) => id)).size).toBe(3);
    for (const { id } of ids) expect(Buffer.from(id, 'base64url')).toHaveLength(32);
  });

  it('stay a day after their end without tokens, and no longer', async () => {
    const { id } = await begin();
    await sessions.end(id);
    expect((await sessions.find(id))?.stored.tokens).toBeUndefined();
    now += LATE_MS - 1;
    expect(await sessions.find(id)).toBeDefined();
    now += 1;
    expect(await sessions.find(id)).toBeUndefined();
  });

  it('end where the provider names them, or all of a user’s', async () => {
    const open = await Promise.all([
      begin({ sid: 's1' }),
      begin({ sid: 's2' }),
      begin({ userId: 'another', sid: 's3' }),
    ]);
    const living = () => Promise.all(open.map(({ id }) => lives(id)));
    await sessions.endThoseOf({ sid: 's1' });
    expect(await living()).toEqual([false, true, true]);
    await sessions.endThoseOf({ sub: 'a-user' });
    expect(await living()).toEqual([false, false, true]);
  });

  it('are gone at once at sign-out', async () => {
    const { id } = await begin();
    await sessions.remove(id);
    expect(await sessions.find(id)).toBeUndefined();
  });
});
