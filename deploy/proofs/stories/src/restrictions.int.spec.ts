import type { Body } from './actor.js';
import { assessor, provider } from './givens.js';
import { draftedPlan, openSignOff, publishedVersion } from './plan-givens.js';
import { consentedRestriction, signedRisk } from './risk-givens.js';
import { StoryPlatform } from './platform.js';

describe('restrictions and risks of a service that ends', () => {
  let platform: StoryPlatform;
  beforeEach(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-05-11T09:00:00.000Z');
  });
  afterEach(() => platform.stop());

  it('R30: ends with the service of its provider: nobody is shown it as in force, and nothing about it is left to do', async () => {
    const at = await provider(platform);
    const plan = await draftedPlan(platform, at);
    await publishedVersion(at, plan);
    const id = await consentedRestriction(at, plan.person);
    const council = await assessor(platform);
    const listed = async (): Promise<unknown[]> =>
      (await council.reads(`/care-plan/persons/${plan.person.id}/safety`)).restrictions;
    expect(await listed()).toMatchObject([{ restrictionId: id }]);
    await platform.clock('2026-05-20T12:00:00.000Z');
    await at.manager.post(`/care-plan/episodes/${plan.episodeId}/end`, { reason: 'completed' }, 200);
    await platform.idle();
    expect(await listed()).toEqual([]);
    const path = `/risk/restrictions/${id}`;
    expect(await plan.person.self.reads(path)).toMatchObject({ state: 'ended', endedBecause: 'serviceEnded' });
    expect(await plan.person.self.reads(`${path}?effectiveAt=2026-05-15T12:00:00Z`)).toMatchObject({ state: 'active' });
    const { items } = await at.manager.reads(`/risk/tasks?personId=${plan.person.id}`);
    expect(items.filter(({ status, ref }: Body) => status === 'open' && ref.restrictionId === id)).toEqual([]);
  });

  it('D23: a risk that a service leaves open stays on the safety list, and the council sees who looks after it', async () => {
    const at = await provider(platform);
    const plan = await draftedPlan(platform, at);
    const riskId = await signedRisk(at.keyworker, plan.person, { planId: plan.planId, actionIds: ['a1'] });
    await publishedVersion(at, plan);
    const council = await assessor(platform);
    const tasks = async (): Promise<Body[]> =>
      (await council.reads(`/risk/tasks?personId=${plan.person.id}&kind=riskAfterService`)).items;
    expect(await tasks()).toEqual([]);
    await platform.clock('2026-05-20T12:00:00.000Z');
    await at.manager.post(`/care-plan/episodes/${plan.episodeId}/end`, { reason: 'completed' }, 200);
    await platform.idle();
    expect(await tasks()).toMatchObject([{ status: 'open', forRole: 'AS', ref: { riskId } }]);
    const { risks } = await council.reads(`/care-plan/persons/${plan.person.id}/safety`);
    expect(risks).toMatchObject([{ riskId }]);
  });

  it('R30: withdrawn and given again it authorises from the day on which it was given again, and no day before', async () => {
    const at = await provider(platform);
    const { person, ...plan } = await draftedPlan(platform, at);
    await publishedVersion(at, { person, ...plan });
    const id = await consentedRestriction(at, person);
    const path = `/risk/restrictions/${id}`;
    const { authorisations } = await person.self.reads(path);
    await platform.clock('2026-05-20T10:00:00.000Z');
    const withdrawal = `/consent/sign-offs/${authorisations[0].signOffId}/withdrawal`;
    await person.self.post(withdrawal, { reasons: 'no' });
    await platform.idle();
    expect(await person.self.reads(path)).toMatchObject({ state: 'withheld' });
    await platform.clock('2027-06-10T10:00:00.000Z');
    await at.keyworker.post(`${path}/consent-request`, {}, 200);
    await platform.idle();
    const signOff = await openSignOff(person.self, id);
    await person.self.post(`/consent/sign-offs/${signOff.id}/signatures`, { role: 'person', mode: 'signed' }, 200);
    await platform.idle();
    const authorising = { scheme: 'consented', authorityRef: 'signed again', to: '2027-12-31' };
    for (const from of ['2027-06-09', '2026-05-20'])
      await at.manager.refused('POST', `${path}/authorisation`, { ...authorising, from }, 422, 'CONSENT_REQUIRED', {
        items: ['from'],
      });
    await at.manager.post(`${path}/authorisation`, { ...authorising, from: '2027-06-10' }, 200);
    expect(await person.self.reads(path)).toMatchObject({ state: 'active', authorisation: { from: '2027-06-10' } });
  });
});
