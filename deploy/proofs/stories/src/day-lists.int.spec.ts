import { randomUUID } from 'node:crypto';
import type { Actor, Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, publishedVersion, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

const RECORDS = '/care-plan/daily-records';
const UNREAD = '/care-plan/unread-versions';
const COPIES = '/care-plan/copies';
const OPENINGS = '/care-plan/break-glass';

/** A day of care: what was written, what is still to be read, which copies wait, who looked without the relationship. */
describe('the lists of a day of care, found without knowing any id', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let other: Provider;
  let first: PlanInForce;
  let second: PlanInForce;

  const items = (by: Actor, path: string, query = ''): Promise<readonly Body[]> =>
    by.lists(path, query, { purpose: 'synthetic' });
  const peopleOf = (found: readonly Body[]): readonly string[] => found.map(({ personId }) => personId);
  const both = (): Set<string> => new Set([first.person.id, second.person.id]);
  const writes = (by: Actor, plan: PlanInForce, text: string, occurredAt?: string): Promise<Body> =>
    by.post(RECORDS, { personId: plan.person.id, text, ...{ occurredAt } });

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-03-02T09:00:00.000Z');
    at = await provider(platform);
    other = await provider(platform);
    first = await draftedPlan(platform, at);
    second = await draftedPlan(platform, at);
    for (const plan of [first, second]) {
      await publishedVersion(at, plan);
      await platform.clock(plan === first ? '2026-03-02T09:10:00.000Z' : '2026-03-02T09:20:00.000Z');
    }
    await platform.idle();
  });
  afterAll(() => platform.stop());

  it('CITY-46: who has not read the version in force stands on their own list and on the manager’s', async () => {
    const plans = [first.planId, second.planId];
    const unread = async (by: Actor, query = ''): Promise<readonly string[]> =>
      (await items(by, UNREAD, query)).map(({ planId }) => planId);
    for (const by of [at.manager, at.keyworker, at.staff])
      for (const query of ['', 'limit=1', `serviceId=${at.serviceId}`]) expect(await unread(by, query)).toEqual(plans);
    const [item] = await items(at.manager, UNREAD);
    expect(item).toMatchObject({ personId: first.person.id, planKind: 'provider', versionNo: 1 });
    expect(new Set(item.userIds)).toEqual(new Set([at.keyworker.userId, at.staff.userId]));

    await at.staff.post(`/care-plan/plans/${first.planId}/versions/1/read-acknowledgements`, undefined);
    expect(await unread(at.staff, 'mine=true')).toEqual([second.planId]);
    expect(await unread(at.manager, `teamId=${first.episodeId}`)).toEqual([first.planId]);
    expect(await unread(at.manager, `userId=${at.staff.userId}`)).toEqual([second.planId]);
    expect(await unread(at.manager, `userId=${at.keyworker.userId}`)).toEqual(plans);
    expect(await unread(at.manager, 'inForceTo=2026-03-01')).toEqual([]);
    expect(await unread(at.manager, 'planKind=cpa')).toEqual([]);
    expect((await at.manager.get(`${UNREAD}?planKind=tea`)).status).toBe(400);
  });

  it('CITY-46: a version that begins later is to be read from its own day', async () => {
    await at.keyworker.does(
      'PUT',
      `/care-plan/plans/${second.planId}/draft`,
      { content: { ...second.content, personsView: 'later' } },
      200,
      { ifMatch: (await at.keyworker.reads(`/care-plan/plans/${second.planId}`)).etag },
    );
    await publishedVersion(at, second, { effectiveFrom: '2026-03-04' });
    await platform.idle();
    const versions = async (): Promise<readonly number[]> =>
      (await items(at.manager, UNREAD, `teamId=${second.episodeId}`)).map(({ versionNo }) => versionNo);
    expect(await versions()).toEqual([1]);
    await platform.clock('2026-03-04T09:00:00.000Z');
    expect(await versions()).toEqual([2]);
  });

  it('PLAT-24: what was written in a shift is found by service, team and as one’s own, day by day', async () => {
    expect(await items(at.staff, RECORDS)).toEqual([]);
    await writes(at.staff, first, 'slept well', '2026-03-03T22:00:00.000Z');
    await writes(at.staff, first, 'ate breakfast', '2026-03-04T08:00:00.000Z');
    await writes(at.keyworker, second, 'went out', '2026-03-04T08:30:00.000Z');
    for (const by of [at.staff, at.manager, at.keyworker])
      for (const query of ['', 'limit=1', `serviceId=${at.serviceId}`, `organisationId=${at.id}&limit=1`]) {
        const found = await items(by, RECORDS, query);
        expect([found.length, new Set(peopleOf(found))]).toEqual([2, both()]);
      }
    const days = 'from=2026-03-03&to=2026-03-04';
    expect((await items(at.manager, RECORDS, `${days}&limit=1`)).map(({ date }) => date)).toEqual([
      '2026-03-03',
      '2026-03-04',
      '2026-03-04',
    ]);
    const ofTeam = await items(at.manager, RECORDS, `teamId=${first.episodeId}&${days}`);
    expect(ofTeam.map(({ entries }) => entries.map(({ text }: Body) => text))).toEqual([
      ['slept well'],
      ['ate breakfast'],
    ]);
    // A shift is a stretch of time, over midnight too.
    const shift = 'from=2026-03-03T21:00:00Z&to=2026-03-04T08:15:00Z';
    expect(peopleOf(await items(at.staff, RECORDS, shift))).toEqual([first.person.id, first.person.id]);
    const { id, etag, entries, revision } = ofTeam[1] ?? {};
    const single = await at.manager.reads(`${RECORDS}/${String(id)}`);
    expect(single).toMatchObject({ id, etag, entries, revision });
    for (const wrong of ['from=2026-03-01&to=2026-04-01', 'from=2026-03-04&to=2026-03-03', 'from=today', 'date=today'])
      expect((await at.manager.get(`${RECORDS}?${wrong}`)).status).toBe(400);
    expect((await items(at.manager, RECORDS, `personId=${first.person.id}`)).length).toBe(2);
  });

  it('PLAT-24: pages of a day neither skip nor double while something is written', async () => {
    const page = await at.manager.reads(`${RECORDS}?limit=1`);
    await writes(at.staff, first, 'had a visitor', '2026-03-04T08:50:00.000Z');
    const rest = await items(at.manager, RECORDS, `after=${encodeURIComponent(page.next)}`);
    expect(new Set(peopleOf([...page.items, ...rest]))).toEqual(both());
    expect(rest.length).toBe(1);
  });

  it('CPA-48: copies wait until they are acknowledged, with the provider and with the recipient', async () => {
    const copies = (by: Actor, query = ''): Promise<readonly Body[]> => items(by, COPIES, query);
    const all = await copies(at.manager, 'state=unacknowledged');
    expect(new Set(peopleOf(all))).toEqual(both());
    expect(await copies(at.manager, 'state=undelivered')).toEqual([]);
    expect(await copies(at.manager, `state=unacknowledged&serviceId=${at.serviceId}&limit=1`)).toEqual(all);
    const own = await copies(first.person.self);
    expect(new Set(peopleOf(own))).toEqual(new Set([first.person.id]));
    expect(own[0]).toMatchObject({ planId: first.planId, state: 'unacknowledged', versionNo: 1 });
    await first.person.self.post(`${COPIES}/${own[0]?.id}/acknowledgement`, undefined, 200);
    expect((await copies(at.manager)).map(({ id }) => id)).toEqual(
      all.map(({ id }) => id).filter((id) => id !== own[0]?.id),
    );
    expect((await at.manager.get(`${COPIES}?state=lost`)).status).toBe(400);
  });

  it('CPA-49: a contact who may read the plan finds the copy made out to them, and no other', async () => {
    const carer = await platform.actor({ roles: ['CA'] });
    const { id: personId, self } = second.person;
    const named = { scopes: ['copies', 'readPlan'], name: 'Synthetic Carer' };
    await self.does('PUT', `/consent/persons/${personId}/contacts/${carer.userId}`, named, 200);
    await platform.idle();
    const ofPerson = await items(at.manager, COPIES, `personId=${personId}`);
    expect(ofPerson.length).toBeGreaterThan(1);
    const own = ofPerson.filter(({ recipient }) => recipient.id === carer.userId);
    expect(own.length).toBe(1);
    for (const query of ['', 'mine=true', `personId=${personId}`])
      expect(await items(carer, COPIES, query)).toEqual(own);
    await carer.post(`${COPIES}/${own[0]?.id}/acknowledgement`, undefined, 200);
    await platform.idle();
    expect(await items(carer, COPIES)).toEqual([]);
  });

  it('R20: accesses without the relationship are found by the officer until they have looked at them', async () => {
    const colleague = await platform.actor({ roles: ['KW'], organisationId: at.id, serviceIds: [at.serviceId] });
    await colleague.post(`/care-plan/persons/${first.person.id}/break-glass`, { reason: 'found on the floor' });
    await platform.idle();
    const officer = await platform.actor({ roles: ['DP'] });
    const registered = await platform.actor({ roles: ['RM'], organisationId: at.id });
    for (const by of [officer, registered, first.person.self])
      expect(await items(by, OPENINGS, 'reviewed=false')).toMatchObject([
        { personId: first.person.id, userId: colleague.userId, organisationId: at.id, reason: 'found on the floor' },
      ]);
    const [opening] = await items(officer, OPENINGS, 'mine=true');
    await officer.post(`/care-plan/tasks/${opening.taskId}/completion`, { outcome: 'justified' }, 200);
    await platform.idle();
    expect(await items(officer, OPENINGS, 'reviewed=false')).toEqual([]);
    expect(await items(officer, OPENINGS, 'reviewed=true&openedFrom=2026-03-04&openedTo=2026-03-04')).toMatchObject([
      { id: opening.id, reviewed: { outcome: 'justified' } },
    ]);
    const elsewhere = await platform.actor({ roles: ['RM'], organisationId: other.id });
    expect(await items(elsewhere, OPENINGS, `organisationId=${at.id}`)).toEqual([]);
    expect((await at.staff.get(OPENINGS)).status).toBe(404);
  });

  it('PLAT-24: others see none of it, and whom each list shows has it in their access log', async () => {
    const colleague = await platform.actor({ roles: ['KW'], organisationId: at.id, serviceIds: [at.serviceId] });
    const elsewhere = await platform.actor({ roles: ['AU'], tenantId: randomUUID() });
    for (const by of [other.manager, colleague, elsewhere])
      for (const path of [RECORDS, UNREAD, COPIES])
        for (const query of ['', `organisationId=${at.id}`, `serviceId=${at.serviceId}`])
          expect(await items(by, path, query)).toEqual([]);
    expect(await items(elsewhere, OPENINGS)).toEqual([]);
    const reader = await platform.actor({ roles: ['RM'], organisationId: at.id });
    for (const path of [RECORDS, UNREAD, COPIES, OPENINGS]) await items(reader, path, 'limit=1');
    const shown = async ({ person }: PlanInForce): Promise<readonly string[]> => {
      const log = await person.self.reads(`/consent/persons/${person.id}/access-log`);
      const own = log.items.filter(({ userId }: Body) => userId === reader.userId);
      return own.map(({ route, outcome }: Body) => `${route} ${outcome}`).toSorted();
    };
    // What the first was given they have acknowledged; nobody broke the glass on the second.
    expect(await shown(first)).toEqual([OPENINGS, RECORDS, UNREAD].map((path) => `GET ${path} listed`));
    expect(await shown(second)).toEqual([COPIES, RECORDS, UNREAD].map((path) => `GET ${path} listed`));
  });

  it('PLAT-24: goes with the care team', async () => {
    const successor = await platform.actor({ roles: ['KW'], organisationId: at.id, serviceIds: [at.serviceId] });
    const team = { keyworkerId: successor.userId, members: [] };
    await at.manager.post(`/care-plan/episodes/${first.episodeId}/team`, team, 200);
    await platform.idle();
    for (const path of [RECORDS, UNREAD]) {
      expect(new Set(peopleOf(await items(successor, path)))).toEqual(new Set([first.person.id]));
      expect(peopleOf(await items(at.staff, path))).not.toContain(first.person.id);
    }
  });

  it('D23: and ends with the service, also for days on which it was served', async () => {
    const days = 'from=2026-03-03&to=2026-03-04';
    expect(peopleOf(await items(at.manager, RECORDS, days))).toContain(first.person.id);
    await at.manager.post(`/care-plan/episodes/${first.episodeId}/end`, { reason: 'completed' }, 200);
    await platform.idle();
    for (const path of [RECORDS, UNREAD, COPIES])
      for (const query of ['', `organisationId=${at.id}`, `serviceId=${at.serviceId}`])
        expect(peopleOf(await items(at.manager, path, path === RECORDS ? `${query}&${days}` : query))).not.toContain(
          first.person.id,
        );
  });
});
