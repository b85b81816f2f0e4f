import { readSettings, type Platform, type Settings } from '@carethread/service-kit';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';
import { Caller, callers } from './testing/callers.js';

let data: string;
let platform: Platform;

async function start(environment: Readonly<Record<string, string>>, more: Partial<Settings> = {}): Promise<string> {
  data = mkdtempSync(join(tmpdir(), 'carethread-edge-'));
  const settings = readSettings({ CARETHREAD_PORT: '0', CARETHREAD_DATA: data, ...environment });
  platform = await startEmbedded({ ...settings, ...more });
  return platform.listen();
}
async function stop(): Promise<void> {
  await platform.stop();
  rmSync(data, { recursive: true, force: true });
}

const REGISTRATION = {
  name: { given: 'Synthetic', family: 'Person' },
  dateOfBirth: '1941-05-04',
  firstLanguage: 'en',
  groups: [],
};
const DOORS = [
  ['PUT', '/test/clock'],
  ['POST', '/test/rebuild'],
  ['POST', '/test/redeliver'],
  ['GET', '/test/idle'],
  ['PUT', '/test/bus'],
  ['GET', '/test/messages'],
] as const;

describe('limits', () => {
  let by: Caller;
  let personId: string;
  let planId: string;

  beforeAll(async () => {
    const url = await start({ CARETHREAD_MODE: 'test', CARETHREAD_REQUEST_TIMEOUT: '1500' });
    const who = await callers(url);
    by = who.assessor;
    personId = (await who.person()).id;
    await fetch(`${url}/test/idle?within=20000`);
    const council = await who.caller({ roles: ['AS'], organisationId: randomUUID() });
    const { status, body } = await council.json('POST', '/care-plan/plans', { personId, planKind: 'localAuthority' });
    expect({ status, body }).toMatchObject({ status: 201 });
    planId = String(body.id);
  }, 120_000);
  afterAll(stop);

  const refusedWith = async (
    answer: Promise<{ status: number; body: { code?: string; items?: readonly string[] } }>,
  ) => {
    const { status, body } = await answer;
    return [status, body.code, ...(body.items ?? [])];
  };

  it('a body that is too large is 413', async () => {
    const body = { ...REGISTRATION, address: 'x'.repeat(1_100_000) };
    expect(await refusedWith(by.json('POST', '/assessment/persons', body))).toEqual([413, 'TOO_LARGE']);
  });

  it('headers that are too large are 431', async () => {
    const answer = by.send('GET', `/assessment/persons/${personId}`, undefined, { 'x-purpose': 'x'.repeat(20_000) });
    expect(await refusedWith(answer)).toEqual([431, 'HEADERS_TOO_LARGE']);
  });

  it.each([30, 100_000])('a body nested %p deep is 400, and names where', async (depth) => {
    const nested = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    const answer = by.send('PUT', `/care-plan/plans/${planId}/draft`, `{"content":{"needs":${nested}}}`, {
      'content-type': 'application/json',
    });
    expect(await refusedWith(answer)).toEqual([400, 'MALFORMED', expect.stringContaining('/content')]);
  });

  it('a list that is too long is 400, and names it', async () => {
    const body = { ...REGISTRATION, groups: Array.from({ length: 501 }, () => 'olderPerson') };
    expect(await refusedWith(by.json('POST', '/assessment/persons', body))).toEqual([
      400,
      'MALFORMED',
      expect.stringContaining('/groups'),
    ]);
  });

  it('a request that takes too long is 503 and may be sent again', async () => {
    const never = Buffer.from(
      JSON.stringify(['assessment', personId, { 'person-registered.v1': [1_000_000] }]),
    ).toString('base64url');
    const answer = by.send('GET', `/care-plan/plans?personId=${personId}`, undefined, { prefer: `wait-for=${never}` });
    expect(await refusedWith(answer)).toEqual([503, 'TIMED_OUT']);
  });

  it('another method than history has is 405, anything else unknown 404', async () => {
    const [path, unknown] = [`/assessment/persons/${personId}`, '/assessment/nothing'];
    expect(await refusedWith(by.send('DELETE', path))).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(await refusedWith(by.send('GET', unknown))).toEqual([404, 'NOT_FOUND']);
  });
});

describe('the doors of demo mode', () => {
  let url: string;
  beforeAll(async () => {
    url = await start({ CARETHREAD_MODE: 'demo', CARETHREAD_RATE: '8' });
  }, 120_000);
  afterAll(stop);

  const token = (body: object): Promise<Response> =>
    fetch(`${url}/test/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('give a token to whoever is listed and to nobody else, and no other door is there', async () => {
    const { items } = (await (await fetch(`${url}/demo/users`)).json()) as { items: { userId: string }[] };
    expect(items.length).toBeGreaterThan(3);
    expect((await token({ userId: items[0]?.userId })).status).toBe(200);
    const forged = { userId: randomUUID(), roles: ['AU'], tenantId: randomUUID() };
    expect((await token(forged)).status).toBe(404);
  });

  it.each(DOORS)('%s %s is not there', async (method, path) => {
    expect((await fetch(url + path, { method, headers: { authorization: randomUUID() } })).status).toBe(404);
  });

  it('each token may ask so often in a minute; then it is 429, and others go on', async () => {
    const { items } = (await (
      await fetch(`${url}/demo/users`, { headers: { authorization: randomUUID() } })
    ).json()) as { items: { userId: string }[] };
    const as = async (index: number): Promise<Caller> => {
      const issued = await platform.issuer?.issue(items[index] as never);
      return new Caller(url, issued?.accessToken ?? '');
    };
    const [first, second] = [await as(0), await as(1)];
    const answers = [];
    for (let sent = 0; sent < 9; sent++) answers.push(await first.send('GET', '/demo/users'));
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 8 }, () => 200), 429]);
    expect(answers.at(-1)?.body.code).toBe('TOO_MANY_REQUESTS');
    expect((await second.send('GET', '/demo/users')).status).toBe(200);
    for (let sent = 0; sent < 20; sent++) expect((await first.send('GET', '/health/live')).status).toBe(200);
  });
});

describe('production', () => {
  let url: string;
  beforeAll(async () => {
    // Its keys and issuer are looked at in the settings' own spec; here only which doors are there.
    const jwks = 'https://issuer.example.invalid/jwks.json';
    url = await start({ CARETHREAD_MODE: 'test' });
    await platform.stop();
    platform = await startEmbedded({ ...platform.settings, mode: 'production', jwks });
    url = await platform.listen();
  }, 120_000);
  afterAll(stop);

  it.each([...DOORS, ['POST', '/test/tokens'], ['GET', '/demo/users'], ['GET', '/inner/state']] as const)(
    '%s %s is not there',
    async (method, path) => {
      expect((await fetch(url + path, { method })).status).toBe(404);
    },
  );
});
