import { randomUUID } from 'node:crypto';
import type { Actor, Body } from './actor.js';
import { assessor, organisation, person, provider, type Provider } from './givens.js';
import { draftedPlan, publishedVersion, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

/** A CPA care co-ordinator and a keyworker begin their day: nobody has told them an id of anybody. */
describe('what there is to do, over all services', () => {
  let platform: StoryPlatform;
  let coordinator: Actor;
  let trustId: string;
  let manager: Actor;
  let elsewhere: Actor;
  let at: Provider;
  let plan: PlanInForce;
  let proposedAt: Provider;
  let proposed: PlanInForce;
  const people: string[] = [];

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-01-05T09:00:00.000Z');
    const [trust, other] = [
      await organisation(platform, { kind: 'trust' }),
      await organisation(platform, { kind: 'trust' }),
    ];
    manager = await platform.actor({ roles: ['TM'], organisationId: trust.id });
    trustId = trust.id;
    coordinator = await platform.actor({ roles: ['CC'], organisationId: trustId });
    elsewhere = await platform.actor({ roles: ['CC'], organisationId: other.id });
    const administrator = await platform.actor({ roles: ['PA'] });
    for (const [region, scheme] of [
      ['R1', 'twoLevel'],
      ['R2', 'singleComplex'],
    ])
      await administrator.does('PUT', `/cpa/regions/${region}`, { scheme, from: '2025-01-01' }, 200);
    const council = await assessor(platform);
    for (let nth = 0; nth < 2; nth++) {
      const { id: personId } = await person(platform, council, { groups: ['mentalHealth'] });
      people.push(personId);
      const of = { personId, teamId: trust.id, regionCode: 'R1', coordinatorId: coordinator.userId };
      const { id } = await manager.post('/cpa/cases', of);
      await coordinator.does('PUT', `/cpa/cases/${id}/contact-interval`, { interval: 'P7D' }, 200);
      await manager.post(`/cpa/cases/${id}/region`, { to: 'R2' }, 200);
    }
    at = await provider(platform);
    plan = await draftedPlan(platform, at);
    await publishedVersion(at, plan);
    proposedAt = await provider(platform, { councilOperated: true });
    proposed = await draftedPlan(platform, proposedAt);
    await proposedAt.keyworker.post(`/care-plan/plans/${proposed.planId}/proposals`, {});
    await platform.clock('2026-01-20T09:00:00.000Z');
    await platform.idle();
  }, 120_000);
  afterAll(() => platform.stop());

  const pages = async (by: Actor, query = ''): Promise<Body[][]> => {
    const found: Body[][] = [];
    for (let after = ''; ;) {
      const { items, next, missing } = await by.reads(`/overview/work?${query}${after}`);
      expect(missing).toEqual([]);
      found.push(items);
      if (next === undefined) return found;
      after = `&after=${encodeURIComponent(String(next))}`;
    }
  };
  const ids = async (by: Actor, query = ''): Promise<string[]> =>
    (await pages(by, query)).flat().map(({ id }: Body) => String(id));

  it('CPA-47: stands in one list, the most urgent first, and each item leads to what it is about', async () => {
    const [items = []] = await pages(coordinator, 'limit=200');
    expect(new Set(items.map(({ service }) => service))).toEqual(new Set(['cpa', 'risk']));
    expect(new Set(items.map(({ personId }) => personId))).toEqual(new Set(people));
    const dated = items.filter(({ dueAt }) => dueAt !== undefined).map(({ dueAt }) => dueAt);
    const undated = items.filter(({ dueAt }) => dueAt === undefined).map(({ since }) => since);
    expect(items.map(({ dueAt, since }) => dueAt ?? since)).toEqual([...dated.toSorted(), ...undated.toSorted()]);
    expect(dated.length).toBeGreaterThan(1);
    expect(items.find(({ kind }) => kind === 'regionLevelDecision')).toMatchObject({
      service: 'cpa',
      type: 'task',
      title: 'Decide the level anew: the region or its scheme has changed',
      forRole: 'CC',
      dueAt: '2026-02-02T23:59:59.999Z',
      since: '2026-01-05T09:00:00.000Z',
      priority: 'high',
      state: 'open',
      due: 'later',
    });
    for (const { href, id, kind } of items) expect(await coordinator.reads(href)).toMatchObject({ id, kind });
  });

  it('comes page by page, each item once, and whole where it is the caller’s own', async () => {
    const whole = await ids(coordinator, 'limit=200');
    const paged = await pages(coordinator, 'limit=3');
    expect(paged.flat().map(({ id }) => id)).toEqual(whole);
    expect(paged.slice(0, -1).map(({ length }) => length)).toEqual(paged.slice(1).map(() => 3));
    expect(await ids(coordinator, 'mine=true')).toEqual(whole);
    expect(await ids(coordinator, `serviceId=${randomUUID()}`)).toEqual([]);
  });

  it('OUT-80: what is owed under plans stands in the same list, for the keyworker and for the manager', async () => {
    for (const [by, query] of [
      [at.keyworker, 'mine=true&limit=200'],
      [at.manager, `serviceId=${at.serviceId}&limit=200`],
    ] as const) {
      const [items = []] = await pages(by, query);
      const isMissed = ({ kind }: Body): boolean => kind === 'obligationMissed';
      const owed = items.filter((one) => one.type === 'obligation' || isMissed(one));
      expect(owed.find(({ kind }) => kind === 'monthlyCheck')).toMatchObject({
        service: 'review',
        title: 'Do the monthly check of the plan',
        personId: plan.person.id,
        state: 'open',
        href: `/review/plans/${plan.planId}/obligations`,
      });
      const { items: ofPlan } = await by.reads(`/review/plans/${plan.planId}/obligations`);
      // What was missed is the keyworker's task; a list of a service has what is owed alone.
      const tasks = await Promise.all(owed.filter(isMissed).map(({ href }) => by.reads(href)));
      const missed = new Map(tasks.map(({ id, ref }: Body) => [id, ref.obligationId]));
      expect(missed.size).toBe(by === at.keyworker ? 1 : 0);
      expect(owed.map(({ id }) => missed.get(id) ?? id)).toEqual(ofPlan.map(({ id }: Body) => id));
      expect(owed.find(({ due }) => due === 'overdue')).toMatchObject(
        by === at.keyworker
          ? { type: 'task', kind: 'obligationMissed', escalations: [{ step: 'manager' }, { step: 'council' }] }
          : { type: 'obligation', kind: 'firstPlanningMeeting', state: 'missed' },
      );
    }
  });

  it('CITY-45: what waits for a signature is on the list of whoever signs, and of whoever manages the service', async () => {
    for (const [by, query] of [
      [proposed.person.self, ''],
      [proposedAt.manager, 'mine=true&'],
      [proposedAt.manager, `serviceId=${proposedAt.serviceId}&`],
    ] as const) {
      const [items = []] = await pages(by, `${query}limit=200`);
      const waiting = items.filter(({ type }) => type === 'signOff');
      expect(waiting).toMatchObject([
        {
          service: 'consent',
          kind: 'signPlanVersion',
          title: 'Sign a version of a plan',
          personId: proposed.person.id,
          state: 'requested',
          due: 'later',
        },
      ]);
      const [{ href, id, dueAt }] = waiting;
      expect(await by.reads(href)).toMatchObject({ id, lapsesAt: dueAt, subjectId: proposed.planId });
    }
    const others = (await pages(proposedAt.keyworker, 'mine=true&limit=200')).flat();
    expect(others.filter(({ type }) => type === 'signOff')).toEqual([]);
    const { work } = await proposedAt.manager.reads(`/overview/persons/${proposed.person.id}`);
    expect(work.items.filter(({ type }: Body) => type === 'signOff')).toHaveLength(1);
    const signed = await at.manager.reads(`/overview/persons/${plan.person.id}`);
    expect(signed.work.items.filter(({ type }: Body) => type === 'signOff')).toEqual([]);
  });

  it('a person found on the list is shown over all services: who is responsible, plan, consent, dates and work', async () => {
    const [[first] = []] = await pages(at.keyworker, 'limit=1');
    const shown = await at.keyworker.reads(`/overview/persons/${first.personId}`);
    expect(shown).toMatchObject({
      personId: plan.person.id,
      person: { status: 'registered', name: { given: 'Synthetic' } },
      careTeams: [{ episodeId: plan.episodeId, keyworkerId: at.keyworker.userId, providerId: at.id }],
      plans: [{ id: plan.planId, planKind: 'provider', state: 'active', versionNo: 1 }],
      consent: [{ planId: plan.planId, state: 'given' }],
      missing: [],
    });
    expect(shown.nextDates[0]).toMatchObject({
      title: 'Missed: Hold the first planning meeting',
      due: 'overdue',
    });
    expect(shown.work.counts.total).toBe(shown.work.items.length);
    expect(shown).not.toHaveProperty('coordinators');
    expect((await plan.person.self.reads(`/overview/persons/${plan.person.id}`)).plans).toEqual(shown.plans);
    const [served = ''] = people;
    const shownCase = await coordinator.reads(`/overview/persons/${served}`);
    // The case alone opens nobody's sheet.
    expect(shownCase).not.toHaveProperty('person');
    expect(shownCase.coordinators).toMatchObject([{ coordinatorId: coordinator.userId, state: 'open' }]);
  });

  it('PLAT-24: whoever may not read the person learns nothing of them', async () => {
    const foreign = await platform.actor({ roles: ['AS'], tenantId: randomUUID() });
    for (const by of [elsewhere, foreign, await platform.actor({ roles: ['KW'], organisationId: at.id })]) {
      const { status, body } = await by.get(`/overview/persons/${plan.person.id}`);
      expect([status, body.code]).toEqual([404, 'NOT_FOUND']);
    }
  });

  it('who begins their day learns from their token who they are here, and what they may do', async () => {
    const me = await at.manager.reads('/overview/me');
    expect(me).toMatchObject({
      userId: at.manager.userId,
      tenantId: platform.tenantId,
      organisationId: at.id,
      serviceIds: [at.serviceId],
      platform: { mode: 'test' },
    });
    expect(me.roles.map(({ name }: Body) => name)).toEqual(['service manager', 'registered manager']);
    expect(me.capabilities).toContainEqual({ name: 'answerHandover', grades: { SM: 'R', RM: 'R' } });
    expect((await fetch(`${platform.url}/overview/me`)).status).toBe(401);
  });

  it('is counted by kind and by when it is due', async () => {
    const { items, counts, asOf } = await coordinator.reads('/overview/work?limit=200');
    expect([asOf, counts.total]).toEqual(['2026-01-20T09:00:00.000Z', items.length]);
    const counted = await coordinator.reads('/overview/work/counts');
    expect(counted).toMatchObject({ ...counts, asOf, complete: true, missing: [] });
    expect((await coordinator.reads('/overview/work/counts?mine=true')).total).toBe(items.length);
    expect((await elsewhere.reads('/overview/work/counts')).total).toBe(0);
    expect(counts.kinds).toMatchObject({ regionLevelDecision: people.length, riskReview: people.length });
    expect(counts.due.later).toBe(people.length);
  });

  it('is counted by each service for the caller alone, and shows nobody', async () => {
    const reader = await platform.actor({ roles: ['CC'], organisationId: trustId });
    const { items } = await coordinator.reads('/cpa/tasks?mine=true&limit=200');
    const { total, complete, due } = await coordinator.reads('/cpa/work/counts?mine=true');
    expect([total, complete]).toEqual([items.length, true]);
    expect(Object.values(due).reduce((sum: number, count) => sum + Number(count), 0)).toBe(total);
    expect((await reader.reads('/cpa/work/counts')).total).toBe(0);
    const { total: owed } = await coordinator.reads('/review/obligations/counts');
    expect(owed).toBe((await coordinator.reads('/review/obligations?limit=200')).items.length);
    expect((await coordinator.get('/cpa/work/counts?sort=kind')).status).toBe(400);
    const auditor = await platform.actor({ roles: ['AU'] });
    for (const personId of people) {
      const log = await auditor.reads(`/consent/persons/${personId}/access-log`, { purpose: 'oversight' });
      expect(log.items.filter(({ route }: Body) => /counts$/.test(String(route)))).toEqual([]);
    }
  });

  it('PLAT-24: shows nobody who has no part in it: another organisation, another office, another tenant', async () => {
    const foreign = await platform.actor({ roles: ['CC', 'AS', 'TM'], tenantId: randomUUID() });
    const staff = await platform.actor({ roles: ['KW', 'NC'] });
    for (const by of [elsewhere, foreign, staff]) expect(await ids(by)).toEqual([]);
    expect((await ids(manager)).length).toBeGreaterThan(0);
  });

  it('PLAT-18: each person shown has entries in their access log, of the lists that they stood on', async () => {
    await ids(coordinator);
    const auditor = await platform.actor({ roles: ['AU'] });
    for (const personId of people) {
      const { items } = await auditor.reads(`/consent/persons/${personId}/access-log`, { purpose: 'oversight' });
      const listed = items.filter(({ outcome, userId }: Body) => outcome === 'listed' && userId === coordinator.userId);
      // Whoever cares for a person is named on the person's own page, which was read above.
      const routes = listed
        .map(({ route }: Body) => String(route))
        .filter((route: string) => !route.endsWith('/staff/names'));
      expect(routes.sort()).toEqual(['GET /cpa/tasks', 'GET /risk/tasks']);
    }
  });

  it.each([
    [
      'personId=7b6f3c1e-2f7a-4d0e-9a55-0c4a1d2e3f40',
      'MALFORMED',
      [{ pointer: '/personId', in: 'query', rule: 'unknown' }],
    ],
    ['mine=yes', 'MALFORMED', [{ pointer: '/mine', in: 'query', rule: 'oneOf', limit: ['true'] }]],
    ['limit=201', 'MALFORMED', [{ pointer: '/limit', in: 'query', rule: 'maximum', limit: 200 }]],
    [
      'mine=true&serviceId=7b6f3c1e-2f7a-4d0e-9a55-0c4a1d2e3f40',
      'MALFORMED',
      [{ pointer: '/serviceId', in: 'query', rule: 'conflict' }],
    ],
    ['after=bm9uZQ', 'CURSOR_UNKNOWN', []],
  ])('is not asked by what it does not offer: %s', async (query, code, items) => {
    const { status, body } = await coordinator.get(`/overview/work?${query}`);
    expect([status, body.code, body.items]).toEqual([400, code, items]);
  });

  it('what is overdue comes to stand first as time goes on, and what is done is on the list no more', async () => {
    await platform.clock('2026-02-03T09:00:00.000Z');
    const [items = []] = await pages(coordinator, 'limit=200');
    const [first] = items;
    const late = items.filter(({ due }) => due === 'overdue');
    expect(late.filter(({ kind }) => kind === 'regionLevelDecision')).toHaveLength(people.length);
    expect(items.slice(0, late.length)).toEqual(late);
    await coordinator.post(`${first.href}/completion`, { outcome: 'looked after' }, 200);
    await platform.idle();
    expect(await ids(coordinator)).not.toContain(first.id);
  });
});
