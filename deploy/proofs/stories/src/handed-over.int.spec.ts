import type { Actor, Body } from './actor.js';
import { assessor, completedAssessment, person, provider, type Provider } from './givens.js';
import { councilContent } from './plan-content.js';
import { openSignOff } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

/** What an accepted handover opens of the council's plan: its versions as they come into force, and not before. */
describe('a council plan that was handed over', () => {
  let platform: StoryPlatform;
  let council: Actor;
  let at: Provider;
  let self: Actor;
  let personId: string;
  let planId: string;
  let needIds: readonly string[];
  const path = (more = ''): string => `/care-plan/plans/${planId}${more}`;
  const numbers = async (by: Actor): Promise<number[]> =>
    (await by.reads(path('/versions'))).items.map(({ versionNo }: Body) => versionNo);
  const agreed = async (provision: string, more: object = {}): Promise<void> => {
    const body = { content: councilContent(needIds, provision), reason: 'talked over', ...more };
    const { contentHash } = await council.post(path('/proposals'), body);
    const { id } = await openSignOff(self, planId, contentHash);
    await self.post(`/consent/sign-offs/${id}/signatures`, { role: 'person', mode: 'signed' }, 200);
    await platform.idle();
  };

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-03-02T09:00:00.000Z');
    council = await assessor(platform);
    at = await provider(platform);
    ({ id: personId, self } = await person(platform, council));
    ({ needIds } = await completedAssessment(council, personId));
    const opened = await council.post('/care-plan/plans', { personId, planKind: 'localAuthority' });
    planId = opened.id;
    await agreed('home care');
    const { id } = await council.post('/assessment/handovers', {
      personId,
      providerId: at.id,
      serviceId: at.serviceId,
      planRef: { id: planId, version: 1 },
    });
    await platform.idle();
    await at.manager.post(
      `/assessment/handovers/${id}/acceptance`,
      { keyworkerId: at.keyworker.userId, plannedStart: '2026-03-09' },
      200,
    );
    await platform.idle();
  });
  afterAll(() => platform.stop());

  it('R16: shows its versions, and nothing of how the council works with it', async () => {
    for (const by of [at.manager, at.keyworker]) {
      expect((await by.reads(path())).versionNo).toBe(1);
      expect(await numbers(by)).toEqual([1]);
      for (const more of ['/draft', '/coverage', '/copies', '/readers'])
        expect((await by.get(path(more))).status).toBe(404);
    }
    expect((await council.get(path('/coverage'))).status).toBe(200);
  });

  it('R16: a version that is agreed for a later day is not there for the provider before that day', async () => {
    await agreed('home care, twice a day', { effectiveFrom: '2026-03-05' });
    await agreed('home care, three times a day', { effectiveFrom: '2026-03-20' });
    expect(await numbers(council)).toEqual([1, 2, 3]);
    const later = '2026-03-25T09:00:00.000Z';
    const asked = [
      '/versions/3',
      '/versions/3/issues/1',
      '/versions/2',
      '/diff?from=1&to=3',
      '/diff?from=1&to=2',
      '/versions/9',
    ];
    for (const by of [at.manager, at.keyworker]) {
      expect(await numbers(by)).toEqual([1]);
      const bodies = await Promise.all(asked.map((more) => by.get(path(more))));
      expect(bodies.map(({ status }) => status)).toEqual(asked.map(() => 404));
      const head = await by.reads(path());
      expect(head.versionNo).toBe(1);
      expect(head.upcoming).toBeUndefined();
      expect(head.current.supersededBy).toBeUndefined();
      const listed = (await by.reads(`/care-plan/plans?personId=${personId}&planKind=localAuthority`)).items;
      expect(listed.map(({ versionNo, upcoming }: Body) => [versionNo, upcoming])).toEqual([[1, undefined]]);
      const then = await by.get(path(`?effectiveAt=${later}`));
      expect([then.body.versionNo, then.headers.get('x-known-at-final')]).toEqual([1, 'false']);
      expect((await by.get(path('/versions/1'))).headers.get('x-later-changes')).toBeNull();
      const fields = await by.reads(path('/administrative'), { purpose: 'what stands' });
      expect(fields.versions.map(({ versionNo }: Body) => versionNo)).toEqual([1]);
    }
    expect((await council.reads(path(`?effectiveAt=${later}`))).versionNo).toBe(3);
    // Nor is it what a plan of the provider's comes from.
    const own = (await at.keyworker.reads(`/care-plan/plans?personId=${personId}&planKind=provider`)).items[0];
    await at.manager.post(`/care-plan/plans/${own.id}/closure`, { reason: 'replacedByOtherPlan' }, 200);
    const derived = { personId, planKind: 'provider', derivedFrom: { id: planId, version: 3 } };
    await at.keyworker.refused('POST', '/care-plan/plans', derived, 422, 'REFERENCE_NOT_FOUND');
    await at.keyworker.post('/care-plan/plans', { ...derived, derivedFrom: { id: planId, version: 1 } });
  });

  it('R16: a version that was overtaken before its day stays the council’s', async () => {
    await platform.clock('2026-03-06T09:00:00.000Z');
    expect(await numbers(at.keyworker)).toEqual([1]);
    expect((await at.keyworker.get(path('/versions/2'))).status).toBe(404);
    const known = `?knownAt=2026-03-02T12:00:00.000Z&effectiveAt=2026-03-05T12:00:00.000Z`;
    expect((await at.keyworker.reads(path(known))).versionNo).toBe(1);
  });

  it('R16: is there from its day on', async () => {
    await platform.clock('2026-03-19T23:59:59.999Z');
    expect(await numbers(at.keyworker)).toEqual([1]);
    await platform.clock('2026-03-20T00:00:00.000Z');
    expect(await numbers(at.keyworker)).toEqual([1, 3]);
    expect((await at.keyworker.reads(path())).current.content.council.provision).toBe('home care, three times a day');
    const { changes } = await at.keyworker.reads(path('/diff?from=1&to=3'));
    expect(changes.map(({ after }: Body) => after)).toEqual(['home care, three times a day']);
  });
});
