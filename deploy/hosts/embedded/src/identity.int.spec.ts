import { openKeyStore, readSettings, type Platform } from '@carethread/service-kit';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';
import { callers, distinctName, type Answer, type Caller, type Callers } from './testing/callers.js';

const NHS = '9434765919';
const OTHER_NHS = '9434765870';

describe('who a person is, over HTTP', () => {
  let data: string;
  let platform: Platform;
  let url: string;
  let who: Callers;
  const settings = () => readSettings({ CARETHREAD_PORT: '0', CARETHREAD_DATA: data, CARETHREAD_MODE: 'test' });

  const start = async (): Promise<void> => {
    platform = await startEmbedded(settings());
    url = await platform.listen();
    who = await callers(url);
  };
  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'carethread-identity-'));
    await start();
  }, 120_000);
  afterEach(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  const person = (more: object = {}) => ({
    name: distinctName(),
    dateOfBirth: '1941-05-04',
    firstLanguage: 'en',
    groups: [],
    ...more,
  });
  const numbered = (value: string) => person({ identifiers: [{ scheme: 'NHS', value }] });
  const register = (body: object, by: Caller = who.assessor, headers = {}): Promise<Answer> =>
    by.json('POST', '/assessment/persons', body, headers);
  const sheet = async (id: string, query = ''): Promise<Answer> =>
    who.assessor.send('GET', `/assessment/persons/${id}${query}`);
  const correct = async (id: string, body: object): Promise<Answer> =>
    who.assessor.json(
      'PATCH',
      `/assessment/persons/${id}/basic-information`,
      { reason: 'typed wrong', ...body },
      {
        'if-match': (await sheet(id)).headers.get('etag') ?? '',
      },
    );
  const idle = () => fetch(`${url}/test/idle?within=20000`);

  it('a refused registration claims nothing, and a resent one is the same person', async () => {
    const refused = await register({ ...numbered(NHS), dateOfBirth: '2041-05-04' });
    expect([refused.status, refused.body.code]).toEqual([422, 'FUTURE_DATE']);
    const key = { 'idempotency-key': randomUUID() };
    const body = numbered(NHS);
    const first = await register(body, who.assessor, key);
    const again = await register(body, who.assessor, key);
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
    const second = await register(numbered('943-476-5919'));
    expect([second.status, second.body.code, second.body.items]).toEqual([
      409,
      'PERSON_EXISTS',
      ['NHS', first.body.id],
    ]);
    const keyworker = await who.caller({ roles: ['KW'], tenantId: who.tenantId, organisationId: randomUUID() });
    const stranger = await register(numbered(NHS), keyworker);
    expect([stranger.status, stranger.body.items]).toEqual([409, ['NHS']]);
    expect((await register(numbered(NHS), who.elsewhere)).status).toBe(201);
  });

  it('a claim whose process ended before its event is taken over', async () => {
    const { tenantId } = who;
    await platform.stop();
    const keys = await openKeyStore({ ...settings(), createKey: false });
    for (const scheme of ['CHI', 'NHS']) await keys.claim(tenantId, scheme, NHS, randomUUID());
    await keys.close();
    await start();
    const assessor = await who.caller({ roles: ['AS'], qualifications: ['assessor'], tenantId });
    expect((await register(numbered(NHS), assessor)).status).toBe(201);
  });

  it('of ten registrations at once with one number one is stored', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => register(numbered(NHS))));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
  });

  it('a number on the wrong person is set right by one assessor, kept on the record, and looked after', async () => {
    const wrong = String((await register(numbered(NHS))).body.id);
    expect((await correct(wrong, { field: 'identifiers.NHS', to: '943 476 5870' })).status).toBe(200);
    expect((await register(numbered(NHS))).status).toBe(201);
    expect((await register(numbered(OTHER_NHS))).status).toBe(409);
    expect((await sheet(wrong)).body).toMatchObject({
      identifiers: [{ scheme: 'NHS', value: OTHER_NHS }],
      corrections: [{ field: 'identifiers.NHS', from: NHS, to: OTHER_NHS, reason: 'typed wrong' }],
    });
    await idle();
    const tasks = await who.assessor.send('GET', `/assessment/tasks?personId=${wrong}`);
    expect(tasks.body.items).toMatchObject([{ kind: 'identifierCorrected', forRole: 'AS' }]);
  });

  it('a name or title that hides a character is 400 by its path, of an organisation as of a person', async () => {
    const admin = await who.caller({ roles: ['PA'] });
    const named = (name: string): Promise<Answer> =>
      admin.json('PUT', `/assessment/organisations/${randomUUID()}`, {
        kind: 'provider',
        name,
        jurisdiction: 'ENG',
        services: [],
      });
    expect((await named('Synthetic Home')).status).toBe(200);
    for (const name of ['Home\u202Efo', '\u3164', 'Home\nof'])
      expect((await named(name)).body).toMatchObject({
        code: 'MALFORMED',
        items: [{ pointer: '/name', rule: expect.any(String) }],
      });
    expect((await register(person({ gpPractice: 'GP\u202E' }))).status).toBe(400);
    expect((await register(person({ address: '1 Road\nTown' }))).status).toBe(201);
    expect((await register(person({ address: '1\u202E Road' }))).status).toBe(400);
  });

  it('a date of birth set right is told to the services that draw bounds by it', async () => {
    const { id: personId } = (await register(person({ dateOfBirth: '1999-12-31' }))).body;
    const organisation = { kind: 'provider', name: 'Synthetic Home', jurisdiction: 'ENG', services: [] };
    const providerId = randomUUID();
    const admin = await who.caller({ roles: ['PA'] });
    await admin.json('PUT', `/assessment/organisations/${providerId}`, organisation);
    await idle();
    const agreed = { personId, providerId, serviceType: 'homeCare', agreedAt: '1999-12-01T09:00:00Z' };
    const agree = (): Promise<Answer> => who.assessor.json('POST', '/care-plan/episodes', agreed);
    expect((await agree()).body).toMatchObject({ code: 'TIMESCALE_INVALID', items: ['agreedAt'] });
    expect((await correct(personId, { field: 'dateOfBirth', to: '1941-05-04' })).status).toBe(200);
    await idle();
    // It is registered without services, so it has none to name.
    const named = await who.assessor.json('POST', '/care-plan/episodes', { ...agreed, serviceId: randomUUID() });
    expect(named.body).toMatchObject({ code: 'REFERENCE_NOT_FOUND', items: ['serviceId'] });
    expect((await agree()).status).toBe(201);
    const communicate = `/assessment/persons/${personId}/communication-needs`;
    expect((await who.assessor.json('POST', communicate, { formats: [] })).status).toBe(400);
  });

  it('D1: a number moves to another record when two people ask for it', async () => {
    const wrong = { ...numbered(NHS), address: '2 Twin Road' };
    const [from, to] = [(await register(wrong)).body.id, (await register(person())).body.id];
    const second = await who.caller({ roles: ['AS'], qualifications: ['assessor'] });
    const move = { toPersonId: to, fields: ['identifiers.NHS', 'address'], reason: 'the other twin' };
    const ask = (by: Caller) => by.json('POST', `/assessment/persons/${from}/moves`, move);
    const first = await ask(who.assessor);
    expect([first.status, first.body.state]).toEqual([201, 'approvedOnce']);
    expect((await ask(who.assessor)).body).toMatchObject({ code: 'SECOND_APPROVER_REQUIRED' });
    expect((await sheet(from)).body.identifiers).toHaveLength(1);
    const moved = await ask(second);
    expect([moved.status, moved.body.state]).toEqual([201, 'moved']);
    await idle();
    expect((await sheet(from)).body.identifiers).toEqual([]);
    const arrived = (await sheet(to)).body;
    expect(arrived).toMatchObject({ identifiers: [{ scheme: 'NHS', value: NHS }], address: '2 Twin Road' });
    const origin = { personId: from };
    expect(arrived.corrections).toMatchObject(['address', 'identifiers.NHS'].map((field) => ({ field, origin })));
    const left = { recordedInError: true, movedTo: { personId: to } };
    expect((await sheet(from)).body.corrections).toMatchObject([left, { ...left, from: NHS }]);
    // The person reads that it stood here in error, and neither what nor whose it was.
    const self = await who.caller({ roles: ['PE'], personId: from });
    const theirs = await self.send('GET', `/assessment/persons/${from}`);
    expect(theirs.body.corrections).toMatchObject([{ recordedInError: true }, { recordedInError: true }]);
    for (const hidden of [NHS, String(to), 'twin', 'Twin']) expect(theirs.bytes.toString()).not.toContain(hidden);
    for (const personId of [from, to]) {
      const { items } = (await who.assessor.send('GET', `/assessment/tasks?personId=${personId}`)).body;
      expect(items.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['factsMoved', 'identifierCorrected']);
    }
    expect((await register(numbered(NHS))).status).toBe(409);
    expect((await correct(to, { field: 'identifiers.NHS', to: OTHER_NHS })).status).toBe(200);
    expect((await register(numbered(NHS))).status).toBe(201);
  });

  it('D1: nothing moves to a record of another tenant: it is not there', async () => {
    const { id: from } = (await register(numbered(NHS))).body;
    const { id: elsewhere } = (await register(person(), who.elsewhere)).body;
    const move = { toPersonId: elsewhere, fields: ['identifiers.NHS'], reason: 'the other twin' };
    expect((await who.assessor.json('POST', `/assessment/persons/${from}/moves`, move)).body).toMatchObject({
      code: 'REFERENCE_NOT_FOUND',
      items: ['toPersonId'],
    });
  });

  it('D1: findings recorded under the wrong person move to the other when two assessors ask for it', async () => {
    const second = await who.caller({ roles: ['AS'], qualifications: ['assessor'] });
    const [wrong, right] = [await who.person(), await who.person()];
    const begun = async (personId: string): Promise<string> => {
      const asked = { personId, kind: 'councilNeeds', reason: 'referral' };
      const { id } = (await who.assessor.json('POST', '/assessment/assessments', asked)).body;
      await who.assessor.json('POST', `/assessment/assessments/${id}/start`, {});
      return `/assessment/assessments/${id}`;
    };
    const [from, to] = [await begun(wrong.id), await begun(right.id)];
    const finding = { category: 'need', domain: 'health', statement: 'a need of the other twin' };
    const { findingId } = (await who.assessor.json('POST', `${from}/findings`, finding)).body;
    const toAssessmentId = to.slice(to.lastIndexOf('/') + 1);
    const move = { toAssessmentId, findingIds: [findingId], reason: 'the other twin' };
    const ask = (by: Caller): Promise<Answer> => by.json('POST', `${from}/moves`, move);
    const first = await ask(who.assessor);
    expect([first.status, first.body.state]).toEqual([201, 'approvedOnce']);
    expect((await ask(who.assessor)).body).toMatchObject({ code: 'SECOND_APPROVER_REQUIRED' });
    expect((await ask(second)).body.state).toBe('moved');
    await idle();

    const left = (await who.assessor.send('GET', from)).body;
    expect(left.findings).toEqual([]);
    expect(left.recordedInError).toMatchObject([
      { findingId, statement: finding.statement, movedTo: { personId: right.id, assessmentId: toAssessmentId } },
    ]);
    const arrived = (await who.assessor.send('GET', to)).body;
    expect(arrived.findings).toMatchObject([finding]);
    expect(arrived.received).toMatchObject([{ reason: 'the other twin', origin: { personId: wrong.id } }]);
    // The person reads that something stood here in error, and neither the words nor whose they were.
    const theirs = await wrong.self.send('GET', from);
    expect(theirs.body.recordedInError).toMatchObject([{ findingId, category: 'need' }]);
    expect(theirs.bytes.toString()).not.toContain('twin');
    expect(theirs.bytes.toString()).not.toContain(right.id);
    for (const { id } of [wrong, right]) {
      const { items } = (await who.assessor.send('GET', `/assessment/tasks?personId=${id}`)).body;
      expect(items).toMatchObject([{ kind: 'findingsMoved', forRole: 'AS' }]);
    }
  });

  it('what holds from a later day is upcoming, and an answer about then is the same ever after', async () => {
    const clock = (now: string) =>
      fetch(`${url}/test/clock`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ now }),
      });
    await clock('2030-05-01T09:00:00.000Z');
    const id = String((await register(person({ address: 'The old address' }))).body.id);
    const change = { field: 'address', to: 'The new address', effectiveFrom: '2030-05-20' };
    expect((await correct(id, change)).status).toBe(200);
    const now = (await sheet(id)).body;
    expect(now).toMatchObject({ address: 'The old address', age: 88 });
    expect(now.upcoming).toEqual([{ field: 'address', to: 'The new address', effectiveFrom: '2030-05-20' }]);
    const then = '?knownAt=2030-05-01T10:00:00.000Z&effectiveAt=2030-05-10';
    await clock('2030-05-02T09:00:00.000Z');
    const asked = await sheet(id, then);
    await clock('2030-06-02T09:00:00.000Z');
    const month = await sheet(id, then);
    expect(asked.headers.get('x-known-at-final')).toBe('true');
    expect(month.bytes.equals(asked.bytes)).toBe(true);
    expect(month.body).toMatchObject({ address: 'The old address', age: 89 });
    expect((await sheet(id)).body).toMatchObject({ address: 'The new address', age: 89 });
    expect((await sheet(id)).body.upcoming).toBeUndefined();
  });
});
