import { readSettings, type Platform } from '@carethread/service-kit';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';
import { callers, type Answer, type Caller, type Callers } from './testing/callers.js';

describe('what stands in the headers of an answer', () => {
  let data: string;
  let platform: Platform;
  let who: Callers;
  let council: Caller;
  let personId: string;
  let url: string;
  let planId: string;

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'carethread-preconditions-'));
    platform = await startEmbedded(
      readSettings({ CARETHREAD_PORT: '0', CARETHREAD_DATA: data, CARETHREAD_MODE: 'test' }),
    );
    url = await platform.listen();
    who = await callers(url);
    personId = (await who.person()).id;
    await fetch(`${url}/test/idle?within=20000`);
    council = await who.caller({ roles: ['AS'], organisationId: randomUUID() });
    const { body } = await council.json('POST', '/care-plan/plans', { personId, planKind: 'localAuthority' });
    planId = String(body.id);
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  const save = (needs: object[], ifMatch: string): Promise<Answer> =>
    council.json('PUT', `/care-plan/plans/${planId}/draft`, { content: { needs } }, { 'if-match': ifMatch });
  const revision = async (): Promise<number> =>
    Number((await council.send('GET', `/care-plan/plans/${planId}`)).body.revision);

  it('PLAT-16: If-Match takes the ETag or the revision, and neither once it was overtaken', async () => {
    const { headers } = await council.send('GET', `/care-plan/plans/${planId}`);
    expect((await save([{ needId: 'N1' }], headers.get('etag') ?? '')).status).toBe(200);
    const seen = await revision();
    expect((await save([{ needId: 'N2' }], `"${seen}"`)).status).toBe(200);
    for (const stale of [`"${seen}"`, `"${seen + 50}"`, '"0"', headers.get('etag') ?? ''])
      expect((await save([{ needId: 'N3' }], stale)).body).toMatchObject({ code: 'STALE_VERSION' });
  });

  it('PLAT-16: a revision stands although something was added that overwrites nothing', async () => {
    const seen = await revision();
    const discussion = { participants: [{ kind: 'person', id: personId }] };
    expect((await council.json('POST', `/care-plan/plans/${planId}/discussions`, discussion)).status).toBe(201);
    expect(await revision()).toBe(seen + 1);
    expect((await save([{ needId: 'N4' }], `"${seen}"`)).status).toBe(200);
  });

  it('the Location of a 201 leads to what was made, or to what it is now a part of', async () => {
    const added = await council.json('POST', `/care-plan/plans/${planId}/involvement`, { how: 'in person' });
    expect(added.headers.get('location')).toBe(`/care-plan/plans/${planId}`);
    const requested = await who.assessor.json('POST', '/assessment/assessments', { personId, kind: 'councilNeeds' });
    const location = requested.headers.get('location') ?? '';
    expect((await who.assessor.send('GET', location)).body).toMatchObject({ id: requested.body.id });
  });

  it('a query says what the route offers, once and in its form: anything else is 400 by its name', async () => {
    const auditor = await who.caller({ roles: ['AU'] });
    const status = async (path: string): Promise<number> => (await auditor.send('GET', path)).status;
    const timeline = `/care-plan/persons/${personId}/timeline`;
    expect(await status(`${timeline}?effectiveAt=2026-03-21T00:00Z`)).toBe(200);
    for (const none of ['then', '2026-03-21T24:00:00Z', '2026-12-31T23:59:60Z'])
      expect(await status(`${timeline}?effectiveAt=${none}`)).toBe(400);
    expect(await status(`/consent/sign-offs?subjectId=${planId}&subjectId=${planId}`)).toBe(400);
    const refused = async (path: string): Promise<unknown> => {
      const { status: code, body } = await auditor.send('GET', path);
      return [code, body.code, body.items?.map(({ pointer }: { pointer: string }) => pointer.slice(1))];
    };
    const plans = `/care-plan/plans?personId=${personId}`;
    expect(await status(`${plans}&limit=200&state=draft`)).toBe(200);
    for (const [name, query] of [
      ['state', 'state='],
      ['state', 'state=banana'],
      ['after', 'after='],
      ['limit', 'limit=0'],
      ['limit', 'limit=201'],
      ['limit', 'limit=x'],
      ['knownAt', 'knownAt=2026-03-21'],
      ['', 'colour=red'],
      ['personId', `personId=${personId}`],
    ])
      expect([query, await refused(`${plans}&${query}`)]).toEqual([query, [400, 'MALFORMED', [name]]]);
    expect(await refused(`${timeline}?knownAt=`)).toEqual([400, 'MALFORMED', ['knownAt']]);
    expect(await refused(`/care-plan/plans/${planId}/coverage?knownAt=2026-03-21`)).toEqual([
      400,
      'MALFORMED',
      ['knownAt'],
    ]);
    for (const path of [
      `/audit/persons/${personId}/timeline?knownAt=`,
      `/care-plan/persons/${personId}/file?knownAt=2026-03-21`,
      `/consent/persons/${personId}/access-log?knownAt=2026-03-21`,
      `/audit/streams/carePlan-${planId}/verification?knownAt=2026-03-21`,
    ])
      expect([path, await refused(path)]).toEqual([path, [400, 'MALFORMED', ['knownAt']]]);
    const note = await council.json('POST', `/care-plan/plans/${planId}/involvement?dryRun=true`, { how: 'in person' });
    expect([note.status, note.body.code, note.body.items]).toEqual([
      400,
      'MALFORMED',
      [{ pointer: '', in: 'query', rule: 'unknown' }],
    ]);
    expect(await status(`/care-plan/streams/${'0'.repeat(500)}/events`)).toBe(404);
  });

  it('a command that its path says whole takes no member but when it happened', async () => {
    const resume = '/assessment/assessments/00000000-0000-4000-8000-000000000009/resume';
    const { body } = await who.assessor.json('POST', '/assessment/assessments', { personId, kind: 'councilNeeds' });
    const own = `/assessment/assessments/${body.id}/resume`;
    for (const [sent, item] of [
      [{ reason: 'rested' }, '/reason'],
      [{ occurredAt: 'yesterday' }, '/occurredAt'],
      [['x'], ''],
    ] as const) {
      const { status, body: said } = await who.assessor.json('POST', own, sent);
      expect([status, said.code, said.items[0].pointer]).toEqual([400, 'MALFORMED', item]);
    }
    const json = { 'content-type': 'application/json' };
    for (const nothing of ['', ' \n']) {
      const { status, body: said } = await who.assessor.send('POST', own, nothing, json);
      expect([status, said.code]).toEqual([409, 'STATE_CONFLICT']);
    }
    // Of what is not there nobody learns how its body is wrong.
    expect((await who.assessor.json('POST', resume, { reason: 'rested' })).status).toBe(404);
  });

  it('the access log stands under the jurisdiction of the record', async () => {
    const id = randomUUID();
    const administrator = await who.caller({ roles: ['PA'] });
    const organisation = { kind: 'council', name: 'Synthetic council', jurisdiction: 'SCO', services: [] };
    await administrator.json('PUT', `/assessment/organisations/${id}`, organisation);
    await fetch(`${url}/test/idle?within=20000`);
    const assessor = await who.caller({ roles: ['AS'], organisationId: id, qualifications: ['assessor'] });
    const registered = await assessor.json('POST', '/assessment/persons', {
      name: { given: 'Synthetic', family: 'Northerner' },
      dateOfBirth: '1941-05-04',
      firstLanguage: 'en',
      groups: [],
    });
    const subject = String(registered.body.id);
    expect((await assessor.send('GET', `/assessment/persons/${subject}`)).status).toBe(200);
    const [first] = platform.runtimes;
    const [entry] = (await first?.parts.accessLog.readStream(`access-${subject}`)) ?? [];
    expect(entry?.event.jurisdiction).toBe('SCO');
  });

  it('ENG-017: the coverage of a plan names what nothing answers to', async () => {
    await save(
      [
        { needId: 'N5', text: 'to wash' },
        { needId: 'N6', noActionReason: 'the family does it' },
      ],
      `"${await revision()}"`,
    );
    const { body } = await council.send('GET', `/care-plan/plans/${planId}/coverage`);
    expect(body).toMatchObject({ planId, complete: false, uncovered: [{ kind: 'needs', id: 'N5' }] });
    expect(body.needs.map(({ id, covered }: { id: string; covered: boolean }) => [id, covered])).toEqual([
      ['N5', false],
      ['N6', true],
    ]);
  });
});
