import { raiseTask, readSettings, type Platform, type Prompt } from '@carethread/service-kit';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';
import { callers, type Caller, type Callers } from './testing/callers.js';
import { MailCapture } from './testing/captured-mail.js';

const PATH = '/assessment/me/notifications';
const SITE = 'https://care.example.org';

describe('e-mail to staff, through a mail server', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-mail-'));
  const organisationId = randomUUID();
  const server = new MailCapture();
  let platform: Platform;
  let url: string;
  let who: Callers;

  beforeAll(async () => {
    platform = await startEmbedded(
      readSettings({
        CARETHREAD_PORT: '0',
        CARETHREAD_DATA: data,
        CARETHREAD_MODE: 'test',
        CARETHREAD_SMTP_URL: await server.listen(),
        CARETHREAD_MAIL_FROM: 'Carethread <no-reply@care.example.org>',
        CARETHREAD_PUBLIC_URL: `${SITE}/`,
      }),
    );
    url = await platform.listen();
    who = await callers(url);
    await clock('2026-06-01T09:00:00.000Z');
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    await server.close();
    rmSync(data, { recursive: true, force: true });
  });
  beforeEach(() => {
    server.mails.length = 0;
    server.refuses = () => undefined;
  });

  async function clock(now: string): Promise<void> {
    const answer = await fetch(`${url}/test/clock`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ now }),
    });
    expect(answer.status).toBe(200);
  }
  const keyworker = (userId: string) => who.caller({ userId, roles: ['KW'], organisationId });
  const addressOf = (name: string): string => `synthetic.${name}@example.org`;
  const wanted = (name: string) => ({
    email: addressOf(name),
    urgent: true,
    digest: { at: '08:00', days: ['tuesday', 'wednesday', 'thursday'] },
    quietHours: { from: '21:00', to: '07:00' },
  });
  /** Puts something on the user's list in a service. */
  async function owes(service: string, prompt: Pick<Prompt, 'kind' | 'dueAt' | 'forUserId'>): Promise<void> {
    const runtime = platform.runtimes.find(({ definition }) => definition.name === service);
    const [id, commandId] = [randomUUID(), randomUUID()];
    const task = raiseTask(id, { ...prompt, forRole: 'KW', organisationId, ref: {} });
    await runtime?.issue('test', task, { tenantId: who.tenantId, commandId, correlationId: commandId });
  }
  const linkIn = (text: string): string => /https:\/\/\S+/.exec(text)?.[0]?.replace(SITE, url) ?? '';
  async function confirms(caller: Caller, name: string): Promise<string> {
    expect((await caller.json('PUT', PATH, wanted(name))).status).toBe(200);
    await clock(new Date(platform.clock.now() + 60_000).toISOString());
    const link = linkIn(server.mails.at(-1)?.text ?? '');
    expect((await fetch(link, { method: 'POST' })).status).toBe(200);
    return link;
  }

  it('an address is confirmed by a link that works once, and by its button alone', async () => {
    const ann = await keyworker(randomUUID());
    expect((await ann.json('PUT', PATH, wanted('ann'))).body).toMatchObject({ address: 'unconfirmed' });
    await clock('2026-06-01T09:01:00.000Z');
    expect(server.mails.map(({ to }) => to)).toEqual([[addressOf('ann')]]);
    const link = linkIn(server.mails[0]?.text ?? '');
    const looked = await fetch(link);
    expect([looked.status, looked.headers.get('referrer-policy')]).toEqual([200, 'no-referrer']);
    expect(await looked.text()).not.toContain('ann');
    expect((await ann.send('GET', PATH)).body).toMatchObject({ address: 'unconfirmed', mail: 'on' });
    const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    expect((await fetch(link, form)).status).toBe(200);
    expect((await ann.send('GET', PATH)).body).toMatchObject({ address: 'confirmed' });
    const others = [link, `${url}/confirm-address/${'ab'.repeat(32)}`, `${url}/confirm-address/x`];
    for (const other of others) {
      const answers = [await fetch(other), await fetch(other, form)];
      for (const answer of answers) {
        expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
        const page = await answer.text();
        expect(page).toContain('give your address again in your notifications');
        expect(page).not.toContain('<form');
        expect(page).not.toContain(`/${other.split('/').at(-1)}`);
      }
    }
  });

  it('PLAT-21: a summary says how much is due in all services, at its time, and an urgent mail that something is', async () => {
    const userId = randomUUID();
    const ben = await keyworker(userId);
    await clock('2026-06-01T10:00:00.000Z');
    await confirms(ben, 'ben');
    server.mails.length = 0;
    await owes('assessment', { kind: 'handoverReturned', forUserId: userId, dueAt: '2026-06-02T12:00:00.000Z' });
    await owes('risk', { kind: 'renewAuthorisation', forUserId: userId, dueAt: '2026-06-03T22:59:59.999Z' });
    await owes('consent', { kind: 'replaceHomeCopy', forUserId: userId, dueAt: '2026-06-03T23:00:00.000Z' });
    await owes('review', { kind: 'replaceHomeCopy', forUserId: randomUUID(), dueAt: '2026-06-02T12:00:00.000Z' });
    await clock('2026-06-02T06:59:00.000Z');
    expect(server.mails).toEqual([]);
    await clock('2026-06-02T07:00:00.000Z');
    expect(server.mails.map(({ to, text }) => [to, text.split('\n\n').slice(0, 2)])).toEqual([
      [[addressOf('ben')], ['You have 2 things due by tomorrow. Sign in to see them.', SITE]],
    ]);
    await clock('2026-06-02T12:06:00.000Z');
    expect(server.mails.slice(1).map(({ text }) => text.split('\n')[0])).toEqual([
      'Something in Carethread needs you.',
    ]);
    await clock('2026-06-02T20:00:00.000Z');
    await clock('2026-06-03T05:59:00.000Z');
    expect(server.mails).toHaveLength(2);
    expect(server.mails.map(({ raw }) => raw).join()).not.toMatch(/handover|authority|home copy|task/i);
  });

  it('an address that is refused is told to its user where they work, and is tried no more', async () => {
    const userId = randomUUID();
    const cal = await keyworker(userId);
    await confirms(cal, 'cal');
    await owes('risk', { kind: 'renewAuthorisation', forUserId: userId, dueAt: '2026-06-03T12:00:00.000Z' });
    server.mails.length = 0;
    server.refuses = (to) => (to.includes('cal') ? { code: 550, says: '5.1.1 no such user' } : undefined);
    await clock('2026-06-03T07:01:00.000Z');
    expect((await cal.send('GET', PATH)).body).toMatchObject({ address: 'failed', email: addressOf('cal') });
    await fetch(`${url}/test/idle?within=20000`);
    const { body } = await cal.send('GET', '/assessment/tasks?mine=true');
    expect(body.items.map(({ kind }: { kind: string }) => kind)).toEqual(['mailAddressFailed']);
    server.refuses = () => undefined;
    await clock('2026-06-04T07:01:00.000Z');
    expect(server.mails.filter(({ to }) => to.includes(addressOf('cal')))).toEqual([]);
  });

  it('PLAT-10: neither an address nor a token stands in any byte that is stored, nor in a figure', async () => {
    const dai = await keyworker(randomUUID());
    const link = await confirms(dai, 'dai');
    await fetch(`${url}/test/idle?within=20000`);
    const bytes = [...below(data), Buffer.from(await (await fetch(`${platform.operatorUrl()}/metrics`)).text())];
    expect(bytes.length).toBeGreaterThan(20);
    for (const word of [addressOf('dai'), 'synthetic.', link.split('/').at(-1) ?? ''])
      expect(bytes.filter((one) => one.includes(word))).toEqual([]);
    expect(bytes.at(-1)?.toString()).toContain('carethread_mails_total{');
  });

  it('the operator is told whether the platform sends mail', async () => {
    const answer = await fetch(`${platform.operatorUrl()}/health/ready`);
    expect(await answer.json()).toMatchObject({ status: 'ok', mail: 'on' });
  });
});

function below(folder: string): readonly Buffer[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? below(path) : entry.isFile() ? [readFileSync(path)] : [];
  });
}
