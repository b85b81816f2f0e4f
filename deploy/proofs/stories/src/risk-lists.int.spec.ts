import { randomUUID } from 'node:crypto';
import type { Actor, Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, publishedVersion, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';
import { concludedRisk, consentedRestriction, proposedRestriction } from './risk-givens.js';

describe('risks and restrictions of a provider, found without knowing any id', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let plan: PlanInForce;
  let ofPlan: string;
  let own: string;
  let proposed: string;
  let consented: string;

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-05-11T09:00:00.000Z');
    at = await provider(platform);
    plan = await draftedPlan(platform, at);
    await publishedVersion(at, plan);
    ({ id: ofPlan } = await concludedRisk(at.keyworker, plan.person, { planId: plan.planId, actionIds: ['a1'] }));
    ({ id: own } = await concludedRisk(at.keyworker, plan.person));
    proposed = await proposedRestriction(at.manager, plan.person.id);
    consented = await consentedRestriction(at, plan.person);
    await platform.idle();
  });
  afterAll(() => platform.stop());

  const RISKS = '/risk/assessments';
  const RESTRICTIONS = '/risk/restrictions';
  const page = (by: Actor, path: string, query = ''): Promise<Body> => by.reads(`${path}?${query}`);
  const ids = async (by: Actor, path: string, query = ''): Promise<string[]> =>
    (await page(by, path, query)).items.map(({ id }: Body) => id);

  it('R18: open risks, what is reviewed first before what no day is set for, and restrictions by when they run out', async () => {
    for (const by of [at.keyworker, at.manager]) {
      expect(await ids(by, RISKS)).toEqual([own, ofPlan]);
      expect(await ids(by, RESTRICTIONS)).toEqual([consented, proposed]);
    }
    for (const query of [`serviceId=${at.serviceId}`, `organisationId=${at.id}`, `teamId=${plan.episodeId}`]) {
      expect(await ids(at.manager, RISKS, query)).toEqual([own, ofPlan]);
      expect(await ids(at.manager, RESTRICTIONS, query)).toEqual([consented, proposed]);
    }
    const [risk] = (await page(at.keyworker, RISKS, 'mine=true')).items;
    expect(risk).toMatchObject({
      personId: plan.person.id,
      state: 'concluded',
      domain: 'falls',
      reviewOn: '2027-01-12',
    });
    const [restriction] = (await page(at.keyworker, RESTRICTIONS, 'mine=true')).items;
    expect(restriction).toMatchObject({ personId: plan.person.id, state: 'active', to: expect.any(String) });
  });

  it('are filtered, and read page by page', async () => {
    expect(await ids(at.manager, RISKS, 'state=draft')).toEqual([]);
    expect(await ids(at.manager, RISKS, 'state=concluded&domain=falls')).toEqual([own, ofPlan]);
    expect(await ids(at.manager, RESTRICTIONS, 'state=proposed')).toEqual([proposed]);
    for (const [path, query, found] of [
      [RISKS, 'reviewFrom=2027-01-12&reviewTo=2027-01-12', [own]],
      [RISKS, 'reviewTo=2027-01-11', []],
      [RISKS, 'reviewFrom=2026-01-01', [own]],
      [RESTRICTIONS, 'expiresFrom=2026-01-01', [consented]],
      [RESTRICTIONS, 'expiresTo=2026-05-11', []],
    ] as const)
      expect(await ids(at.manager, path, query)).toEqual(found);
    for (const wrong of [`${RISKS}?state=closed`, `${RISKS}?planId=${plan.planId}`, `${RESTRICTIONS}?state=ended`])
      expect((await at.manager.get(wrong)).status).toBe(400);
    for (const [path, whole] of [
      [RISKS, [own, ofPlan]],
      [RESTRICTIONS, [consented, proposed]],
    ] as const) {
      const first = await page(at.manager, path, 'limit=1');
      const second = await page(at.manager, path, `limit=1&after=${encodeURIComponent(first.next)}`);
      expect([...first.items, ...second.items].map(({ id }: Body) => id)).toEqual(whole);
      expect(second.next).toBeUndefined();
    }
  });

  it('PLAT-24: others see none of them; the person whom they show has it in their access log', async () => {
    const other = await provider(platform);
    const colleague = await platform.actor({ roles: ['KW'], organisationId: at.id });
    const elsewhere = await platform.actor({ roles: ['AS'], tenantId: randomUUID() });
    for (const by of [other.manager, colleague, elsewhere])
      for (const path of [RISKS, RESTRICTIONS])
        for (const query of ['', `organisationId=${at.id}`]) expect(await ids(by, path, query)).toEqual([]);
    const reader = await platform.actor({ roles: ['SM'], organisationId: at.id });
    for (const path of [RISKS, RESTRICTIONS, RISKS]) await ids(reader, path);
    const { items } = await plan.person.self.reads(`/consent/persons/${plan.person.id}/access-log`);
    const shown = items.filter(({ userId }: Body) => userId === reader.userId);
    expect(shown.map(({ route, outcome }: Body) => `${route} ${outcome}`).toSorted()).toEqual([
      `GET ${RISKS} listed`,
      `GET ${RESTRICTIONS} listed`,
    ]);
  });

  it('a risk that is closed and a restriction that has ended are on no list of work', async () => {
    await at.keyworker.post(`${RISKS}/${own}/closure`, { reason: 'over' }, 200);
    await at.manager.post(`${RESTRICTIONS}/${proposed}/end`, { reason: 'not needed' }, 200);
    await platform.idle();
    expect(await ids(at.manager, RISKS)).toEqual([ofPlan]);
    expect(await ids(at.manager, RESTRICTIONS)).toEqual([consented]);
    expect((await page(at.manager, RISKS, `personId=${plan.person.id}&state=closed`)).items).toMatchObject([
      { id: own },
    ]);
  });
});
