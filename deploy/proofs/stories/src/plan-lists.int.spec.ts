import type { Actor, Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, publishedVersion, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

const PLANS = '/care-plan/plans';
const EPISODES = '/care-plan/episodes';

/** A keyworker, a manager and the council find the plans that are theirs without knowing anybody's id. */
describe('plans and service episodes over many people', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let other: Provider;
  let drafted: PlanInForce;
  let inForce: PlanInForce;
  let reviewedSooner: PlanInForce;
  let elsewhere: PlanInForce;

  const items = (by: Actor, path: string, query = ''): Promise<readonly Body[]> =>
    by.lists(path, query, { purpose: 'synthetic' });
  const plans = async (by: Actor, query = ''): Promise<readonly string[]> =>
    (await items(by, PLANS, query)).map(({ id }) => String(id));
  const episodes = async (by: Actor, query = ''): Promise<readonly string[]> =>
    (await items(by, EPISODES, query)).map(({ id }) => String(id));
  const published = async (nextReviewBy: string): Promise<PlanInForce> => {
    const plan = await draftedPlan(platform, at, { content: (content) => ({ ...content, nextReviewBy }) });
    await publishedVersion(at, plan);
    return plan;
  };

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-03-02T09:00:00.000Z');
    at = await provider(platform);
    other = await provider(platform);
    drafted = await draftedPlan(platform, at);
    inForce = await published('2026-06-01');
    reviewedSooner = await published('2026-05-01');
    elsewhere = await draftedPlan(platform, other);
    await platform.idle();
  });
  afterAll(() => platform.stop());

  it('R18: stand with the organisation, its service, its team and everybody in it, by the next review', async () => {
    const own = [reviewedSooner.planId, inForce.planId, drafted.planId];
    for (const by of [at.manager, at.keyworker, at.staff]) {
      expect(await plans(by)).toEqual(own);
      expect(await plans(by, 'limit=1')).toEqual(own);
    }
    expect(await plans(at.keyworker, 'mine=true')).toEqual(own);
    expect(await plans(at.manager, `serviceId=${at.serviceId}&planKind=provider`)).toEqual(own);
    expect(await plans(at.manager, `teamId=${inForce.episodeId}`)).toEqual([inForce.planId]);
    expect(await plans(at.manager, 'reviewFrom=2026-05-02&reviewTo=2026-06-01')).toEqual([inForce.planId]);
    for (const by of [at.manager, inForce.assessor]) {
      expect(new Set(await plans(by, `keyworkerId=${at.keyworker.userId}`))).toEqual(new Set(own));
      expect(await plans(by, `keyworkerId=${at.staff.userId}`)).toEqual([]);
    }
    expect(await plans(inForce.person.self)).toEqual([inForce.planId]);
  });

  it('R18: and with no other organisation, team or tenant', async () => {
    const stranger = await platform.actor({ roles: ['KW'], organisationId: at.id, serviceIds: [at.serviceId] });
    const abroad = await platform.actor({ roles: ['AS', 'SM'], organisationId: at.id, tenantId: at.id });
    for (const by of [stranger, abroad])
      for (const query of ['', 'mine=true', `organisationId=${at.id}`, `serviceId=${at.serviceId}`]) {
        expect(await plans(by, query)).toEqual([]);
        expect(await episodes(by, query)).toEqual([]);
      }
    expect(await plans(other.manager)).toEqual([elsewhere.planId]);
    expect(await plans(other.manager, `organisationId=${at.id}`)).toEqual([]);
    expect(new Set(await plans(inForce.assessor))).toEqual(
      new Set([drafted, inForce, reviewedSooner, elsewhere].map(({ planId }) => planId)),
    );
  });

  it('what waits is found by those who may read it, and is said to nobody else', async () => {
    expect(await plans(at.keyworker, 'waiting=draft')).toEqual([drafted.planId]);
    expect(await plans(at.staff, 'waiting=draft')).toEqual([]);
    const ofStaff = (await items(at.staff, PLANS, 'state=draft'))[0];
    expect([ofStaff.id, ofStaff.draft, ofStaff.proposal]).toEqual([drafted.planId, undefined, undefined]);
    await at.keyworker.post(`${PLANS}/${drafted.planId}/proposals`, {});
    expect(await plans(at.manager, 'waiting=draft')).toEqual([]);
    expect(await plans(at.manager, 'waiting=proposal')).toEqual([drafted.planId]);
    expect(await plans(at.staff, 'waiting=proposal')).toEqual([]);
  });

  it('R6: withheld care is found while it is withheld', async () => {
    expect(await plans(at.manager, 'withheld=true')).toEqual([]);
    await at.manager.post(`${PLANS}/${inForce.planId}/suspension`, { scope: 'whole', reason: 'hospital' }, 200);
    expect(await plans(at.manager, 'withheld=true')).toEqual([inForce.planId]);
    expect(await plans(at.manager, 'state=suspended')).toEqual([inForce.planId]);
    expect(await plans(at.manager, 'state=active')).toEqual([reviewedSooner.planId]);
  });

  it('an item says of a plan what its head says, and nothing of its content', async () => {
    for (const item of await items(at.manager, PLANS)) {
      const { draft, proposal, current, upcoming: _, ...head } = await at.manager.reads(`${PLANS}/${String(item.id)}`);
      const { draft: waiting, proposal: proposed, effectiveFrom, ...outline } = item;
      expect(head).toMatchObject(outline);
      expect(effectiveFrom).toBe(current?.effectiveFrom);
      expect([waiting.revision, proposed?.no, proposed?.state]).toEqual([
        draft.revision,
        proposal?.no,
        proposal?.state,
      ]);
      expect(JSON.stringify(item)).not.toContain('content');
    }
  });

  it('the plans of one person are filtered by organisation as ever', async () => {
    const ofPerson = `personId=${inForce.person.id}`;
    expect(await plans(at.manager, `${ofPerson}&organisationId=${at.id}`)).toEqual([inForce.planId]);
    expect(await plans(at.manager, `${ofPerson}&organisationId=${other.id}`)).toEqual([]);
    expect((await at.manager.get(`${PLANS}?${ofPerson}&mine=true`)).status).toBe(400);
  });

  it('PLAT-11: service episodes stand with the provider, its service and their teams', async () => {
    const own = [drafted, inForce, reviewedSooner].map(({ episodeId }) => episodeId);
    for (const by of [at.manager, at.keyworker, at.staff]) expect(new Set(await episodes(by))).toEqual(new Set(own));
    expect(new Set(await episodes(at.manager, `serviceId=${at.serviceId}&limit=2`))).toEqual(new Set(own));
    expect(await episodes(at.manager, `teamId=${inForce.episodeId}`)).toEqual([inForce.episodeId]);
    expect(await episodes(at.manager, 'state=started')).toEqual([]);
    const [item] = await items(at.manager, EPISODES, `teamId=${inForce.episodeId}`);
    const { etag, ...single } = await at.manager.reads(`${EPISODES}/${inForce.episodeId}`);
    expect(item).toEqual({ ...single, etag });
  });

  it('R6, R10: what takes effect by its day alone is found as it stands since, and not as it stood', async () => {
    const { planId, person } = reviewedSooner;
    const whole = { scope: 'whole', mode: 'signed', reasons: 'synthetic reasons' };
    await person.self.post(`/consent/plans/${planId}/withdrawal`, whole);
    await platform.idle();
    const later = { content: { nextReviewBy: '2026-09-01' }, effectiveFrom: '2026-03-20' };
    await publishedVersion(at, reviewedSooner, later);
    await platform.idle();
    const found = (query: string): Promise<boolean> => plans(at.manager, query).then((ids) => ids.includes(planId));
    const stands = async (): Promise<object> => ({
      active: await found('state=active'),
      suspended: await found('state=suspended'),
      withheld: await found('withheld=true'),
      may: await found('reviewFrom=2026-05-01&reviewTo=2026-05-01'),
      september: await found('reviewFrom=2026-09-01&reviewTo=2026-09-01'),
      once: (await plans(at.manager)).filter((id) => id === planId).length,
    });
    expect(await stands()).toEqual({
      ...{ active: false, suspended: true, withheld: true },
      ...{ may: true, september: false, once: 1 },
    });
    await platform.clock('2026-03-20T12:00:00.000Z');
    expect(await stands()).toEqual({
      ...{ active: true, suspended: false, withheld: false },
      ...{ may: false, september: true, once: 1 },
    });
  });

  it('what is no id is refused, not passed over', async () => {
    for (const path of [`${PLANS}?organisationId=x`, `${EPISODES}?providerId=x`])
      expect((await at.manager.get(path)).status).toBe(400);
  });

  it('whose were shown is in the access log of each', async () => {
    const auditor = await platform.actor({ roles: ['AU'] });
    for (const path of [PLANS, EPISODES]) {
      const entries = `/care-plan/persons/${inForce.person.id}/access-entries`;
      expect((await auditor.reads(entries, { purpose: 'synthetic audit' })).items).toContainEqual(
        expect.objectContaining({ outcome: 'listed', route: `GET ${path}`, organisationId: at.id }),
      );
    }
  });
});
