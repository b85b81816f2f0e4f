import { randomUUID } from 'node:crypto';
import type { Actor, Body } from './actor.js';
import { assessor, organisation, person } from './givens.js';
import { StoryPlatform } from './platform.js';

describe('a co-ordinator who is away, and one who leaves', () => {
  let platform: StoryPlatform;
  let trustId: string;
  let manager: Actor;
  let away: Actor;
  let deputy: Actor;
  let other: Actor;
  let caseId: string;
  let personId: string;
  let self: Actor;

  const co = (name: string, organisationId = trustId, userId: string = randomUUID()): Promise<Actor> =>
    platform.actor({ roles: ['CC'], organisationId, userId, name });
  const tasks = async (who: Actor): Promise<Body[]> => {
    await platform.idle();
    return (await who.reads('/cpa/tasks?mine=true')).items;
  };
  const names = async (who: Actor, ids: readonly string[], more: object = {}): Promise<Body> => {
    const { body } = await who.call('POST', '/assessment/staff/names', { ids, ...more }, { purpose: 'inspection' });
    return Object.fromEntries(body.items.map(({ id, name }: Body) => [id, name]));
  };

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-05-11T09:00:00.000Z');
    trustId = (await organisation(platform, { kind: 'trust' })).id;
    manager = await platform.actor({ roles: ['TM'], organisationId: trustId, name: 'Synthetic Manager' });
    away = await co('Synthetic Away');
    deputy = await co('Synthetic Deputy');
    other = await co('Synthetic Other');
    const pa = await platform.actor({ roles: ['PA'] });
    for (const [code, scheme] of [
      ['R1', 'twoLevel'],
      ['R2', 'singleComplex'],
    ])
      await pa.does('PUT', `/cpa/regions/${code}`, { scheme, from: '2025-01-01' }, 200);
    ({ id: personId, self } = await person(platform, await assessor(platform), { groups: ['mentalHealth'] }));
    const opening = { personId, coordinatorId: away.userId, teamId: randomUUID(), regionCode: 'R1' };
    caseId = (await manager.post('/cpa/cases', opening)).id;
    await manager.post(`/cpa/cases/${caseId}/region`, { to: 'R2' }, 200);
    await platform.idle();
    // Whoever signs in is known from then on.
    for (const who of [manager, away, deputy, other]) await who.reads(`/assessment/staff/${who.userId}`);
  });
  afterAll(() => platform.stop());

  it('ENG-137: their work is on the deputy’s list as well, from the first day to the last, and says why', async () => {
    const [owed] = await tasks(away);
    expect(owed).toMatchObject({ kind: 'regionLevelDecision', forUserId: away.userId });
    const absence = { from: '2026-05-12', to: '2026-05-20', deputyId: deputy.userId };
    await manager.does('PUT', `/assessment/staff/${away.userId}/absence`, absence, 200);
    expect(await tasks(deputy)).toEqual([]);
    await platform.clock('2026-05-12T09:00:00.000Z');
    const [shown] = await tasks(deputy);
    expect(shown).toMatchObject({ id: owed.id, deputising: { until: '2026-05-20T22:59:59.999Z' } });
    expect((await tasks(away)).map(({ id }) => id)).toEqual([owed.id]);
    expect(await tasks(other)).toEqual([]);
    const read = await deputy.reads(`/cpa/tasks/${owed.id}`);
    expect(read.deputising).toEqual({ until: '2026-05-20T22:59:59.999Z' });
    expect((await away.reads(`/cpa/tasks/${owed.id}`)).deputising).toBeUndefined();
  });

  it('PLAT-24: the deputy has the people of who is away while it lasts, at that organisation alone', async () => {
    expect((await deputy.get(`/cpa/cases/${caseId}`)).status).toBe(200);
    expect((await other.get(`/cpa/cases/${caseId}`)).status).toBe(404);
    const elsewhere = await co('Synthetic Deputy', (await organisation(platform, { kind: 'trust' })).id, deputy.userId);
    expect((await elsewhere.get(`/cpa/cases/${caseId}`)).status).toBe(404);
    expect(await tasks(elsewhere)).toEqual([]);
  });

  it('who is back has their work to themselves again, and so when the last day is over', async () => {
    await manager.does('DELETE', `/assessment/staff/${away.userId}/absence`, undefined, 200);
    expect(await tasks(deputy)).toEqual([]);
    expect((await deputy.get(`/cpa/cases/${caseId}`)).status).toBe(404);
    const absence = { from: '2026-05-12', to: '2026-05-13', deputyId: deputy.userId };
    await manager.does('PUT', `/assessment/staff/${away.userId}/absence`, absence, 200);
    expect(await tasks(deputy)).toHaveLength(1);
    await platform.clock('2026-05-14T09:00:00.000Z');
    expect(await tasks(deputy)).toEqual([]);
  });

  it('PLAT-24: the deputy’s sight ends with the absence, to the millisecond, on every list and record', async () => {
    const absence = { from: '2026-05-14', to: '2026-05-14T12:00:00.000Z', deputyId: deputy.userId };
    await manager.does('PUT', `/assessment/staff/${away.userId}/absence`, absence, 200);
    const sight = async (): Promise<readonly unknown[]> => [
      (await tasks(deputy)).length,
      (await deputy.reads('/overview/work')).items.length > 0,
      (await deputy.reads('/overview/work/counts')).total > 0,
      (await deputy.reads('/overview/caseload')).items.length,
      (await deputy.get(`/cpa/cases/${caseId}`)).status,
    ];
    await platform.clock('2026-05-14T12:00:00.000Z');
    expect(await sight()).toEqual([1, true, true, 1, 200]);
    await platform.clock('2026-05-14T12:00:00.001Z');
    expect(await sight()).toEqual([0, false, false, 0, 404]);
  });

  it('ENG-137: a deputy whom nobody knows is refused: the work would be on nobody’s list', async () => {
    const path = `/assessment/staff/${away.userId}/absence`;
    const absence = { from: '2026-05-20', to: '2026-05-21', deputyId: randomUUID() };
    const { status, body } = await manager.call('PUT', path, absence);
    expect([status, body.code, body.items]).toEqual([422, 'REFERENCE_NOT_FOUND', ['deputyId']]);
    expect((await manager.reads(`/assessment/staff/${away.userId}`)).absence).toBeUndefined();
  });

  it('an absence is the manager’s to set, at their own organisation', async () => {
    const absence = { from: '2026-05-20', to: '2026-05-21', deputyId: deputy.userId };
    const path = `/assessment/staff/${away.userId}/absence`;
    expect((await other.call('PUT', path, absence)).status).toBe(403);
    const foreign = { ...absence, organisationId: randomUUID() };
    expect((await manager.call('PUT', path, foreign)).status).toBe(404);
    expect((await manager.call('PUT', path, { ...absence, deputyId: away.userId })).body.code).toBe('STATE_CONFLICT');
  });

  it('CPA-45: what somebody leaves behind goes to their manager, and says whose it was', async () => {
    await away.does('PUT', `/cpa/cases/${caseId}/contact-interval`, { interval: 'P7D' }, 200);
    const [owed] = await tasks(away);
    await manager.post(`/assessment/staff/${away.userId}/departure`, {}, 200);
    expect(await tasks(away)).toEqual([]);
    expect(await tasks(manager)).toEqual([
      expect.objectContaining({
        ...{ id: owed.id, forRole: 'TM' },
        reassigned: { because: 'staffLeft', at: expect.any(String), fromUserId: away.userId },
      }),
    ]);
    const work = (await manager.reads('/overview/work?mine=true')).items.find(({ id }: Body) => id === owed.id);
    expect(work.reassigned).toMatchObject({ fromUserId: away.userId, fromUserName: 'Synthetic Away' });
  });

  it('CPA-45: what arises after they have left is their manager’s at once, and says so', async () => {
    await platform.clock('2026-05-22T09:00:00.000Z');
    expect(await tasks(away)).toEqual([]);
    const arisen = (await tasks(manager)).filter(({ kind }) => kind === 'obligationMissed');
    expect(arisen).toEqual([
      expect.objectContaining({
        ...{ forRole: 'TM', ref: { caseId, obligationKind: 'contactWithPerson' } },
        reassigned: { because: 'staffLeft', at: expect.any(String), fromUserId: away.userId },
      }),
    ]);
    expect((await away.reads('/overview/work')).items).toEqual([]);
  });

  it('CPA-45: whoever signs in again has what arises from then on', async () => {
    const back = await co('Synthetic Away', trustId, away.userId);
    await back.reads(`/assessment/staff/${away.userId}`);
    await platform.idle();
    await platform.clock('2026-05-29T09:00:00.000Z');
    const theirs = await tasks(back);
    expect(theirs.map(({ kind, forUserId }) => [kind, forUserId]).sort()).toEqual([
      ['contactLapsed', away.userId],
      ['disengagementIndicator', away.userId],
    ]);
  });

  it('names for ids: of colleagues, of those who care for a person whom one serves or is, and of nobody else', async () => {
    const ids = [away.userId, deputy.userId, randomUUID()];
    const all = { [away.userId]: 'Synthetic Away', [deputy.userId]: 'Synthetic Deputy' };
    expect(await names(manager, ids)).toEqual(all);
    expect(await names(await assessor(platform), ids)).toEqual(all);
    const stranger = await platform.actor({ roles: ['SM'], organisationId: randomUUID() });
    expect(await names(stranger, ids)).toEqual({});
    expect(await names(await platform.actor({ roles: ['AU'], tenantId: randomUUID() }), ids)).toEqual({});
    // Of the co-ordinator in office alone, since the others do not care for the person.
    expect(await names(self, ids)).toEqual({ [away.userId]: 'Synthetic Away' });
    expect(await names(stranger, ids, { personId })).toEqual({});
    const home = await organisation(platform, { kind: 'provider' });
    const sm = await platform.actor({ roles: ['SM'], organisationId: home.id });
    await sm.post('/care-plan/episodes', { personId });
    await platform.idle();
    expect(await names(sm, ids)).toEqual({ [away.userId]: 'Synthetic Away' });
  });

  it('a change of name is one event, however many requests say it; a manager’s word stands until then', async () => {
    const stored = async (): Promise<Body[]> => {
      const auditor = await platform.actor({ roles: ['AU'] });
      const stream = `staffMember-${await pseudonym(other)}`;
      return (await auditor.reads(`/assessment/streams/${stream}/events`, { purpose: 'inspection' })).items;
    };
    const before = (await stored()).length;
    for (let nth = 0; nth < 3; nth++) await other.reads(`/assessment/staff/${other.userId}`);
    expect(await stored()).toHaveLength(before);
    await manager.does('PUT', `/assessment/staff/${other.userId}`, { name: 'Oth Synthetic', roles: ['CC'] }, 200);
    expect(await names(manager, [other.userId])).toEqual({ [other.userId]: 'Oth Synthetic' });
    const renamed = await co('Synthetic Married', trustId, other.userId);
    await renamed.reads(`/assessment/staff/${other.userId}`);
    expect(await names(manager, [other.userId])).toEqual({ [other.userId]: 'Synthetic Married' });
    expect((await stored()).map(({ event }) => event.type)).toEqual(['StaffSignedIn', 'StaffNamed', 'StaffSignedIn']);
    expect(JSON.stringify(await stored())).not.toContain('Synthetic');
  });

  it('ENG-137: an auditor learns who acted by the pseudonym of the record, and nobody else does', async () => {
    const auditor = await platform.actor({ roles: ['AU'] });
    const users = [await pseudonym(deputy), randomUUID()];
    const asked = (who: Actor) => who.call('POST', '/audit/actors', { users }, { purpose: 'inspection' });
    expect((await asked(auditor)).body.items).toEqual([
      { user: users[0], id: deputy.userId, name: 'Synthetic Deputy', roles: ['CC'], organisationId: trustId },
    ]);
    for (const who of [manager, deputy]) expect((await asked(who)).status).toBe(404);
    expect((await auditor.call('POST', '/audit/actors', { users: [] }, { purpose: 'inspection' })).status).toBe(400);
  });

  /** As stored events name somebody: in the answer to a command that changes nothing. */
  async function pseudonym(of: Actor): Promise<string> {
    const { id } = await manager.does('DELETE', `/assessment/staff/${of.userId}/absence`, undefined, 200);
    return id;
  }
});
