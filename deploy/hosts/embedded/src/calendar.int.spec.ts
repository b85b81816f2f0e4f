import { raiseTask, readSettings, type Platform } from '@carethread/service-kit';
import { OPEN_PATHS } from '@carethread/http-api';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { services, startEmbedded } from './embedded.js';
import { callers, type Caller, type Callers } from './testing/callers.js';

const PATH = '/assessment/me/calendar';
const wanted = { timeZone: 'Europe/London' };

describe('a calendar feed of one’s own due dates, over HTTP', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-calendar-'));
  const organisationId = randomUUID();
  let platform: Platform;
  let url: string;
  let who: Callers;

  beforeAll(async () => {
    platform = await startEmbedded(
      readSettings({ CARETHREAD_PORT: '0', CARETHREAD_DATA: data, CARETHREAD_MODE: 'test' }),
    );
    url = await platform.listen();
    who = await callers(url);
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  const keyworker = (userId: string = randomUUID()) => who.caller({ userId, roles: ['KW'], organisationId });
  const clock = (now: string) =>
    fetch(`${url}/test/clock`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ now }),
    });
  async function owes(service: string, forUserId: string, dueAt: string): Promise<void> {
    const runtime = platform.runtimes.find(({ definition }) => definition.name === service);
    const [id, commandId] = [randomUUID(), randomUUID()];
    const task = raiseTask(id, { kind: 'replaceHomeCopy', forRole: 'KW', forUserId, organisationId, dueAt, ref: {} });
    await runtime?.issue('test', task, { tenantId: who.tenantId, commandId, correlationId: commandId });
  }
  const made = async (by: Caller): Promise<string> => {
    const { status, body } = await by.json('POST', PATH, wanted);
    expect([status, body.path]).toEqual([201, expect.stringMatching(/^\/calendar\/[0-9a-f]{64}\.ics$/)]);
    return url + String(body.path);
  };
  const daysOf = (calendar: string) => [...calendar.matchAll(/DTSTART;VALUE=DATE:(\d+)/g)].map(([, day]) => day);

  it('shows the days on which something is due to the user, of all services, and what is done no more', async () => {
    const userId = randomUUID();
    const ann = await keyworker(userId);
    const feed = await made(ann);
    expect(daysOf(await (await fetch(feed)).text())).toEqual([]);
    await owes('risk', userId, '2026-06-03T22:59:59.999Z');
    await owes('assessment', userId, '2026-06-04T12:00:00.000Z');
    await owes('consent', randomUUID(), '2026-06-05T12:00:00.000Z');
    const answer = await fetch(feed);
    const calendar = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(daysOf(calendar)).toEqual(['20260603', '20260604']);
    expect(calendar).not.toMatch(new RegExp(`home|copy|KW|${userId}|${organisationId}|${who.tenantId}`, 'i'));
    const etag = answer.headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`])
      expect((await fetch(feed, { headers: { 'if-none-match': known } })).status).toBe(304);
    const { body } = await ann.send('GET', '/risk/tasks?mine=true');
    await ann.json('POST', `/risk/tasks/${String(body.items[0].id)}/completion`, {});
    const changed = await fetch(feed, { headers: { 'if-none-match': etag } });
    expect([changed.status, daysOf(await changed.text())]).toEqual([200, ['20260604']]);
  });

  it('is shown by its token alone: whatever is wrong with another is one answer, which repeats none', async () => {
    const ben = await keyworker();
    const first = await made(ben);
    const second = await made(ben);
    expect((await fetch(second)).status).toBe(200);
    const token = second.slice(-68, -4);
    const others = [
      first,
      `${url}/calendar/${'0'.repeat(64)}.ics`,
      `${url}/calendar/${token}`,
      `${url}/calendar/${token.toUpperCase()}.ics`,
      `${url}/calendar/${token.slice(1)}.ics`,
      `${url}/calendar/x.ics`,
    ];
    for (const other of others) {
      const answer = await fetch(other);
      const { correlationId: _, ...problem } = (await answer.json()) as { correlationId: string; code: string };
      expect([answer.status, problem.code]).toEqual([404, 'NOT_FOUND']);
      expect(JSON.stringify(problem)).not.toContain(other.slice(-20, -4));
    }
    expect((await ben.send('GET', PATH)).body).toMatchObject({ active: true, timeZone: 'Europe/London' });
    expect((await ben.send('GET', PATH)).bytes.toString()).not.toContain(token);
  });

  it('ends when its user revokes it, and after a year', async () => {
    const cal = await keyworker();
    const feed = await made(cal);
    expect((await cal.send('DELETE', PATH)).status).toBe(200);
    expect((await fetch(feed)).status).toBe(404);
    expect((await cal.send('GET', PATH)).body).toEqual({ active: false });
    expect((await cal.send('DELETE', PATH)).status).toBe(404);
    await clock('2026-06-01T09:00:00.000Z');
    const again = await made(cal);
    await clock('2027-06-01T08:59:59.999Z');
    expect((await fetch(again)).status).toBe(200);
    await clock('2027-06-01T09:00:00.000Z');
    expect((await fetch(again)).status).toBe(404);
  });

  it('ends with the account', async () => {
    const userId = randomUUID();
    const coordinator = await who.caller({ userId, roles: ['CC'], organisationId });
    const feed = await made(coordinator);
    const administrator = await who.caller({ roles: ['PA'] });
    const ended = await administrator.json('POST', `/cpa/coordinators/${userId}/deactivation`, { reason: 'left' });
    expect(ended.status).toBe(200);
    await fetch(`${url}/test/idle?within=20000`);
    expect((await fetch(feed)).status).toBe(404);
  });

  it('PLAT-10: its token stands in no byte that is stored, and in no figure', async () => {
    const feed = await made(await keyworker());
    await fetch(feed);
    await fetch(`${url}/test/idle?within=20000`);
    const bytes = [...below(data), Buffer.from(await (await fetch(`${platform.operatorUrl()}/metrics`)).text())];
    expect(bytes.length).toBeGreaterThan(20);
    expect(bytes.filter((one) => one.includes(feed.slice(-68, -4)))).toEqual([]);
  });

  it('open paths are those that the gateway passes on, and no page of the API begins with their first segments', () => {
    const served = services.flatMap(({ name, openPaths = [] }) =>
      openPaths.map(({ method, path }) => ({ method, path, service: name })),
    );
    const byPath = (one: { path: string; method: string }, other: { path: string; method: string }) =>
      `${one.path} ${one.method}` < `${other.path} ${other.method}` ? -1 : 1;
    expect(served.toSorted(byPath)).toEqual([...OPEN_PATHS].sort(byPath));
    const segments = new Set(platform.routes.map(({ path }) => path.split('/')[1]));
    expect(OPEN_PATHS.filter(({ path }) => segments.has(path.split('/')[1]))).toEqual([]);
  });
});

describe('a calendar feed that somebody asks for without end', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-calendar-'));
  let platform: Platform;
  let url: string;
  beforeAll(async () => {
    platform = await startEmbedded(
      readSettings({ CARETHREAD_PORT: '0', CARETHREAD_DATA: data, CARETHREAD_MODE: 'demo' }),
    );
    url = await platform.listen();
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it('is limited by its token, and says until when', async () => {
    const token = (nth: number) => `${url}/calendar/${String(nth).repeat(64)}.ics`;
    const statuses: number[] = [];
    for (let request = 0; request < 61; request++) statuses.push((await fetch(token(1))).status);
    expect([...new Set(statuses.slice(0, 60))]).toEqual([404]);
    expect(statuses[60]).toBe(429);
    expect((await fetch(token(1))).headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await fetch(token(2))).status).toBe(404);
  });
});

function below(folder: string): readonly Buffer[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? below(path) : entry.isFile() ? [readFileSync(path)] : [];
  });
}
