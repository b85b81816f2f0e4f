import { randomUUID } from 'node:crypto';
import type { Actor, Body } from './actor.js';
import { assessor, organisation, person } from './givens.js';
import { StoryPlatform } from './platform.js';

describe('the caseload of a CPA co-ordinator, found without knowing any id', () => {
  let platform: StoryPlatform;
  let trust: { readonly id: string };
  const actors = new Map<string, Actor>();
  const cases: { readonly id: string; readonly personId: string; readonly self: Actor }[] = [];
  const team = randomUUID();

  const by = (name: string): Actor => {
    const actor = actors.get(name);
    if (actor === undefined) throw new Error(`nobody is called ${name}`);
    return actor;
  };
  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-05-11T09:00:00.000Z');
    trust = await organisation(platform, { kind: 'trust' });
    const of = (roles: readonly string[]): Promise<Actor> => platform.actor({ roles, organisationId: trust.id });
    for (const [name, roles] of [
      ['manager', ['TM']],
      ['first', ['CC']],
      ['second', ['CC']],
    ] as const)
      actors.set(name, await of(roles));
    const pa = await platform.actor({ roles: ['PA'] });
    for (const code of ['R1', 'R2'])
      await pa.does('PUT', `/cpa/regions/${code}`, { scheme: 'twoLevel', from: '2025-01-01' }, 200);
    const council = await assessor(platform);
    for (const [nth, coordinator] of ['first', 'first', 'second'].entries()) {
      // Each is opened at an instant of its own: where no contact is due yet, that orders them.
      await platform.clock(`2026-05-11T09:0${nth + 1}:00.000Z`);
      const { id: personId, self } = await person(platform, council, { groups: ['mentalHealth'] });
      const opening = {
        ...{ personId, coordinatorId: by(coordinator).userId, teamId: team },
        regionCode: nth === 1 ? 'R2' : 'R1',
      };
      const { id } = await by('manager').post('/cpa/cases', opening);
      cases.push({ id, personId, self });
    }
    await platform.idle();
  });
  afterAll(() => platform.stop());

  const page = (who: Actor, query = ''): Promise<Body> => who.reads(`/cpa/cases?${query}`, { purpose: 'inspection' });
  const ids = async (who: Actor, query = ''): Promise<string[]> =>
    (await page(who, query)).items.map(({ id }: Body) => id);
  const idOf = (...nth: readonly number[]): string[] => nth.map((one) => cases[one]?.id ?? '');

  it('CPA-46: a co-ordinator finds their cases, the manager those of the team; whom contact is due with first comes first', async () => {
    await by('first').does('PUT', `/cpa/cases/${idOf(1)[0]}/contact-interval`, { interval: 'P14D' }, 200);
    await platform.idle();
    expect(await ids(by('first'), 'mine=true')).toEqual(idOf(1, 0));
    expect(await ids(by('second'))).toEqual(idOf(2));
    for (const query of ['', `teamId=${team}`, `organisationId=${trust.id}`])
      expect(await ids(by('manager'), query)).toEqual(idOf(1, 0, 2));
    expect((await page(by('first'))).items[0]).toMatchObject({
      ...{ id: idOf(1)[0], personId: cases[1]?.personId, state: 'open', regionCode: 'R2' },
      ...{ coordinatorId: by('first').userId, level: 'undecided', teamId: team, organisationId: trust.id },
      ...{
        lapses: 0,
        nextContactBy: '2026-05-25T22:59:59.999Z',
        levelSince: expect.stringMatching(/^2026-05-11T09:02/),
      },
    });
  });

  it('is filtered by region, state and level, and read page by page', async () => {
    expect(await ids(by('manager'), 'regionCode=R1')).toEqual(idOf(0, 2));
    expect(await ids(by('manager'), 'state=active')).toEqual([]);
    expect(await ids(by('manager'), 'level=undecided&state=open')).toEqual(idOf(1, 0, 2));
    expect(await ids(by('manager'), 'level=enhanced')).toEqual([]);
    expect(await ids(by('manager'), `coordinatorId=${by('second').userId}`)).toEqual(idOf(2));
    expect(await ids(by('second'), `coordinatorId=${by('first').userId}`)).toEqual([]);
    expect(await ids(by('manager'), 'contactFrom=2026-05-25&contactTo=2026-05-25')).toEqual(idOf(1));
    expect(await ids(by('manager'), 'sort=lastContact')).toEqual(idOf(0, 1, 2));
    expect(await ids(by('manager'), 'sort=lastContact&lastContactFrom=2026-05-12')).toEqual([]);
    expect(await ids(by('manager'), 'sort=review&level=undecided')).toEqual(idOf(0, 1, 2));
    expect(await ids(by('manager'), 'sort=review&reviewFrom=2026-01-01')).toEqual([]);
    for (const wrong of ['state=closed', 'level=high', 'lapsed=yes', 'sort=name', 'sort=review&contactTo=2026-05-25'])
      expect((await by('manager').get(`/cpa/cases?${wrong}`)).status).toBe(400);
    const found: string[] = [];
    for (let query = 'limit=1'; query !== '';) {
      const { items, next } = await page(by('manager'), query);
      found.push(...items.map(({ id }: Body) => id));
      query = next === undefined ? '' : `limit=1&after=${encodeURIComponent(next)}`;
    }
    expect(found).toEqual(idOf(1, 0, 2));
  });

  it('CPA-47: shows the last contact and the next, and whom contact has lapsed with', async () => {
    const [id] = idOf(1);
    await by('first').post(`/cpa/cases/${id}/contacts`, { outcome: 'seen', note: 'in confidence' });
    await platform.idle();
    const { items } = await page(by('first'));
    expect(items[0].lastContact).toEqual({ at: expect.any(String), outcome: 'seen' });
    expect(JSON.stringify(items)).not.toContain('in confidence');
    expect(await ids(by('first'), 'lapsed=true')).toEqual([]);
    await platform.clock('2026-06-15T09:00:00.000Z');
    await platform.idle();
    expect(await ids(by('first'), 'lapsed=true')).toEqual([id]);
    expect((await page(by('first'), 'lapsed=true')).items[0].lapses).toBeGreaterThan(0);
  });

  it('PLAT-24: others see none of it; each person shown has it in their access log', async () => {
    const elsewhere = await platform.actor({ roles: ['TM'], organisationId: randomUUID() });
    const abroad = await platform.actor({ roles: ['AU'], tenantId: randomUUID() });
    for (const who of [elsewhere, abroad])
      for (const query of ['', `teamId=${team}`, `organisationId=${trust.id}`])
        expect(await ids(who, query)).toEqual([]);
    const reader = await platform.actor({ roles: ['TM'], organisationId: trust.id });
    await ids(reader, 'limit=1');
    await ids(reader);
    for (const { personId, self } of cases) {
      const { items } = await self.reads(`/consent/persons/${personId}/access-log`);
      const own = items.filter(({ userId }: Body) => userId === reader.userId);
      expect(own.map(({ route, outcome }: Body) => [route, outcome])).toEqual([['GET /cpa/cases', 'listed']]);
    }
  });

  it('CPA-43: goes with the case to its next co-ordinator', async () => {
    const [id] = idOf(0);
    await by('manager').post(`/cpa/cases/${id}/coordinator`, { toUserId: by('second').userId }, 200);
    await platform.idle();
    expect(await ids(by('first'))).toEqual(idOf(1));
    expect((await ids(by('second'))).toSorted()).toEqual(idOf(0, 2).toSorted());
  });

  it('CPA-43: transfers are found from both sides, and those that wait for a co-ordinator by who took them on', async () => {
    const transfers = async (who: Actor, query = ''): Promise<readonly Body[]> =>
      (await who.reads(`/cpa/transfers?${query}`, { purpose: 'inspection' })).items;
    expect(await transfers(by('manager'))).toEqual([]);
    const next = await organisation(platform, { kind: 'trust' });
    const of = (role: string): Promise<Actor> => platform.actor({ roles: [role], organisationId: next.id });
    const [taking, naming] = [await of('TM'), await of('CC')];
    const [id] = idOf(2);
    const toTeam = randomUUID();
    await by('manager').post(`/cpa/cases/${id}/team`, { teamId: toTeam, organisationId: next.id }, 200);
    await platform.idle();
    const ends = { fromTeamId: team, toTeamId: toTeam, fromOrganisationId: trust.id, toOrganisationId: next.id };
    expect(await transfers(taking)).toMatchObject([{ id, ...ends, waiting: true }]);
    expect(await transfers(taking, 'direction=in&waiting=true')).toMatchObject([{ id }]);
    expect(await transfers(taking, 'direction=out')).toEqual([]);
    // Who had it sees that it went.
    const [went, ...others] = await transfers(by('manager'), 'direction=out');
    expect([went, others]).toMatchObject([{ id, ...ends }, []]);
    expect(went).not.toHaveProperty('waiting');
    expect(await transfers(by('manager'), 'waiting=true')).toEqual([]);
    expect(await transfers(by('manager'), 'direction=in')).toEqual([]);
    expect(await transfers(by('manager'), `teamId=${team}&movedTo=2026-01-01`)).toEqual([]);
    for (const stranger of [{ organisationId: randomUUID() }, { tenantId: randomUUID(), organisationId: next.id }])
      expect(await transfers(await platform.actor({ roles: ['TM'], ...stranger }))).toEqual([]);
    expect((await taking.get('/cpa/transfers?direction=up')).status).toBe(400);
    await taking.post(`/cpa/cases/${id}/coordinator`, { toUserId: naming.userId }, 200);
    await platform.idle();
    expect(await transfers(taking, 'waiting=true')).toEqual([]);
    expect(await transfers(taking, 'waiting=false')).toMatchObject([{ id, waiting: false }]);
    const { items } = await (cases[2]?.self ?? taking).reads(`/consent/persons/${cases[2]?.personId ?? ''}/access-log`);
    expect(items).toContainEqual(
      expect.objectContaining({ userId: taking.userId, route: 'GET /cpa/transfers', outcome: 'listed' }),
    );
  });
});
