import { readSettings, type Platform } from '@carethread/service-kit';
import { mkdtempSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';
import { callers, type Caller, type Callers } from './testing/callers.js';
import { eachPage, listedIds } from './testing/each-page.js';
import { organisation, type Organisation } from './testing/organisations.js';

const HANDOVERS = '/assessment/handovers';

describe('referrals in and out over many people, over HTTP', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-referrals-'));
  const issued: string[] = [];
  const people: string[] = [];
  let platform: Platform;
  let url: string;
  let who: Callers;
  let council: Organisation;
  let home: Organisation;
  let other: Organisation;
  let assessor: Caller;
  let manager: Caller;

  const idle = () => fetch(`${url}/test/idle?within=20000`);

  const clock = (now: string) =>
    fetch(`${url}/test/clock`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ now }),
    });

  beforeAll(async () => {
    platform = await startEmbedded(
      readSettings({ CARETHREAD_PORT: '0', CARETHREAD_DATA: data, CARETHREAD_MODE: 'test' }),
    );
    url = await platform.listen();
    who = await callers(url);
    council = await organisation(who, 'council');
    home = await organisation(who, 'provider');
    other = await organisation(who, 'provider');
    assessor = await council.caller(['AS']);
    manager = await home.caller(['SM']);
    for (const [day, to] of [home, home, other, home].entries()) {
      await clock(`2026-03-0${day + 2}T09:00:00.000Z`);
      const { id } = await who.person();
      people.push(id);
      const { status, body } = await assessor.json('POST', HANDOVERS, {
        personId: id,
        providerId: to.id,
        serviceId: to.serviceId,
        emergency: true,
        reason: 'a synthetic reason',
      });
      expect(status).toBe(201);
      issued.push(String(body.id));
    }
    await idle();
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it('CITY-02: the council finds what it handed over, whoever has waited longest first, page by page', async () => {
    expect(await listedIds(assessor, HANDOVERS)).toEqual(issued);
    const pages = await eachPage(assessor, HANDOVERS, 'limit=3');
    expect(pages.map(({ length }) => length)).toEqual([3, 1]);
    expect(pages.flat().map(({ id }) => id)).toEqual(issued);
    expect(pages.flat().map(({ personId }) => personId)).toEqual(people);
    expect(await listedIds(assessor, HANDOVERS, 'issuedFrom=2026-03-03&issuedTo=2026-03-04')).toEqual(
      issued.slice(1, 3),
    );
    expect(await listedIds(assessor, HANDOVERS, 'mine=true')).toEqual(issued);
    expect(await listedIds(assessor, HANDOVERS, `organisationId=${council.id}`)).toEqual(issued);
  });

  it('CITY-05: a provider finds those addressed to it, and what waits for its answer', async () => {
    const [first, second, , fourth] = issued;
    expect(await listedIds(manager, HANDOVERS)).toEqual([first, second, fourth]);
    expect(await listedIds(manager, HANDOVERS, `serviceId=${home.serviceId}`)).toEqual([first, second, fourth]);
    expect(await listedIds(manager, HANDOVERS, `organisationId=${other.id}`)).toEqual([]);
    const keyworkerId = randomUUID();
    const keyworker = await home.caller(['KW'], keyworkerId);
    expect(await listedIds(keyworker, HANDOVERS)).toEqual([]);
    const accepted = await manager.json('POST', `${HANDOVERS}/${first}/acceptance`, {
      keyworkerId,
      plannedStart: '2026-03-16',
    });
    const returned = await manager.json('POST', `${HANDOVERS}/${second}/return`, { reason: 'no staff at night' });
    expect([accepted.status, returned.status]).toEqual([200, 200]);
    await idle();
    expect(await listedIds(manager, HANDOVERS, 'state=issued')).toEqual([fourth]);
    expect(await listedIds(manager, HANDOVERS, 'mine=true')).toEqual([fourth]);
    expect(await listedIds(manager, HANDOVERS, 'state=accepted')).toEqual([first]);
    expect(await listedIds(manager, HANDOVERS, 'state=returned')).toEqual([second]);
    expect(await listedIds(assessor, HANDOVERS, 'state=returned')).toEqual([second]);
    expect(await listedIds(keyworker, HANDOVERS, 'mine=true')).toEqual([first]);
  });

  it('an item is the one that the single read and a person’s own list have', async () => {
    const [item] = (await eachPage(assessor, HANDOVERS, 'state=returned')).flat();
    const single = await assessor.send('GET', `${HANDOVERS}/${String(item.id)}`);
    expect(item).toEqual({ ...single.body, etag: single.headers.get('etag') });
    const [ofOne] = (await eachPage(assessor, HANDOVERS, `personId=${String(item.personId)}`)).flat();
    expect(item).toEqual({ ...ofOne, personId: item.personId });
  });

  it('nobody else sees any, at another organisation or in another tenant', async () => {
    expect(await listedIds(await other.caller(['SM']), HANDOVERS)).toEqual([issued[2]]);
    for (const by of [who.stranger, who.elsewhere, await home.caller(['CS'])])
      expect(await listedIds(by, HANDOVERS)).toEqual([]);
    expect(await listedIds(who.elsewhere, HANDOVERS, `organisationId=${home.id}`)).toEqual([]);
    const strange = await assessor.send('GET', `${HANDOVERS}?state=lost`);
    expect([strange.status, strange.body.items[0].pointer]).toEqual([400, '/state']);
  });

  it('who was shown whose is in the access log of each', async () => {
    const auditor = await who.caller({ roles: ['AU'] });
    for (const person of people) {
      const { body } = await auditor.send('GET', `/assessment/persons/${person}/access-entries`);
      expect(body.items).toContainEqual(
        expect.objectContaining({ outcome: 'listed', route: `GET ${HANDOVERS}`, organisationId: council.id }),
      );
    }
  });
});
