import { readSettings, type Platform } from '@carethread/service-kit';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';
import { callers, type Answer, type Caller, type Callers } from './testing/callers.js';

type Item = Readonly<Record<string, unknown>>;

describe('what all services recorded about a person, page by page', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-pages-'));
  let platform: Platform;
  let url: string;
  let who: Callers;
  let auditor: Caller;
  let council: Caller;
  let person: { readonly id: string; readonly self: Caller };

  beforeAll(async () => {
    platform = await startEmbedded(
      readSettings({ CARETHREAD_PORT: '0', CARETHREAD_DATA: data, CARETHREAD_MODE: 'test' }),
    );
    url = await platform.listen();
    who = await callers(url);
    auditor = await who.caller({ roles: ['AU'] });
    council = await who.caller({ roles: ['AS'], organisationId: randomUUID(), qualifications: ['assessor'] });
    person = await who.person();
    await fetch(`${url}/test/idle?within=20000`);
    const personId = person.id;
    const { body: plan } = await council.json('POST', '/care-plan/plans', { personId, planKind: 'localAuthority' });
    for (const how of ['in person', 'by telephone'])
      await council.json('POST', `/care-plan/plans/${plan.id}/involvement`, { how });
    await council.json('POST', '/assessment/assessments', { personId, kind: 'councilNeeds', reason: 'referral' });
    await fetch(`${url}/test/idle?within=20000`);
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  const pages = async (by: Caller, path: string, query: string): Promise<readonly (readonly Item[])[]> => {
    const found: (readonly Item[])[] = [];
    for (let after = ''; ;) {
      const { status, body } = await by.send('GET', `${path}?${query}${after}`);
      expect(status).toBe(200);
      found.push(body.items);
      if (body.next === undefined) return found;
      after = `&after=${encodeURIComponent(String(body.next))}`;
    }
  };
  const clock = (advance: string): Promise<Response> =>
    fetch(`${url}/test/clock`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advance }),
    });
  const timeline = (): string => `/audit/persons/${person.id}/timeline`;
  const accesses = (): string => `/consent/persons/${person.id}/access-log`;

  it('PLAT-04: the timeline is the same in pages as in one answer, in the order of its events', async () => {
    const whole = (await auditor.send('GET', timeline())).body;
    expect(whole.next).toBeUndefined();
    expect(new Set(whole.items.map(({ service }: Item) => service))).toEqual(
      new Set(['assessment', 'care-plan', 'review']),
    );
    for (const limit of [1, 2, 3, 200]) {
      const found = await pages(auditor, timeline(), `limit=${limit}`);
      expect(found.flat()).toEqual(whole.items);
      expect(found.slice(0, -1).every(({ length }) => length === limit)).toBe(true);
    }
    const instants = whole.items.map(({ recordedAt }: Item) => recordedAt);
    expect(instants).toEqual([...instants].sort());
  });

  it('PLAT-04: it can be of one service and one type, and without what the events say', async () => {
    const ofType = (await pages(auditor, timeline(), 'limit=1&type=InvolvementRecorded')).flat();
    expect(ofType.map(({ service, type }) => [service, type])).toEqual([
      ['care-plan', 'InvolvementRecorded'],
      ['care-plan', 'InvolvementRecorded'],
    ]);
    const ofOne = (await pages(auditor, timeline(), 'limit=2&service=assessment')).flat();
    expect(new Set(ofOne.map(({ service }) => service))).toEqual(new Set(['assessment']));
    const whole = (await auditor.send('GET', `${timeline()}?service=care-plan`)).body.items;
    const brief = (await auditor.send('GET', `${timeline()}?service=care-plan&fields=summary`)).body.items;
    expect(brief).toEqual(whole.map(({ payload: _, ...item }: Item) => item));
    expect(whole.every(({ payload }: Item) => payload !== undefined)).toBe(true);
  });

  it('what is recorded between two pages makes nothing skipped and nothing doubled', async () => {
    const before = (await auditor.send('GET', timeline())).body.items;
    const first = (await auditor.send('GET', `${timeline()}?limit=2`)).body;
    await clock('P1D');
    await council.json('POST', '/assessment/assessments', { personId: person.id, kind: 'carers', reason: 'referral' });
    const after = (await auditor.send('GET', `${timeline()}?after=${encodeURIComponent(first.next)}`)).body;
    const ids = [...first.items, ...after.items].map(({ stream, revision }: Item) => `${stream} ${revision}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.slice(0, before.length)).toEqual(before.map(({ stream, revision }: Item) => `${stream} ${revision}`));
    expect(ids.length).toBeGreaterThan(before.length);
  });

  it('who may not replay the person’s care is shown no page of it, nor is a cursor of something else taken', async () => {
    for (const by of [who.stranger, who.assessor, await who.caller({ roles: ['AU'], tenantId: randomUUID() })])
      expect((await by.send('GET', `${timeline()}?limit=2`)).status).toBe(404);
    const refused = async (path: string): Promise<unknown> => {
      const { status, body }: Answer = await auditor.send('GET', path);
      return [status, body.code];
    };
    const { next } = (await auditor.send('GET', `${timeline()}?limit=1`)).body;
    const after = encodeURIComponent(next);
    expect(await refused(`${timeline()}?limit=1&type=PersonRegistered&after=${after}`)).toEqual([
      400,
      'CURSOR_UNKNOWN',
    ]);
    expect(await refused(`${accesses()}?limit=1&after=${after}`)).toEqual([400, 'CURSOR_UNKNOWN']);
    expect(await refused(`${timeline()}?limit=0`)).toEqual([400, 'MALFORMED']);
    expect(await refused(`${timeline()}?service=billing`)).toEqual([400, 'MALFORMED']);
    expect(await refused(`${timeline()}?fields=all`)).toEqual([400, 'MALFORMED']);
  });

  it('PLAT-04: a type of events that no service has is refused by its name; one of another service leaves what is missing', async () => {
    const typed = async (query: string): Promise<Answer> => auditor.send('GET', `${timeline()}?${query}`);
    const none = await typed('type=InvolvmentRecorded');
    expect([none.status, none.body.code]).toEqual([400, 'MALFORMED']);
    const [{ limit, ...fault }] = none.body.items;
    expect(fault).toEqual({ pointer: '/type', in: 'query', rule: 'oneOf' });
    expect(limit).toEqual(expect.arrayContaining(['InvolvementRecorded', 'PersonRegistered']));
    expect((await typed('service=risk&type=InvolvementRecorded')).status).toBe(400);
    const { status, body } = await typed('service=care-plan&type=InvolvementRecorded');
    expect([status, body.items.length]).toEqual([200, 2]);
    const own = await auditor.send('GET', `/risk/persons/${person.id}/timeline?type=InvolvementRecorded`);
    expect(own.status).toBe(400);
    const everywhere = await typed('type=TaskRaised');
    expect([everywhere.status, everywhere.body.gaps]).toEqual([200, []]);
  });

  it('PLAT-18: the access log is the same in pages, and shows one request over several services as one entry', async () => {
    await clock('PT1H');
    const reader = await who.caller({ roles: ['AS'], qualifications: ['assessor'] });
    expect((await reader.send('GET', `/overview/persons/${person.id}`)).status).toBe(200);
    await clock('PT1H');
    // Looking at the log is in the log: pages end with what stood in it when the first was read.
    const flat = (await pages(person.self, accesses(), 'limit=200')).flat();
    await clock('PT1H');
    const inPages = await pages(person.self, accesses(), 'limit=20');
    expect(inPages.flat().slice(0, flat.length)).toEqual(flat);
    expect(inPages.slice(0, -1).every(({ length }) => length === 20)).toBe(true);
    const overview = (entries: readonly Item[]): readonly Item[] =>
      entries.filter(({ userId }) => userId === flat.at(-1)?.['userId']);
    const raw = overview(flat);
    expect(raw.length).toBeGreaterThan(2);
    const [one, ...more] = overview((await pages(person.self, accesses(), 'fold=request&limit=200')).flat());
    expect(more).toEqual([]);
    expect([one?.['outcome'], one?.['others']]).toEqual(['read', raw.filter(({ id }) => id !== one?.['id'])]);
    const folded = (await pages(person.self, accesses(), 'fold=request&limit=2')).flat();
    expect(overview(folded)).toHaveLength(1);
  });

  it('PLAT-18: the access log says what members of staff are called, where its reader may know it', async () => {
    const [userId, organisationId] = [randomUUID(), randomUUID()];
    const administrator = await who.caller({ roles: ['PA'] });
    const named = { name: 'Synthetic Reader', roles: ['AS'], organisationId };
    expect((await administrator.json('PUT', `/assessment/staff/${userId}`, named)).status).toBe(200);
    const reader = await who.caller({ roles: ['AS'], userId, organisationId, qualifications: ['assessor'] });
    expect((await reader.send('GET', `/overview/persons/${person.id}`)).status).toBe(200);
    for (const fold of ['none', 'request']) {
      const found = (await pages(auditor, accesses(), `limit=200&fold=${fold}`)).flat();
      const theirs = found.filter((entry) => entry['userId'] === userId);
      expect(theirs.length).toBeGreaterThan(0);
      expect(theirs.every(({ name }) => name === named.name)).toBe(true);
      expect(found.filter((entry) => entry['userId'] !== userId).every(({ name }) => name === undefined)).toBe(true);
    }
  });
});
