import { services, startEmbedded } from '@carethread/embedded';
import { callers, Caller, distinctName, type Callers } from '@carethread/embedded/testing';
import { readSettings, startServices, task, type Platform, type Settings } from '@carethread/service-kit';
import { type Policy } from '@carethread/runtime';
import { uuidV5 } from '@carethread/ledger';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, readAllLogs } from './stores.js';
import { acceptClock, replayParked } from './operator.js';
import { park } from './park.js';

const HOUR = 3_600_000;

let data: string;
let settings: Settings;
let platform: Platform | undefined;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'carethread-operator-'));
  settings = readSettings({ CARETHREAD_MODE: 'test', CARETHREAD_PORT: '0', CARETHREAD_DATA: data });
});
afterEach(async () => {
  await platform?.stop();
  platform = undefined;
  rmSync(data, { recursive: true, force: true });
});

describe('the clock of a platform in production', () => {
  const time = { at: 0, elapsed: 0 };
  const sources = { wall: () => time.at, monotonic: () => time.elapsed };
  const START = Date.parse('2026-03-02T10:00:00.000Z');

  /** Something recorded at nine by a platform in test mode, which is then gone. */
  async function begun(): Promise<{ id: string; tenantId: string }> {
    const first = await startEmbedded(settings);
    const url = await first.listen();
    await fetch(`${url}/test/clock`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"now":"2026-03-02T09:00:00.000Z"}',
    });
    const who = await callers(url);
    const { id } = await who.person();
    await first.stop();
    return { id, tenantId: who.tenantId };
  }

  /** Production with the key-encryption key that is there already, and an issuer at hand: only its clock is looked at here. */
  async function production(tenantId: string): Promise<Caller> {
    platform = await startEmbedded({ ...settings, mode: 'production' }, sources);
    const token = await platform.issuer?.issue({ userId: randomUUID(), roles: ['AS'], tenantId });
    return new Caller(await platform.listen(), token?.accessToken ?? '');
  }

  const register = (by: Caller) =>
    by.json('POST', '/assessment/persons', {
      name: distinctName(),
      dateOfBirth: '1941-05-04',
      firstLanguage: 'en',
      groups: [],
    });

  async function details(): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
    const answer = await fetch(`${platform?.operatorUrl() ?? ''}/health/ready`);
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }

  it('refuses writes after a leap, reads on, says why it is not ready, and writes again once the operator accepts', async () => {
    const { id, tenantId } = await begun();
    time.at = START;
    const by = await production(tenantId);
    expect((await register(by)).status).toBe(201);
    time.at -= 2 * HOUR;
    const refused = await register(by);
    expect(refused).toMatchObject({ status: 503, body: { code: 'WRITES_REFUSED' } });
    expect(refused.body.detail).toMatch(/the clock leapt by -7200 seconds .*accept-clock/);
    expect((await by.send('GET', `/assessment/persons/${id}`)).status).toBe(200);
    expect(await by.send('GET', '/health/ready')).toMatchObject({ status: 503, body: { status: 'unavailable' } });
    const ready = await details();
    expect(ready).toMatchObject({ status: 503, body: { status: 'writes refused' } });
    expect(ready.body.refusing).toMatch(/the clock leapt/);

    expect(await acceptClock(data)).toMatchObject({ code: 0, lines: ['accepted: it is 2026-03-02T08:00:00.000Z'] });
    expect((await register(by)).status).toBe(201);
    expect((await by.send('GET', '/health/ready')).status).toBe(200);
  });

  it.each([
    ['before the last recordedAt', -HOUR - 10 * 60_000],
    ['31 days after it', 31 * 24 * HOUR],
  ])('refuses writes at a start %s, and remembers what was accepted at the next', async (_, distance) => {
    const { id, tenantId } = await begun();
    time.at = START + distance;
    const by = await production(tenantId);
    expect(await register(by)).toMatchObject({ status: 503, body: { code: 'WRITES_REFUSED' } });
    expect((await by.send('GET', `/assessment/persons/${id}`)).status).toBe(200);
    await acceptClock(data);
    expect((await register(by)).status).toBe(201);
    await platform?.stop();
    expect((await register(await production(tenantId))).status).toBe(201);
  });

  it('opens the operator’s door only by the key in the data folder, which goes with the process', async () => {
    const { tenantId } = await begun();
    time.at = START;
    const by = await production(tenantId);
    const [file = ''] = readdirSync(join(data, 'operator'));
    expect(statSync(join(data, 'operator', file)).mode & 0o077).toBe(0);
    const { url, key } = JSON.parse(readFileSync(join(data, 'operator', file), 'utf8')) as { url: string; key: string };
    const status = async (at: string, given: string): Promise<number> =>
      (await fetch(`${at}/operator/clock`, { method: 'POST', headers: { 'x-operator-key': given } })).status;
    for (const given of ['', 'x', 'f'.repeat(64)]) expect(await status(url, given)).toBe(404);
    // Not even with its key on the port that others reach.
    expect(await status(by.url, key)).toBe(404);
    await platform?.stop();
    platform = undefined;
    await expect(acceptClock(data)).rejects.toThrow('no running platform');
  });
});

