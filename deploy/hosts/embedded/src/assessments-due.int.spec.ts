import { readSettings, type Platform } from '@carethread/service-kit';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';
import { callers, type Caller, type Callers } from './testing/callers.js';
import { eachPage, listedIds } from './testing/each-page.js';
import { organisation, type Organisation } from './testing/organisations.js';

const ASSESSMENTS = '/assessment/assessments';

describe('assessments over many people, over HTTP', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-assessments-'));
  const people: string[] = [];
  const asked: string[] = [];
  let platform: Platform;
  let url: string;
  let who: Callers;
  let council: Organisation;
  let home: Organisation;
  const userIds = [randomUUID(), randomUUID()] as const;
  let first: Caller;
  let second: Caller;

  beforeAll(async () => {
    platform = await startEmbedded(
      readSettings({ CARETHREAD_PORT: '0', CARETHREAD_DATA: data, CARETHREAD_MODE: 'test' }),
    );
    url = await platform.listen();
    who = await callers(url);
    council = await organisation(who, 'council');
    home = await organisation(who, 'provider');
    first = await council.caller(['AS'], userIds[0]);
    second = await council.caller(['AS'], userIds[1]);
    // The test clock stands at the beginning of 2000.
    for (const dueAt of ['2000-02-20', '2000-02-10', undefined, '2000-02-15']) {
      const { id } = await who.person();
      people.push(id);
      const due = dueAt === undefined ? {} : { dueAt: `${dueAt}T12:00:00.000Z` };
      const { status, body } = await first.json('POST', ASSESSMENTS, {
        personId: id,
        kind: dueAt === undefined ? 'reassessment' : 'councilNeeds',
        reason: 'a synthetic reason',
        ...due,
      });
      expect(status).toBe(201);
      asked.push(String(body.id));
    }
    await fetch(`${url}/test/idle?within=20000`);
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  const byDue = (): readonly (string | undefined)[] => [asked[1], asked[3], asked[0], asked[2]];

  it('ENG-016: an assessor finds them by when they are due, those without a date last, page by page', async () => {
    expect(await listedIds(first, ASSESSMENTS)).toEqual(byDue());
    const pages = await eachPage(first, ASSESSMENTS, 'limit=3');
    expect(pages.map(({ length }) => length)).toEqual([3, 1]);
    expect(pages.flat().map(({ id }) => id)).toEqual(byDue());
    expect(await listedIds(first, ASSESSMENTS, 'kind=reassessment&state=requested')).toEqual([asked[2]]);
    expect(await listedIds(first, ASSESSMENTS, 'kind=councilNeeds&dueFrom=2000-01-01')).toEqual(byDue().slice(0, 3));
    expect(await listedIds(first, ASSESSMENTS, 'dueFrom=2000-02-15')).toEqual([asked[3], asked[0]]);
    expect(await listedIds(first, ASSESSMENTS, 'dueFrom=2000-02-15&dueTo=2000-02-19')).toEqual([asked[3]]);
  });

  it('one that is begun is the assessor’s own, and for no other any more', async () => {
    const started = await second.json('POST', `${ASSESSMENTS}/${asked[3]}/start`, {});
    expect(started.status).toBe(200);
    const others = byDue().filter((id) => id !== asked[3]);
    expect(await listedIds(second, ASSESSMENTS, 'mine=true')).toEqual(byDue());
    expect(await listedIds(first, ASSESSMENTS, 'mine=true')).toEqual(others);
    expect(await listedIds(first, ASSESSMENTS, 'state=inProgress')).toEqual([asked[3]]);
    expect(await listedIds(first, ASSESSMENTS, 'open=false')).toEqual([]);
    for (const [assessorId, found] of [
      [userIds[1], [asked[3]]],
      [userIds[0], []],
    ] as const)
      for (const narrowing of ['', `&state=inProgress`, `&personId=${people[3] ?? ''}`])
        expect(await listedIds(first, ASSESSMENTS, `assessorId=${assessorId}${narrowing}`)).toEqual(found);
    expect(await listedIds(who.stranger, ASSESSMENTS, `assessorId=${userIds[1]}`)).toEqual([]);
    for (const [wrong, name] of [
      ['state=done', 'state'],
      ['kind=tea', 'kind'],
      ['assessorId=me', 'assessorId'],
      ['assessor=me', 'assessor'],
    ] as const) {
      const { status, body } = await first.send('GET', `${ASSESSMENTS}?${wrong}`);
      expect([status, body.items[0].pointer]).toEqual([400, `/${name}`]);
    }
  });

  it('an item says what the single read says, and nothing of what was found', async () => {
    const [item] = (await eachPage(second, ASSESSMENTS, 'state=inProgress')).flat();
    const single = await second.send('GET', `${ASSESSMENTS}/${String(item.id)}`);
    expect({ ...single.body, etag: single.headers.get('etag') }).toMatchObject(item);
    expect(item.findings).toBeUndefined();
    const withPerson = await second.send('GET', `${ASSESSMENTS}?personId=${String(item.personId)}`);
    expect(withPerson.body.items[0]).toMatchObject({ id: item.id, findings: [], sources: [] });
  });

  it('nobody else sees any until they serve the person, nor another tenant', async () => {
    const manager = await home.caller(['SM']);
    for (const by of [manager, who.stranger, who.elsewhere]) {
      expect(await listedIds(by, ASSESSMENTS)).toEqual([]);
      expect(await listedIds(by, ASSESSMENTS, `organisationId=${council.id}`)).toEqual([]);
    }
    const [, , , personId] = people;
    const handover = { personId, providerId: home.id, emergency: true, reason: 'a synthetic reason' };
    expect((await first.json('POST', '/assessment/handovers', handover)).status).toBe(201);
    await fetch(`${url}/test/idle?within=20000`);
    expect(await listedIds(manager, ASSESSMENTS)).toEqual([asked[3]]);
  });

  it('who was shown whose is in the access log of each', async () => {
    const auditor = await who.caller({ roles: ['AU'] });
    for (const person of people) {
      const { body } = await auditor.send('GET', `/assessment/persons/${person}/access-entries`);
      expect(body.items).toContainEqual(
        expect.objectContaining({ outcome: 'listed', route: `GET ${ASSESSMENTS}`, organisationId: council.id }),
      );
    }
  });
});
