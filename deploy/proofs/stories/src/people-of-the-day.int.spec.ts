import { randomUUID } from 'node:crypto';
import type { Actor, Body } from './actor.js';
import { assessor, organisation, person, provider, type Provider } from './givens.js';
import { StoryPlatform } from './platform.js';

describe('the people of somebody’s day, over all services', () => {
  let platform: StoryPlatform;
  let council: Actor;
  let at: Provider;
  const people: { readonly id: string; readonly self: Actor }[] = [];
  let planId: string;

  const page = (who: Actor, query = ''): Promise<Body> =>
    who.reads(`/overview/people?${query}`, { purpose: 'inspection' });
  const ids = async (who: Actor, query = ''): Promise<string[]> =>
    (await page(who, query)).items.map(({ personId }: Body) => personId);

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-05-11T09:00:00.000Z');
    council = await assessor(platform);
    at = await provider(platform);
    for (let nth = 0; nth < 4; nth++) {
      await platform.clock(`2026-05-11T09:0${nth + 1}:00.000Z`);
      people.push(await person(platform, council));
    }
    // The provider serves two of them.
    for (const { id: personId } of people.slice(0, 2)) {
      const handover = await council.post('/assessment/handovers', {
        ...{ personId, providerId: at.id, emergency: true, reason: 'synthetic' },
      });
      const accepted = { keyworkerId: at.keyworker.userId, plannedStart: '2026-05-12' };
      await at.manager.post(`/assessment/handovers/${handover.id}/acceptance`, accepted, 200);
    }
    await platform.idle();
    const plans = await at.keyworker.reads(`/care-plan/plans?personId=${people[0]?.id}`);
    planId = plans.items[0].id;
    await platform.idle();
  });
  afterAll(() => platform.stop());

  it('ENG-137: are found without an id, with name, plans, consent and dates, by one call', async () => {
    const { items, missing } = await page(at.manager);
    expect(missing).toEqual([]);
    expect(items.map(({ personId }: Body) => personId)).toEqual(people.slice(0, 2).map(({ id }) => id));
    expect(items[0]).toMatchObject({
      ...{ status: 'registered', name: { given: 'Synthetic' }, dateOfBirth: expect.any(String) },
      plans: [{ planId, planKind: 'provider', state: 'draft', unread: false }],
      ...{ late: 0, open: expect.any(Number), next: { dueAt: expect.any(String), kind: expect.any(String) } },
    });
    expect(await ids(at.manager, `organisationId=${at.id}`)).toEqual(people.slice(0, 2).map(({ id }) => id));
    expect(await ids(at.keyworker, 'mine=true')).toContain(people[0]?.id);
    expect(await ids(council)).toEqual(people.map(({ id }) => id));
    expect(await ids(council, 'status=deceased')).toEqual([]);
  });

  it('are read page by page, none skipped and none doubled, also while somebody is registered', async () => {
    const found: string[] = [];
    for (let query = 'limit=3'; query !== '';) {
      const { items, next } = await page(council, query);
      found.push(...items.map(({ personId }: Body) => personId));
      if (found.length === 3) {
        await platform.clock('2026-05-11T10:00:00.000Z');
        people.push(await person(platform, council));
      }
      query = next === undefined ? '' : `limit=3&after=${encodeURIComponent(next)}`;
    }
    expect(found).toEqual(people.map(({ id }) => id));
    for (const wrong of ['mine=yes', 'limit=500', 'sort=name', `mine=true&organisationId=${at.id}`])
      expect((await council.get(`/overview/people?${wrong}`)).status).toBe(400);
  });

  it('PLAT-24: are nobody else’s, and each has it in their access log as listed', async () => {
    const others = [
      await platform.actor({ roles: ['SM'], organisationId: randomUUID() }),
      await platform.actor({ roles: ['KW'], organisationId: at.id }),
      await platform.actor({ roles: ['AU'], tenantId: randomUUID() }),
    ];
    for (const who of others)
      for (const query of ['', `organisationId=${at.id}`]) expect(await ids(who, query)).toEqual([]);
    const reader = await platform.actor({ roles: ['SM'], organisationId: at.id });
    for (let nth = 0; nth < 2; nth++) await ids(reader);
    for (const [nth, { id, self }] of people.entries()) {
      const { items } = await self.reads(`/consent/persons/${id}/access-log`);
      const own = items.filter(({ userId }: Body) => userId === reader.userId);
      expect(new Set(own.map(({ outcome }: Body) => outcome))).toEqual(new Set(nth < 2 ? ['listed'] : []));
      expect(new Set(own.map(({ route }: Body) => route)).size).toBe(own.length);
    }
  });

  it('CPA-46: a caseload says whose each case is, since when at its level, and when contact and review are due', async () => {
    const trust = await organisation(platform, { kind: 'trust' });
    const manager = await platform.actor({ roles: ['TM'], organisationId: trust.id });
    const coordinator = await platform.actor({ roles: ['CC'], organisationId: trust.id, name: 'Synthetic Co' });
    const pa = await platform.actor({ roles: ['PA'] });
    await pa.does('PUT', '/cpa/regions/R1', { scheme: 'twoLevel', from: '2025-01-01' }, 200);
    const { id: personId, self } = await person(platform, council, { groups: ['mentalHealth'] });
    const opening = { personId, coordinatorId: coordinator.userId, teamId: randomUUID(), regionCode: 'R1' };
    const { id } = await manager.post('/cpa/cases', opening);
    await coordinator.does('PUT', `/cpa/cases/${id}/contact-interval`, { interval: 'P14D' }, 200);
    await platform.idle();
    // A case is the trust's own act: what the person is called is open once they let the trust take part.
    expect((await coordinator.reads('/overview/caseload')).items[0]?.name).toBeUndefined();
    await self.does('PUT', `/consent/persons/${personId}/contacts/${trust.id}`, { scopes: ['readPlan'] }, 200);
    await platform.idle();
    for (const [who, query] of [
      [coordinator, 'mine=true'],
      [manager, ''],
    ] as const) {
      const { items, missing } = await who.reads(`/overview/caseload?${query}`);
      expect(missing).toEqual([]);
      expect(items).toEqual([
        expect.objectContaining({
          ...{ id, personId, level: 'undecided', lapses: 0, coordinatorId: coordinator.userId },
          ...{ coordinatorName: 'Synthetic Co' },
          ...{ levelSince: expect.any(String), nextContactBy: expect.any(String) },
          name: expect.objectContaining({ given: expect.any(String) }),
        }),
      ]);
    }
    expect((await at.manager.reads('/overview/caseload')).items).toEqual([]);
    // The person learns who co-ordinates their care; whoever does not serve them learns nothing.
    const { coordinators } = await self.reads(`/overview/persons/${personId}`);
    expect(coordinators).toMatchObject([{ coordinatorId: coordinator.userId, coordinatorName: 'Synthetic Co' }]);
  });
});