describe('a fact that a policy cannot act on', () => {
  it('PLAT-09: is parked after bounded tries while others go on, and takes effect once when it is driven again', async () => {
    // The first to be registered is the poisoned one, whoever that turns out to be.
    let poisoned: string | null = null;
    let healed = false;
    let tries = 0;
    const greet: Policy = {
      name: 'raise-a-task-when-a-person-is-registered',
      when: ['PersonRegistered'],
      then: ({ id, personId }) => {
        poisoned ??= personId;
        if (personId === poisoned && !healed) {
          tries += 1;
          throw new Error('poison');
        }
        const command = { type: 'RaiseTask', kind: 'greet', forRole: 'AS', ref: {} } as { type: string };
        return [{ on: task, id: uuidV5(id, 'greet'), command }];
      },
    };
    const assessment = services.filter(({ name }) => name === 'assessment');
    platform = await startServices(
      assessment.map((service) => ({ ...service, policies: [...service.policies, greet] })),
      settings,
    );
    const running = platform;
    const url = await running.listen();
    const who: Callers = await callersOf(running, url);
    const [one, other] = [await who.person(), await who.person()];
    const settled = async () => {
      for (const runtime of running.runtimes) await runtime.settle();
    };
    const tasks = async ({ id }: { id: string }): Promise<number> =>
      (await who.assessor.send('GET', `/assessment/tasks?personId=${id}&kind=greet`)).body.items.length;
    await settled();
    expect([tries, await tasks(one), await tasks(other)]).toEqual([5, 0, 1]);
    expect(await park(await readAllLogs(openStore('sqlite:', data, 'carethread')))).toMatchObject({
      code: 1,
      result: { parked: [{ service: 'assessment', policy: greet.name }] },
    });
    expect(running.runtimes[0]?.stalled()).toEqual({ ready: true, parts: [] });

    expect(await replayParked(data)).toMatchObject({
      code: 1,
      result: { released: 0, parked: [{ policy: greet.name }] },
    });
    healed = true;
    expect(await replayParked(data)).toMatchObject({ code: 0, result: { released: 1, parked: [] } });
    await settled();
    expect(await replayParked(data)).toMatchObject({ code: 0, result: { released: 0 } });
    expect([await tasks(one), await tasks(other)]).toEqual([1, 1]);
    expect(await park(await readAllLogs(openStore('sqlite:', data, 'carethread')))).toMatchObject({ code: 0 });
  });
});

/** Without the front there is no door for tokens. */
async function callersOf({ issuer }: Platform, url: string): Promise<Callers> {
  const tenantId = randomUUID();
  const caller = async (claims: object): Promise<Caller> => {
    const token = await issuer?.issue({ tenantId, userId: randomUUID(), roles: [], ...claims });
    return new Caller(url, token?.accessToken ?? '');
  };
  return callers(url, { tenantId, caller });
}
