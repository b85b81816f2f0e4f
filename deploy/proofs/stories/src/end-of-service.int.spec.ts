import type { Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, openSignOff, publishedVersion, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

describe('the end of a service', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let plan: PlanInForce;
  let subscriptionId: string;
  let other: string;
  const planPath = (): string => `/care-plan/plans/${plan.planId}`;
  const seen = (): Promise<Body> => plan.person.self.reads(planPath());

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-03-02T09:00:00.000Z');
    at = await provider(platform);
    plan = await draftedPlan(platform, at);
    await publishedVersion(at, plan);
    const { id: personId } = plan.person;
    ({ id: subscriptionId } = await at.manager.post('/care-plan/subscriptions', { personId }));
    ({ id: other } = await at.manager.post('/care-plan/episodes', { personId, serviceId: at.serviceId }));
    await platform.idle();
  });
  afterAll(() => platform.stop());

  it('R17: a plan is closed, and a service ended, for a reason that is on record', async () => {
    for (const reason of ['serviceEnded', 'transferred', 'deceased', 'replacedByOtherPlan'])
      await at.manager.refused('POST', `${planPath()}/closure`, { reason }, 422, 'REFERENCE_NOT_FOUND', {
        items: ['reason'],
      });
    const end = `/care-plan/episodes/${plan.episodeId}/end`;
    await at.manager.refused('POST', end, { reason: 'deceased' }, 422, 'REFERENCE_NOT_FOUND', { items: ['reason'] });
  });

  it('R15: of two episodes one ends, and the plan stays with all that is owed under it', async () => {
    await at.manager.post(`/care-plan/episodes/${other}/end`, { reason: 'completed' }, 200);
    await platform.idle();
    expect(await seen()).toMatchObject({ state: 'active' });
    await at.manager.refused('POST', `${planPath()}/closure`, { reason: 'serviceEnded' }, 422, 'REFERENCE_NOT_FOUND');
    const { items } = await plan.person.self.reads(`/review/plans/${plan.planId}/obligations`);
    expect(items.some(({ status }: Body) => status === 'open')).toBe(true);
  });

  it('R17: the last one ends, and the plan with it: nobody signs, nothing is owed, and its provider is told', async () => {
    const { self } = plan.person;
    const { contentHash } = await at.keyworker.post(`${planPath()}/proposals`, { reason: 'asked' });
    const signOff = await openSignOff(self, plan.planId, contentHash);
    const endedAt = '2026-03-02T09:00:00.000Z';
    const key = { key: 'the last end' };
    const end = [`/care-plan/episodes/${plan.episodeId}/end`, { reason: 'transferred', endedAt }] as const;
    const { id, revision } = await at.manager.does('POST', ...end, 200, key);
    await platform.idle();
    // What was done took the provider's access with it: sent once more it is answered as it was, and with another key it is not.
    expect(await at.manager.does('POST', ...end, 200, key)).toMatchObject({ id, revision });
    await at.manager.refused('POST', ...end, 404, 'NOT_FOUND');
    const { items: left } = await at.manager.reads(`/care-plan/tasks?personId=${plan.person.id}`);
    expect(left.filter(({ status, ref }: Body) => status === 'open' && ref.planId === plan.planId)).toEqual([]);
    expect(await seen()).toMatchObject({
      state: 'closed',
      closed: { reason: 'transferred', closedAt: endedAt },
      versionNo: 1,
      proposal: { state: 'returned' },
    });
    expect(await self.reads(`/consent/sign-offs/${signOff.id}`)).toMatchObject({ state: 'voided' });
    const sign = { role: 'person', mode: 'signed' };
    await self.refused('POST', `/consent/sign-offs/${signOff.id}/signatures`, sign, 409, 'STATE_CONFLICT', {
      items: ['closed'],
    });
    const { items } = await self.reads(`/review/plans/${plan.planId}/obligations`);
    expect(items.filter(({ status }: Body) => status === 'open')).toEqual([]);
    const { items: subscriptions } = await at.manager.reads(`/care-plan/subscriptions?personId=${plan.person.id}`);
    expect(subscriptions).toEqual([expect.objectContaining({ id: subscriptionId, state: 'ended', lastNoticeNo: 1 })]);
  });

  it('D23: its provider reads the plan as it stood, and that it is closed, and writes nothing', async () => {
    expect(await at.manager.reads(planPath())).toMatchObject({ state: 'closed', versionNo: 1 });
    await at.manager.refused('POST', `${planPath()}/closure`, { reason: 'serviceEnded' }, 404, 'NOT_FOUND');
    await at.keyworker.refused('PUT', `${planPath()}/draft`, { content: {} }, 404, 'NOT_FOUND');
    // Story 09, step 7: its keyworker reads what they led; the rest of the team reads nothing of it any more.
    expect(await at.keyworker.reads(planPath())).toMatchObject({ state: 'closed', versionNo: 1 });
    expect(await at.keyworker.reads(`${planPath()}/versions/1`)).toMatchObject({ versionNo: 1 });
    for (const path of [planPath(), `${planPath()}/versions/1`]) expect((await at.staff.get(path)).status).toBe(404);
    expect((await at.keyworker.get(`/assessment/persons/${plan.person.id}`)).status).toBe(404);
    const opened = { personId: plan.person.id, planKind: 'provider' };
    await at.keyworker.refused('POST', '/care-plan/plans', opened, 404, 'NOT_FOUND');
  });

  it('D23: of what stands now, and of what came later, its provider reads nothing', async () => {
    const { id: personId, self } = plan.person;
    const { items: before } = await at.manager.reads(`/consent/sign-offs?subjectId=${plan.planId}`);
    await platform.clock('2026-03-09T09:00:00.000Z');
    await self.post(`${planPath()}/statements`, { about: 'allergies', statement: 'I never had one' });
    await platform.idle();
    expect((await seen()).statements).toHaveLength(1);
    for (const query of ['', '?effectiveAt=2026-03-09T09:00:00.000Z', '?knownAt=2026-03-09T09:00:00.000Z'])
      expect((await at.manager.reads(`${planPath()}${query}`)).statements ?? []).toEqual([]);
    expect((await at.manager.reads(`/care-plan/plans?personId=${personId}`)).items).toMatchObject([
      { id: plan.planId, state: 'closed', statements: [] },
    ]);
    const later = [
      `${planPath()}/draft`,
      `${planPath()}/coverage`,
      `/review/plans/${plan.planId}/obligations`,
      `/review/plans/${plan.planId}/since-last-review`,
      `/consent/plans/${plan.planId}/consent`,
      `/assessment/persons/${personId}`,
      `/consent/persons/${personId}/contacts`,
    ];
    for (const path of later) {
      expect([path, (await at.manager.call('GET', path)).status]).toEqual([path, 404]);
      expect([path, (await at.keyworker.call('GET', path)).status]).toEqual([path, 404]);
    }
    expect(await at.manager.reads(`${planPath()}/versions/1`)).toMatchObject({ versionNo: 1 });
    expect(await at.manager.reads(`/care-plan/episodes/${plan.episodeId}`)).toMatchObject({ state: 'ended' });
    expect((await at.manager.reads(`/consent/sign-offs?subjectId=${plan.planId}`)).items).toEqual(before);
  });

  it('R17: served again, the person has another plan', async () => {
    const { id: personId } = plan.person;
    const { id: episodeId } = await at.manager.post('/care-plan/episodes', { personId, serviceId: at.serviceId });
    const keyworkerId = at.keyworker.userId;
    await at.manager.post(`/care-plan/episodes/${episodeId}/team`, { keyworkerId }, 200);
    const { id } = await at.keyworker.post('/care-plan/plans', { personId, planKind: 'provider', episodeId });
    await platform.idle();
    expect(id).not.toBe(plan.planId);
    expect(await plan.person.self.reads(`/care-plan/plans/${id}`)).toMatchObject({ state: 'draft' });
    const ended = { personId, planKind: 'provider', episodeId: plan.episodeId };
    await at.manager.refused('POST', '/care-plan/plans', ended, 409, 'STATE_CONFLICT');
  });
});
