import { randomBytes } from 'node:crypto';
import { LiveSession } from './live-session.js';
import { MemorySessionStore } from './memory-session-store.js';
import { SealedItems } from './sealed-items.js';
import type { OpenSession } from './sessions.js';

const PERSON = 'the-person';

describe('the session of a request', () => {
  let now: number;
  let items: SealedItems;
  beforeEach(() => {
    now = 0;
    items = new SealedItems(new MemorySessionStore(), randomBytes(32), () => now);
  });

  const open = (more: Partial<OpenSession['stored']> = {}, id = 'a-session'): OpenSession => ({
    id,
    stored: {
      userId: 'a-user',
      roles: ['KW', 'CS'],
      role: 'KW',
      tenantId: 'a-tenant',
      csrf: 'a-secret',
      startedAt: 0,
      seenAt: 0,
      narrows: false,
      ...more,
    },
  });
  const session = (of = open()) => LiveSession.of({ items, tokenOf: () => Promise.resolve('a-token') }, of, 'en');

  it('remembers where the services stood after what it did, the newest last, and not for long', async () => {
    const first = await session();
    for (let no = 0; no < 10; no++) {
      now += 1;
      await first.keepPosition(PERSON, `position ${no}`);
    }
    expect(first.positions(PERSON)).toEqual([2, 3, 4, 5, 6, 7, 8, 9].map((no) => `position ${no}`));
    expect((await session()).positions(PERSON)).toEqual(first.positions(PERSON));
    expect(first.positions('another')).toEqual([]);
    now += 10 * 60_000;
    expect((await session()).positions(PERSON)).toEqual([]);
  });

  it('loses nothing of what two requests keep at once', async () => {
    const [one, other] = await Promise.all([session(), session()]);
    await Promise.all([one.keepPosition(PERSON, 'a'), other.keepPosition(PERSON, 'b')]);
    expect((await session()).positions(PERSON).toSorted()).toEqual(['a', 'b']);
  });

  it('remembers why a person is looked at, as it was said last, for this session alone', async () => {
    const first = await session();
    await first.keepPurpose(PERSON, 'an inspection');
    now += 1;
    await first.keepPurpose(PERSON, 'a complaint');
    expect((await session()).purpose(PERSON)).toBe('a complaint');
    expect((await session(open({}, 'another-session'))).purpose(PERSON)).toBeUndefined();
  });

  it('keeps unsent words for the user in the role, over sessions, for seven days', async () => {
    await (await session()).keep('/form', { words: 'slept well' });
    const later = await session(open({}, 'another-session'));
    expect(await later.kept('/form')).toEqual({ words: 'slept well' });
    expect(await (await session(open({ role: 'CS' }))).kept('/form')).toBeUndefined();
    expect(await (await session(open({ userId: 'another' }))).kept('/form')).toBeUndefined();
    now = 7 * 24 * 3_600_000;
    expect(await later.kept('/form')).toBeUndefined();
    await later.keep('/form', { words: 'again' });
    await later.discard('/form');
    expect(await later.kept('/form')).toBeUndefined();
  });

  it('stores what a page shows next under a name that nobody guesses, for this session alone', async () => {
    const first = await session();
    const id = await first.note({ found: ['a person'] });
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await first.noted(id)).toEqual({ found: ['a person'] });
    expect(await (await session(open({}, 'another-session'))).noted(id)).toBeUndefined();
  });
});
