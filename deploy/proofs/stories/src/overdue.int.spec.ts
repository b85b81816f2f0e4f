import { randomUUID } from 'node:crypto';
import type { Actor, Body } from './actor.js';
import { assessor, organisation, person, provider } from './givens.js';
import { draftedPlan, publishedVersion } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

describe('the list of what is overdue', () => {
  let platform: StoryPlatform;
  beforeEach(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-05-11T09:00:00.000Z');
  });
  afterEach(() => platform.stop());

  const listed = async (by: Actor, query = ''): Promise<Body> => by.reads(`/review/overdue${query}`);
  const kinds = async (by: Actor): Promise<string[]> => (await listed(by)).items.map(({ kind }: Body) => kind);

  it('R18, D23: after a case moves to another trust its co-ordinator has what is overdue, and the former one has not', async () => {
    const [trust, other] = [
      await organisation(platform, { kind: 'trust' }),
      await organisation(platform, { kind: 'trust' }),
    ];
    const of = (roles: readonly string[], { id }: { readonly id: string }): Promise<Actor> =>
      platform.actor({ roles, organisationId: id });
    const [tm, cc, received, successor, stranger] = [
      await of(['TM'], trust),
      await of(['CC'], trust),
      await of(['TM'], other),
      await of(['CC'], other),
      await of(['CC'], other),
    ];
    const pa = await platform.actor({ roles: ['PA'] });
    await pa.does('PUT', '/cpa/regions/R1', { scheme: 'twoLevel', from: '2025-01-01' }, 200);
    const { id: personId } = await person(platform, await assessor(platform), { groups: ['mentalHealth'] });
    const { id } = await tm.post('/cpa/cases', { personId, regionCode: 'R1', coordinatorId: cc.userId });
    await platform.idle();
    const { id: planId } = await cc.post('/care-plan/plans', { personId, planKind: 'cpa' });
    await platform.idle();
    await cc.post(`/review/plans/${planId}/requests`, { reason: 'things have changed' });
    await platform.clock('2026-07-01T09:00:00.000Z');
    await platform.idle();
    expect(await kinds(cc)).toEqual(['requestedReview']);
    expect(await kinds(successor)).toEqual([]);

    const moved = { teamId: randomUUID(), organisationId: other.id, reason: 'moved' };
    await tm.post(`/cpa/cases/${id}/team`, moved, 200);
    await received.post(`/cpa/cases/${id}/coordinator`, { toUserId: successor.userId }, 200);
    await platform.idle();
    expect((await listed(successor)).items).toMatchObject([
      { kind: 'requestedReview', planId, personId, organisationId: other.id },
    ]);
    for (const by of [cc, stranger]) expect(await kinds(by)).toEqual([]);
    expect((await cc.get(`/review/plans/${planId}/obligations`)).status).toBe(404);
    // What falls due from now on is no other list's either.
    await successor.post(`/review/plans/${planId}/requests`, { reason: 'again' });
    await platform.clock('2026-09-01T09:00:00.000Z');
    await platform.idle();
    expect(await kinds(successor)).toEqual(['requestedReview', 'requestedReview']);
    expect(await kinds(cc)).toEqual([]);
  });

  it('R18: it is read page by page, the longest overdue first, with cursors of its own', async () => {
    const at = await provider(platform);
    const plans = [await draftedPlan(platform, at), await draftedPlan(platform, at)];
    for (const plan of plans) await publishedVersion(at, plan);
    await platform.clock('2027-08-01T09:00:00.000Z');
    await platform.idle();
    const { items: all, next: none } = await listed(at.manager);
    expect([all.length > 6, none]).toEqual([true, undefined]);
    const order = all.map(({ dueAt, obligationId }: Body) => `${dueAt} ${obligationId}`);
    expect(order).toEqual(order.toSorted());
    expect(new Set(all.map(({ planId }: Body) => planId))).toEqual(new Set(plans.map(({ planId }) => planId)));

    const found: Body[] = [];
    for (let query = '?limit=3'; query !== '';) {
      const { items, next } = await listed(at.manager, query);
      expect(items.length).toBe(Math.min(3, all.length - found.length));
      found.push(...items);
      query = next === undefined ? '' : `?limit=3&after=${next}`;
    }
    expect(found).toEqual(all);
    for (const wrong of ['?after=unknown', '?limit=201', '?limit=0'])
      expect((await at.manager.get(`/review/overdue${wrong}`)).status).toBe(400);
    const { next } = await at.manager.reads(`/review/plans/${plans[0]?.planId ?? ''}/obligations?limit=1`);
    await at.manager.refused('GET', `/review/overdue?after=${next}`, undefined, 400, 'CURSOR_UNKNOWN');
  });
});
