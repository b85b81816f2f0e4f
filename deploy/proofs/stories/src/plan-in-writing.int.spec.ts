import type { Actor, Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, publishedVersion, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

/** A keyworker writes a plan page by page: what is still missing is said before anything is proposed. */
describe('a plan in writing', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let plan: PlanInForce;
  const planPath = (): string => `/care-plan/plans/${plan.planId}`;
  const saved = async (content: Body): Promise<Body> => {
    const { etag } = await at.keyworker.reads(`${planPath()}/draft`);
    return at.keyworker.does('PUT', `${planPath()}/draft`, { content }, 200, { ifMatch: etag });
  };
  const ready = (by: Actor = at.keyworker, query = ''): Promise<Body> => by.reads(`${planPath()}/readiness${query}`);

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-03-02T09:00:00.000Z');
    at = await provider(platform);
    plan = await draftedPlan(platform, at);
  });
  afterAll(() => platform.stop());

  it('ENG-003, ENG-017: a complete draft may be proposed and published, and nothing stands in the way', async () => {
    expect(await ready()).toMatchObject({ proposable: true, publishable: true, items: [] });
  });

  it('null takes a section out of the draft, and what is required of it is then missing', async () => {
    await saved({ routines: null, responsibilities: { service: 'care at home' } });
    const { content } = await at.keyworker.reads(`${planPath()}/draft`);
    expect(Object.keys(content)).not.toContain('routines');
    // A section that was not sent is as it was.
    expect(content.whatMatters).toEqual(plan.content.whatMatters);
    const { proposable, publishable, items } = await ready();
    expect([proposable, publishable]).toEqual([false, false]);
    expect(items).toEqual([
      {
        step: 'proposal',
        code: 'SECTION_MISSING',
        pointer: '/routines',
        title: 'A required section is missing',
        text: 'A section is missing, or an entry of it says nothing',
        remedy: 'Write it, or take the empty entry out',
      },
      expect.objectContaining({ step: 'proposal', code: 'LIMITS_REQUIRED', pointer: '/responsibilities/limits' }),
    ]);
    await at.keyworker.refused('POST', `${planPath()}/proposals`, {}, 422, items[0].code, { items: ['routines'] });
    // Within a section nothing is taken out by null, and no plan is proposed with it.
    const { etag } = await at.keyworker.reads(`${planPath()}/draft`);
    await at.keyworker.refused(
      'PUT',
      `${planPath()}/draft`,
      { content: { profile: { penPicture: null } } },
      400,
      'MALFORMED',
      {
        ifMatch: etag,
      },
    );
    await at.keyworker.refused('POST', `${planPath()}/proposals`, { content: { routines: null } }, 400, 'MALFORMED');
    await saved({ routines: plan.content.routines, responsibilities: plan.content.responsibilities });
    expect((await ready()).items).toEqual([]);
  });

  it('who may not draft the plan learns nothing of what it lacks', async () => {
    for (const by of [at.staff, plan.person.self, (await provider(platform)).keyworker])
      expect((await by.get(`${planPath()}/readiness`)).status).toBe(404);
    expect((await at.keyworker.get(`${planPath()}/readiness?effectiveFrom=soon`)).body.code).toBe('MALFORMED');
  });

  it('the day that is wanted counts, and an amendment’s reason', async () => {
    expect((await ready(at.keyworker, '?effectiveFrom=2026-09-01')).items).toEqual([
      expect.objectContaining({ code: 'TIMESCALE_INVALID', subject: 'effectiveFrom' }),
    ]);
    await publishedVersion(at, plan);
    expect((await ready()).items).toEqual([
      expect.objectContaining({ step: 'proposal', code: 'REASON_REQUIRED', subject: 'reason' }),
    ]);
  });

  it('PLAT-03: the versions of a plan are listed as they were known at an instant', async () => {
    await platform.clock('2026-03-04T09:00:00.000Z');
    await publishedVersion(at, plan, { content: { ...plan.content, whatMatters: 'the hens' } });
    const versions = async (query: string): Promise<unknown> => {
      const { items } = await at.keyworker.reads(`${planPath()}/versions${query}`);
      return items.map(({ versionNo, status }: Body) => [versionNo, status]);
    };
    expect(await versions('')).toEqual([
      [1, 'superseded'],
      [2, 'inForce'],
    ]);
    expect(await versions('?knownAt=2026-03-03')).toEqual([[1, 'inForce']]);
    expect(await versions('?knownAt=2026-03-01')).toEqual([]);
    const then = await at.keyworker.get(`${planPath()}/versions?knownAt=2026-03-03`);
    expect(then.headers.get('x-known-at-final')).toBe('true');
    expect((await at.keyworker.get(`${planPath()}/versions?knownAt=2026-04-03`)).body.code).toBe('KNOWN_AT_FUTURE');
  });
});
