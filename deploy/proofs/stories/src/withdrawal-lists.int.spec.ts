import { randomUUID } from 'node:crypto';
import type { Actor, Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, publishedVersion, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

const WITHDRAWALS = '/consent/withdrawals';

describe('withdrawals of consent that hold, found without knowing any id', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let whole: PlanInForce;
  let part: PlanInForce;

  const items = async (by: Actor, query = ''): Promise<readonly Body[]> =>
    (await by.reads(`${WITHDRAWALS}?${query}`, { purpose: 'synthetic' })).items;
  const plans = async (by: Actor, query = ''): Promise<readonly string[]> =>
    (await items(by, query)).map(({ planId }) => planId);

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-05-11T09:00:00.000Z');
    at = await provider(platform);
    [whole, part] = [await draftedPlan(platform, at), await draftedPlan(platform, at)];
    for (const plan of [whole, part]) await publishedVersion(at, plan);
    await platform.idle();
    expect(await plans(at.manager)).toEqual([]);
    await part.person.self.post(`/consent/plans/${part.planId}/withdrawal`, {
      scope: ['a1'],
      reasons: 'in confidence',
    });
    await platform.clock('2026-05-12T09:00:00.000Z');
    await whole.person.self.post(`/consent/plans/${whole.planId}/withdrawal`, { scope: 'whole' });
    await platform.idle();
  });
  afterAll(() => platform.stop());

  it('R6: keyworker, member of staff and manager find them, the longest first, filtered and page by page', async () => {
    const both = [part.planId, whole.planId];
    for (const query of ['', `serviceId=${at.serviceId}`])
      for (const by of [at.manager, at.keyworker, at.staff]) expect(await plans(by, query)).toEqual(both);
    expect(await plans(at.keyworker, 'mine=true')).toEqual(both);
    expect(await plans(at.manager, 'state=withdrawn')).toEqual([whole.planId]);
    expect(await plans(at.manager, `state=partlyWithdrawn&teamId=${part.episodeId}`)).toEqual([part.planId]);
    expect(await plans(at.manager, 'withdrawnFrom=2026-05-12&withdrawnTo=2026-05-12')).toEqual([whole.planId]);
    expect((await at.manager.get(`${WITHDRAWALS}?state=given`)).status).toBe(400);
    const first = await at.manager.reads(`${WITHDRAWALS}?limit=1`);
    const second = await at.manager.reads(`${WITHDRAWALS}?limit=1&after=${encodeURIComponent(first.next)}`);
    expect([...first.items, ...second.items].map(({ planId }: Body) => planId)).toEqual(both);
    expect(second.next).toBeUndefined();
    const [item] = await items(at.manager, 'state=partlyWithdrawn');
    const { history: _, etag: __, ...single } = await at.manager.reads(`/consent/plans/${part.planId}/consent`);
    expect(item).toMatchObject({ ...single, personId: part.person.id, since: expect.stringMatching(/^2026-05-11/) });
    expect(JSON.stringify(item)).not.toContain('in confidence');
  });

  it('PLAT-24: others see none, and whom the list shows has it in their access log', async () => {
    const other = await provider(platform);
    const colleague = await platform.actor({ roles: ['KW'], organisationId: at.id });
    const elsewhere = await platform.actor({ roles: ['AU'], tenantId: randomUUID() });
    for (const by of [other.manager, colleague, elsewhere])
      for (const query of ['', `organisationId=${at.id}`]) expect(await plans(by, query)).toEqual([]);
    expect(await plans(part.person.self)).toEqual([part.planId]);
    const reader = await platform.actor({ roles: ['SM'], organisationId: at.id });
    await items(reader);
    for (const { person } of [whole, part]) {
      const log = await person.self.reads(`/consent/persons/${person.id}/access-log`);
      const own = log.items.filter(({ userId }: Body) => userId === reader.userId);
      expect(own.map(({ route, outcome }: Body) => [route, outcome])).toEqual([[`GET ${WITHDRAWALS}`, 'listed']]);
    }
  });

  it('R10: one that a signed version will lift holds until that version begins', async () => {
    await publishedVersion(at, whole, { effectiveFrom: '2026-05-20' });
    await platform.idle();
    expect(await plans(at.manager, 'state=withdrawn')).toEqual([whole.planId]);
    await platform.clock('2026-05-20T09:00:00.000Z');
    await platform.idle();
    expect(await plans(at.manager)).toEqual([part.planId]);
  });

  it('R6: what the person agrees to again is withdrawn no more', async () => {
    const { signOffId } = await part.person.self.post(`/consent/plans/${part.planId}/restoration`, { scope: ['a1'] });
    const signed = { role: 'person', mode: 'signed' };
    await part.person.self.post(`/consent/sign-offs/${signOffId}/signatures`, signed, 200);
    await platform.idle();
    expect(await plans(at.manager)).toEqual([]);
  });
});
