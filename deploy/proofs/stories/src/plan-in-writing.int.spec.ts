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

  describe('suggestions for it', () => {
    const path = (): string => `${planPath()}/contributions`;
    const tasks = async (status: string): Promise<Body[]> =>
      (await at.keyworker.reads(`/care-plan/tasks?mine=true&kind=contributionSuggested&status=${status}`)).items;
    const tea = { section: 'preferences', text: 'tea at four, never later' };
    const walk = { section: 'goals', itemId: 'g1', text: 'I would like to walk to the shop' };
    let first: Body;
    let second: Body;

    it('CITY-27: care staff and the person suggest something, each in their own name, and the keyworker has a task for each', async () => {
      first = await at.staff.post(path(), tea);
      second = await plan.person.self.post(path(), walk);
      await platform.idle();
      const { items } = await at.keyworker.reads(path());
      expect(items).toEqual([
        expect.objectContaining({
          ...tea,
          contributionId: first.contributionId,
          state: 'suggested',
          by: at.staff.userId,
          role: 'CS',
        }),
        expect.objectContaining({ ...walk, contributionId: second.contributionId, state: 'suggested', role: 'PE' }),
      ]);
      const waiting = await tasks('open');
      expect(waiting.map(({ subject }) => subject)).toEqual(waiting.map(() => ({ kind: 'plan', id: plan.planId })));
      expect(new Set(waiting.map(({ ref }) => ref.contributionId))).toEqual(
        new Set([first.contributionId, second.contributionId]),
      );
    });

    it('D17: what nobody has confirmed is in no proposal, and the draft is as it was', async () => {
      const { content } = await at.keyworker.reads(`${planPath()}/draft`);
      expect(JSON.stringify(content)).not.toContain(tea.text);
    });

    it('D17: the keyworker confirms one and declines the other with a reason, which the person reads', async () => {
      const confirmation = ({ contributionId }: Body): string => `${path()}/${contributionId}/confirmation`;
      await at.staff.refused('POST', confirmation(first), { outcome: 'confirmed' }, 403, 'ROLE_NOT_PERMITTED');
      await at.keyworker.refused('POST', confirmation(second), { outcome: 'declined' }, 422, 'REASON_REQUIRED');
      await at.keyworker.post(confirmation(first), { outcome: 'confirmed' }, 200);
      const reason = 'we plan it at your review in June';
      await at.keyworker.post(confirmation(second), { outcome: 'declined', reason }, 200);
      await at.keyworker.refused('POST', confirmation(second), { outcome: 'confirmed' }, 409, 'STATE_CONFLICT', {
        items: ['declined'],
      });
      const { items } = await plan.person.self.reads(path());
      expect(items.map(({ state, reason: because, answeredBy }: Body) => [state, because, answeredBy])).toEqual([
        ['confirmed', undefined, at.keyworker.userId],
        ['declined', reason, at.keyworker.userId],
      ]);
      await platform.idle();
      expect(await tasks('open')).toEqual([]);
    });

    it('OUT-66: who helps to draw up the plan by the person’s permission suggests too, and sees their own alone', async () => {
      const sister = await platform.actor({ roles: ['CA'] });
      expect((await sister.call('POST', path(), { ...tea, text: 'she bakes' })).status).toBe(404);
      await plan.person.self.does(
        'PUT',
        `/consent/persons/${plan.person.id}/contacts/${sister.userId}`,
        {
          kind: 'family',
          name: 'Synthetic Sister',
          scopes: ['drawingUp'],
          requestedOn: '2026-03-04',
          evidence: 'said so',
        },
        200,
      );
      await platform.idle();
      await sister.post(path(), { section: 'history', text: 'she baked all her life' });
      expect((await sister.reads(path())).items.map(({ text }: Body) => text)).toEqual(['she baked all her life']);
      expect((await at.staff.reads(path())).items).toHaveLength(3);
    });

    it('another provider, another tenant and a role that suggests nothing see and do nothing', async () => {
      const other = await provider(platform);
      const elsewhere = await platform.actor({ roles: ['AU'], tenantId: '00000000-0000-4000-8000-00000000abcd' });
      for (const by of [other.keyworker, other.manager, elsewhere])
        expect((await by.get(path(), { purpose: 'audit' })).status).toBe(404);
      expect((await other.keyworker.call('POST', path(), tea)).status).toBe(404);
      await plan.assessor.refused('POST', path(), tea, 403, 'ROLE_NOT_PERMITTED');
      await at.staff.refused('POST', path(), { ...tea, section: 'hobbies' }, 400, 'MALFORMED');
    });

    it('PLAT-18: who read them is in the person’s access log', async () => {
      const { items } = await plan.person.self.reads(`/consent/persons/${plan.person.id}/access-log`);
      const read = items.filter(
        ({ route, outcome }: Body) => route === 'GET /care-plan/plans/:id/contributions' && outcome === 'read',
      );
      expect(new Set(read.map(({ role }: Body) => role))).toEqual(new Set(['KW', 'PE', 'CA', 'CS']));
    });

    it('no open task is left where the plan is closed, and nothing more is suggested for it', async () => {
      await platform.idle();
      expect(await tasks('open')).toHaveLength(1);
      const [{ id }] = await tasks('open');
      await at.manager.post(`/care-plan/episodes/${plan.episodeId}/end`, { reason: 'completed' }, 200);
      await platform.idle();
      expect((await at.manager.reads(`/care-plan/tasks/${id}`)).status).toBe('closed');
      await plan.person.self.refused('POST', path(), tea, 409, 'STATE_CONFLICT', { items: ['closed'] });
    });
  });
});
