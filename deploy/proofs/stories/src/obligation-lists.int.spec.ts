import { randomUUID } from 'node:crypto';
import type { Actor, Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, publishedVersion, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

describe('what is owed to people, found without knowing any id', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let plans: readonly PlanInForce[];

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-05-11T09:00:00.000Z');
    at = await provider(platform);
    plans = [await draftedPlan(platform, at), await draftedPlan(platform, at)];
    for (const plan of plans) await publishedVersion(at, plan);
    await platform.idle();
  });
  afterAll(() => platform.stop());

  const LIST = '/review/obligations';
  const page = (by: Actor, query: string): Promise<Body> => by.reads(`${LIST}?${query}`, { purpose: 'inspection' });
  const listed = async (by: Actor, query = ''): Promise<Body[]> => (await page(by, query)).items;
  const ids = (items: readonly Body[]): string[] => items.map(({ id }) => id);
  const peopleOf = (items: readonly Body[]): Set<string> => new Set(items.map(({ personId }) => personId));
  const everybody = (): Set<string> => new Set(plans.map(({ person }) => person.id));
  const planOf = (nth: number): string => plans[nth]?.planId ?? '';

  it('R18: keyworker, member of staff, manager and the person find what is owed, due first', async () => {
    const mine = await listed(at.keyworker, 'mine=true');
    expect(peopleOf(mine)).toEqual(everybody());
    const places = mine.map(({ dueAt, id }: Body) => `${dueAt} ${id}`);
    expect(places).toEqual(places.toSorted());
    for (const by of [at.keyworker, at.staff, at.manager]) expect(ids(await listed(by))).toEqual(ids(mine));
    const own = await listed(plans[0]?.person.self ?? at.staff);
    expect(peopleOf(own)).toEqual(new Set([plans[0]?.person.id]));
    // An item is what the plan's own list has of it.
    const { items } = await at.keyworker.reads(`/review/plans/${planOf(0)}/obligations`);
    const { status: _, ...single } = items.find(({ id }: Body) => id === own[0]?.id);
    const { planKind, personId } = own[0] ?? {};
    expect([own[0]?.status, planKind, personId]).toEqual(['open', 'provider', plans[0]?.person.id]);
    expect({ ...own[0], missed: false }).toMatchObject(single);
  });

  it('is counted beside a page where that is wanted and costs nothing; other preferences are passed over', async () => {
    const asked = (by: Actor, query: string, prefer: string) =>
      by.call('GET', `${LIST}?${query}`, undefined, { headers: { prefer } });
    const whole = await listed(at.manager, 'limit=200');
    const { body, headers } = await asked(at.manager, 'limit=1', 'respond-async, count=exact');
    expect([body.items.length, body.count, headers.get('preference-applied')]).toEqual([
      1,
      whole.length,
      'count=exact',
    ]);
    const ofKind = await asked(at.manager, 'kind=monthlyCheck&limit=1', 'count=exact');
    expect(ofKind.body.count).toBe(whole.filter(({ kind }) => kind === 'monthlyCheck').length);
    // What has to be looked at one by one is not counted, and no preference is refused.
    for (const [by, query, prefer] of [
      [at.keyworker, 'mine=true', 'count=exact'],
      [at.manager, 'dueFrom=2026-05-11', 'count=exact'],
      [at.manager, '', 'count=estimated, colour=blue'],
    ] as const) {
      const answer = await asked(by, query, prefer);
      expect([answer.status, answer.body.count, answer.headers.get('preference-applied')]).toEqual([
        200,
        undefined,
        null,
      ]);
    }
  });

  it('is narrowed to a service, a team, an organisation or a person, and filtered by kind, state and day', async () => {
    const whole = await listed(at.manager);
    for (const by of [`serviceId=${at.serviceId}`, `organisationId=${at.id}`])
      expect(ids(await listed(at.manager, by))).toEqual(ids(whole));
    const ofTeam = await listed(at.manager, `teamId=${plans[0]?.episodeId ?? ''}`);
    expect(peopleOf(ofTeam)).toEqual(new Set([plans[0]?.person.id]));
    expect(ids(await listed(at.manager, `personId=${plans[0]?.person.id ?? ''}`))).toEqual(ids(ofTeam));
    for (const unknown of [`serviceId=${randomUUID()}`, `teamId=${randomUUID()}`, `personId=${randomUUID()}`])
      expect(await listed(at.manager, unknown)).toEqual([]);

    const kinds = whole.map(({ kind }) => kind);
    expect(new Set(kinds).size).toBeGreaterThan(1);
    const checks = await listed(at.manager, 'kind=monthlyCheck');
    expect(ids(checks)).toEqual(ids(whole.filter(({ kind }) => kind === 'monthlyCheck')));
    expect(await listed(at.manager, 'state=missed')).toEqual([]);
    // Due dates are the ends of days: both days are included.
    const day = String(checks[0]?.dueAt).slice(0, 10);
    const until = whole.filter(({ dueAt }) => dueAt <= String(checks[0]?.dueAt));
    expect(ids(await listed(at.manager, `dueTo=${day}`))).toEqual(ids(until));
    expect(ids(await listed(at.manager, `dueFrom=${day}&dueTo=${day}`))).toEqual(
      ids(whole.filter(({ dueAt }) => dueAt === checks[0]?.dueAt)),
    );
    const later = whole.filter(({ dueAt }) => dueAt > String(checks[0]?.dueAt));
    const from = new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    expect(ids(await listed(at.manager, `dueFrom=${from}`))).toEqual(ids(later));
    for (const wrong of ['dueTo=tomorrow', 'state=pending', 'state=met', 'kind=tea', 'due=2026-05-11', 'limit=201'])
      expect((await at.manager.get(`${LIST}?${wrong}`)).status).toBe(400);
  });

  it('pages neither skip nor double while something is added', async () => {
    const before = ids(await listed(at.manager));
    const found: string[] = [];
    let added = '';
    for (let query = 'limit=2'; query !== '';) {
      const { items, next } = await page(at.manager, query);
      found.push(...ids(items));
      if (added === '') {
        await at.keyworker.post(`/review/plans/${planOf(0)}/requests`, { reason: 'things have changed' });
        await platform.idle();
        added = ids(await listed(at.manager)).find((id) => !before.includes(id)) ?? '';
      }
      query = next === undefined ? '' : `limit=2&after=${encodeURIComponent(next)}`;
    }
    expect(added).not.toBe('');
    expect(found.filter((id) => id !== added)).toEqual(before);
    expect(new Set(found).size).toBe(found.length);
  });

  it('R18: others see nothing of it: another keyworker, another provider, another tenant', async () => {
    const other = await provider(platform);
    const colleague = await platform.actor({ roles: ['KW'], organisationId: at.id, serviceIds: [at.serviceId] });
    const elsewhere = await platform.actor({ roles: ['AS', 'AU'], tenantId: randomUUID() });
    for (const by of [colleague, other.manager, other.keyworker, elsewhere])
      for (const query of ['', 'mine=true', `organisationId=${at.id}`, `serviceId=${at.serviceId}`])
        expect(await listed(by, query)).toEqual([]);
    const auditor = await platform.actor({ roles: ['AU'] });
    expect(peopleOf(await listed(auditor))).toEqual(everybody());
    expect((await platform.actor({ roles: ['PA'] }).then((by) => by.get(LIST))).status).toBe(404);
  });

  it('PLAT-24: each person shown has one entry an hour for the user in their access log', async () => {
    const reader = await platform.actor({ roles: ['SM'], organisationId: at.id });
    for (const query of ['limit=1', 'limit=200', 'mine=true']) await listed(reader, query);
    for (const { person } of plans) {
      const log = await person.self.reads(`/consent/persons/${person.id}/access-log`);
      const own = log.items.filter(({ userId }: Body) => userId === reader.userId);
      expect(own.map(({ route, outcome }: Body) => [route, outcome])).toEqual([[`GET ${LIST}`, 'listed']]);
    }
  });

  it('R18: finds the reviews that are planned or not closed, and what was held is read with its person', async () => {
    const reviews = (by: Actor, query = ''): Promise<Body> => by.reads(`/review/reviews?${query}`);
    const { id } = await at.keyworker.post('/review/reviews', {
      planId: planOf(0),
      type: 'requested',
      at: '2026-05-20',
    });
    await at.keyworker.post('/review/reviews', { planId: planOf(1), type: 'formal', at: '2026-08-03' });
    await platform.idle();
    const { items } = await reviews(at.keyworker, 'mine=true');
    expect(items.map(({ type, state, at: on }: Body) => [type, state, on.slice(0, 10)])).toEqual([
      ['requested', 'scheduled', '2026-05-19'],
      ['formal', 'scheduled', '2026-08-02'],
    ]);
    expect(items[0]).toMatchObject({ id, planId: planOf(0), personId: plans[0]?.person.id });
    const first = await reviews(at.manager, 'limit=1');
    const second = await reviews(at.manager, `limit=1&after=${encodeURIComponent(first.next)}`);
    expect([ids(first.items), ids(second.items), second.next]).toEqual([[id], [items[1].id], undefined]);
    for (const [query, found] of [
      ['type=formal', [items[1].id]],
      ['state=inProgress', []],
      ['held=false', [id, items[1].id]],
      ['held=true', []],
      ['to=2026-05-31', [id]],
      [`serviceId=${at.serviceId}&from=2026-06-01`, [items[1].id]],
      [`teamId=${plans[0]?.episodeId ?? ''}`, [id]],
    ] as const)
      expect(ids((await reviews(at.manager, query)).items)).toEqual(found);
    const stranger = await platform.actor({ roles: ['SM'], organisationId: randomUUID() });
    expect((await reviews(stranger)).items).toEqual([]);

    await at.manager.post(`/review/reviews/${id}/not-held`, { reason: 'snow' }, 200);
    await platform.idle();
    expect(ids((await reviews(at.manager)).items)).toEqual([items[1].id]);
    // The list of one person has what is over as well, whole; each list says what it does not offer.
    const own = await reviews(at.manager, `personId=${plans[0]?.person.id ?? ''}&state=notHeld`);
    expect(own.items).toMatchObject([{ id, state: 'notHeld', topics: {} }]);
    for (const [query, rule] of [
      ['state=notHeld', 'oneOf'],
      [`planId=${planOf(0)}`, 'conflict'],
      [`personId=${plans[0]?.person.id ?? ''}&from=2026-06-01`, 'conflict'],
    ] as const) {
      const { status, body } = await at.manager.get(`/review/reviews?${query}`);
      expect([status, body.items[0].rule]).toEqual([400, rule]);
    }
  });

  it('goes with the care team, and what is missed is overdue', async () => {
    const successor = await platform.actor({ roles: ['KW'], organisationId: at.id, serviceIds: [at.serviceId] });
    const team = { keyworkerId: successor.userId, members: [] };
    await at.manager.post(`/care-plan/episodes/${plans[0]?.episodeId ?? ''}/team`, team, 200);
    await platform.idle();
    expect(peopleOf(await listed(successor))).toEqual(new Set([plans[0]?.person.id]));
    expect(peopleOf(await listed(at.keyworker))).toEqual(new Set([plans[1]?.person.id]));

    await platform.clock('2027-08-01T09:00:00.000Z');
    await platform.idle();
    const missed = await listed(successor, 'state=missed');
    expect(missed.length).toBeGreaterThan(0);
    const { items } = await successor.reads('/review/overdue');
    expect(items.map(({ obligationId }: Body) => obligationId)).toEqual(ids(missed));
    const kind = String(missed[0]?.kind);
    const ofKind = await successor.reads(`/review/overdue?kind=${kind}&dueTo=2027-07-31`);
    expect(ofKind.items.map(({ obligationId }: Body) => obligationId)).toEqual(
      ids(missed.filter((one) => one.kind === kind)),
    );
  });
});
