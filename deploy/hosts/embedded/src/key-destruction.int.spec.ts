import { SqliteKeyStore } from '@carethread/privacy';
import { readSettings, type Platform } from '@carethread/service-kit';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';

const WORD = 'quokkazephyr';
const tenantId = randomUUID();

let data: string;
let platform: Platform;
let url: string;
let personId: string;
let assessmentId: string;
let signOffId: string;
let auditor: Record<string, string>;

async function start(): Promise<void> {
  platform = await startEmbedded(
    readSettings({ CARETHREAD_MODE: 'test', CARETHREAD_PORT: '0', CARETHREAD_DATA: data }),
  );
  url = await platform.listen();
  auditor = { authorization: `Bearer ${await token(['AU'])}`, 'x-purpose': 'audit of retention' };
}

async function token(roles: readonly string[], more: object = {}): Promise<string> {
  const body = { userId: randomUUID(), roles, tenantId, qualifications: ['assessor'], ...more };
  const answer = await fetch(`${url}/test/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return ((await answer.json()) as { accessToken: string }).accessToken;
}

async function post(as: string, path: string, body: object): Promise<string> {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${as}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(body),
  });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${said}`);
  return (JSON.parse(said) as { id: string }).id;
}

/** A restriction that the person is asked to agree to. */
async function restrictionToSign(): Promise<string> {
  const [organisationId, serviceId] = [randomUUID(), randomUUID()];
  const home = { kind: 'provider', name: 'Synthetic home', jurisdiction: 'ENG', registrationNo: 'synthetic-1' };
  await fetch(`${url}/assessment/organisations/${organisationId}`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${await token(['PA'])}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ ...home, services: [{ serviceId, setting: 'careHome' }] }),
  });
  await idle();
  const manager = await token(['SM'], { organisationId, serviceIds: [serviceId] });
  const episode = { personId, serviceType: 'home', serviceId, setting: 'careHome', commissioner: 'council' };
  await post(manager, '/care-plan/episodes', episode);
  await idle();
  const why = { justification: WORD, leastRestrictiveCheck: WORD, lessRestrictiveOptions: [WORD] };
  const restriction = await post(manager, '/risk/restrictions', { personId, measure: WORD, ...why });
  await post(manager, `/risk/restrictions/${restriction}/consent-request`, {});
  await idle();
  const { items } = JSON.parse((await read(`/consent/sign-offs?personId=${personId}`)).text) as {
    items: readonly { id: string }[];
  };
  return items[0]?.id ?? 'no sign-off';
}

async function read(path: string): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(url + path, { headers: auditor });
  return { status: answer.status, text: await answer.text() };
}

const idle = (): Promise<unknown> => fetch(`${url}/test/idle?within=20000`);

function bytesOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('');
}

/** Nothing of the person can be read, and the record is still whole. */
async function expectForgotten(): Promise<void> {
  for (const path of [`/assessment/assessments/${assessmentId}`, `/assessment/persons/${personId}`])
    expect(JSON.parse((await read(path)).text)).toMatchObject({ status: 410, code: 'CONTENT_ERASED' });
  expect((await read(`/consent/sign-offs/${signOffId}`)).status).toBe(410);
  for (const list of ['/assessment/assessments', '/risk/restrictions', '/consent/sign-offs', '/care-plan/episodes'])
    for (const query of ['', `?personId=${personId}`])
      expect(JSON.parse((await read(`${list}${query}`)).text)).toEqual({ items: [] });
  const timeline = await read(`/audit/persons/${personId}/timeline`);
  expect(timeline.text).not.toContain(WORD);
  const events = JSON.parse((await read(`/assessment/streams/assessment-${assessmentId}/events`)).text) as {
    items: readonly { event: { type: string } }[];
  };
  expect(events.items.map(({ event }) => event.type)).toEqual([
    'AssessmentRequested',
    'AssessmentStarted',
    'FindingRecorded',
  ]);
  expect(JSON.parse((await read(`/audit/streams/assessment-${assessmentId}/verification`)).text)).toMatchObject({
    valid: true,
    events: 3,
  });
}

describe('a person’s key is destroyed while the platform runs', () => {
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'carethread-forgetting-'));
    await start();
    const assessor = await token(['AS']);
    personId = await post(assessor, '/assessment/persons', {
      name: { given: WORD, family: WORD },
      dateOfBirth: '1941-05-04',
      firstLanguage: 'en',
      groups: [],
    });
    assessmentId = await post(assessor, '/assessment/assessments', {
      personId,
      kind: 'councilNeeds',
      reason: WORD,
    });
    await post(assessor, `/assessment/assessments/${assessmentId}/start`, {});
    await post(assessor, `/assessment/assessments/${assessmentId}/findings`, {
      category: 'need',
      domain: 'health',
      statement: WORD,
    });
    signOffId = await restrictionToSign();
    await idle();
    expect((await read(`/consent/sign-offs?personId=${personId}`)).text).toContain(signOffId);
    expect((await read(`/assessment/assessments/${assessmentId}`)).text).toContain(WORD);
    expect((await read(`/audit/persons/${personId}/timeline`)).text).toContain(WORD);
  });
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it('PLAT-11: by another process: within 60 s nothing that was kept at hand tells of them, and the chains hold', async () => {
    cpSync(join(data, 'keys', 'keys.db'), join(data, 'keys-before.db'));
    const elsewhere = new SqliteKeyStore({ folder: join(data, 'keys'), createKey: false });
    await elsewhere.destroy(personId);
    await elsewhere.close();
    const deadline = Date.now() + 60_000;
    while ((await read(`/assessment/assessments/${assessmentId}`)).status !== 410 && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 100));
    await expectForgotten();
  }, 90_000);

  it('PLAT-11: after a restart, and after an old back-up of the keys was put back, as before', async () => {
    await platform.stop();
    cpSync(join(data, 'keys-before.db'), join(data, 'keys', 'keys.db'));
    await start();
    await idle();
    await expectForgotten();
    await fetch(`${url}/test/rebuild`, { method: 'POST' });
    await expectForgotten();
    expect(bytesOf(data)).not.toContain(WORD);
  }, 90_000);
});
