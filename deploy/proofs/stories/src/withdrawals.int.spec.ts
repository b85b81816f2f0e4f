import type { Body } from './actor.js';
import { assessor, person, provider, type Provider } from './givens.js';
import { draftedPlan, openSignOff, publishedVersion, type PlanInForce } from './plan-givens.js';
import { consentedRestriction } from './risk-givens.js';
import { StoryPlatform } from './platform.js';

describe('what a person agreed to they withdraw', () => {
  let platform: StoryPlatform;
  let at: Provider;
  const tasks = async (personId: string): Promise<readonly Body[]> =>
    (await at.manager.reads(`/risk/tasks?personId=${personId}`)).items;

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-05-11T09:00:00.000Z');
    at = await provider(platform);
  });
  afterAll(() => platform.stop());

  it('R6: care under a provisional plan: it is withheld at once, until they restore it', async () => {
    const who = await person(platform, await assessor(platform));
    const { id: personId, self } = who;
    const { id: episodeId } = await at.manager.post('/care-plan/episodes', { personId, setting: 'careAtHome' });
    await at.manager.post(`/care-plan/episodes/${episodeId}/team`, { keyworkerId: at.keyworker.userId }, 200);
    const { id: planId } = await at.keyworker.post('/care-plan/plans', { personId, planKind: 'provider', episodeId });
    const emergency = { emergency: true, emergencyReason: 'fell at night', whyNoAssessment: 'nobody was reached' };
    await at.manager.post(`/care-plan/episodes/${episodeId}/start`, emergency, 200);
    const { id: subscriptionId } = await at.manager.post('/care-plan/subscriptions', { personId });
    await at.keyworker.post(`/care-plan/plans/${planId}/provisional`, {
      consentBasis: 'verbal',
      content: {
        needs: [{ needId: 'n1', text: 'help at night' }],
        actions: [{ actionId: 'a1', what: 'a visit at ten', how: 'by one carer', when: 'daily 22:00' }],
      },
    });
    await platform.idle();
    const consent = `/consent/plans/${planId}`;
    expect(await self.reads(`${consent}/consent`)).toMatchObject({ state: 'given', versionNo: 1, basis: 'verbal' });
    await self.refused('POST', `${consent}/withdrawal`, { scope: ['nope'] }, 422, 'REFERENCE_NOT_FOUND');
    await self.post(`${consent}/withdrawal`, { scope: 'whole' });
    await platform.idle();
    expect(await self.reads(`${consent}/consent`)).toMatchObject({ state: 'withdrawn' });
    expect(await at.keyworker.reads(`/care-plan/plans/${planId}`)).toMatchObject({
      state: 'suspended',
      withheld: 'whole',
      suspensions: [{ cause: 'consent', scope: 'whole' }],
    });
    const { items } = await at.manager.reads(`/care-plan/subscriptions/${subscriptionId}/notices`);
    expect(items.map(({ changeKind }: Body) => changeKind)).toEqual(['published', 'consentWithdrawn']);
    const { signOffId } = await self.post(`${consent}/restoration`, { scope: 'whole' });
    await self.post(`/consent/sign-offs/${signOffId}/signatures`, { role: 'person', mode: 'signed' }, 200);
    await platform.idle();
    expect(await at.keyworker.reads(`/care-plan/plans/${planId}`)).toMatchObject({
      state: 'provisional',
      withheld: [],
    });
  });

  describe('a restriction', () => {
    let plan: PlanInForce;
    let id: string;
    const restriction = (): Promise<Body> => at.manager.reads(`/risk/restrictions/${id}`);
    const signOffs = async (): Promise<readonly Body[]> =>
      (await plan.person.self.reads(`/consent/sign-offs?subjectId=${id}`)).items;

    beforeAll(async () => {
      plan = await draftedPlan(platform, at);
      await publishedVersion(at, plan);
      id = await consentedRestriction(at, plan.person);
      await platform.idle();
    });

    it('R30: is withheld at once, and the manager and the council have it on their lists', async () => {
      const { self } = plan.person;
      const [given] = await signOffs();
      const path = `/consent/sign-offs/${given?.id}/withdrawal`;
      await at.keyworker.refused('POST', path, { mode: 'signed' }, 403, 'ROLE_NOT_PERMITTED');
      await self.post(path, { reasons: 'the gate' });
      await platform.idle();
      expect(await restriction()).toMatchObject({ state: 'withheld', unauthorised: true });
      expect(await signOffs()).toMatchObject([{ state: 'withdrawn', withdrawn: { reasons: 'the gate' } }]);
      const open = (await tasks(plan.person.id)).filter(({ kind }) => kind === 'restrictionUnauthorised');
      expect(open).toMatchObject([{ status: 'open', forRole: 'RM', ref: { restrictionId: id } }]);
      const sign = { role: 'person', mode: 'signed' };
      await self.refused('POST', `/consent/sign-offs/${given?.id}/signatures`, sign, 409, 'STATE_CONFLICT', {
        items: ['withdrawn'],
      });
      const renewal = {
        scheme: 'consented',
        authorityRef: 'synthetic-consent-2',
        from: '2026-05-11',
        to: '2027-05-10',
      };
      const authorisation = `/risk/restrictions/${id}/authorisation`;
      await at.manager.refused('POST', authorisation, renewal, 422, 'CONSENT_REQUIRED');
    });

    it('R30: stands again once they have signed it anew', async () => {
      const { self } = plan.person;
      await at.manager.post(`/risk/restrictions/${id}/consent-request`, {}, 200);
      const asked = await openSignOff(self, id);
      await self.post(`/consent/sign-offs/${asked.id}/signatures`, { role: 'person', mode: 'signed' }, 200);
      await platform.idle();
      const renewal = {
        scheme: 'consented',
        authorityRef: 'synthetic-consent-2',
        from: '2026-05-11',
        to: '2027-05-10',
      };
      await at.manager.post(`/risk/restrictions/${id}/authorisation`, renewal, 200);
      await platform.idle();
      expect(await restriction()).toMatchObject({ state: 'active', unauthorised: false });
      const left = (await tasks(plan.person.id)).filter(
        ({ kind, status }) => kind === 'restrictionUnauthorised' && status === 'open',
      );
      expect(left).toEqual([]);
    });

    it('R30: is withheld where they refuse when they are asked once more', async () => {
      const { self } = plan.person;
      await at.manager.post(`/risk/restrictions/${id}/consent-request`, {}, 200);
      const asked = await openSignOff(self, id);
      await self.post(`/consent/sign-offs/${asked.id}/refusals`, { role: 'person', reasons: 'not any more' }, 200);
      await platform.idle();
      expect(await restriction()).toMatchObject({ state: 'withheld', unauthorised: true });
      const again = { scheme: 'consented', authorityRef: 'synthetic-consent-3', from: '2026-05-11', to: '2027-05-10' };
      await at.manager.refused('POST', `/risk/restrictions/${id}/authorisation`, again, 422, 'CONSENT_REQUIRED');
    });
  });
});
