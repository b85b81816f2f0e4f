import type { Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, openSignOff, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

describe('the format and language of a plan', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let plan: PlanInForce;
  const planPath = (): string => `/care-plan/plans/${plan.planId}`;
  const register = (): Promise<Body> => plan.person.self.reads(`${planPath()}/copies`);
  const toPrepare = async (): Promise<readonly Body[]> => {
    const { items } = await at.keyworker.reads(`/care-plan/tasks?personId=${plan.person.id}&kind=prepareRendition`);
    return items.map(({ status, ref }: Body) => ({ status, ref }));
  };
  const wish = (...formats: readonly string[]): Promise<Body> =>
    plan.assessor.post(`/assessment/persons/${plan.person.id}/communication-needs`, {
      formats: formats.map((format, index) => ({ format, priority: index + 1 })),
    });

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-03-02T09:00:00.000Z');
    at = await provider(platform);
    plan = await draftedPlan(platform, at);
  });
  afterAll(() => platform.stop());

  it('D30: the person signs in a language in which they were shown it', async () => {
    const { self } = plan.person;
    const { contentHash, proposalNo } = await at.keyworker.post(`${planPath()}/proposals`, {});
    const { id } = await openSignOff(self, plan.planId, contentHash);
    const path = `/consent/sign-offs/${id}/signatures`;
    const sign = (format: string, lang: string): Body => ({
      role: 'person',
      mode: 'signed',
      shownInFormat: format,
      lang,
    });
    await self.refused('POST', path, sign('standard', 'ur'), 422, 'FORMAT_NOT_PROVIDED');
    await at.keyworker.post(`${planPath()}/proposals/${proposalNo}/renditions`, { format: 'easyRead', lang: 'en' });
    await platform.idle();
    await self.refused('POST', path, sign('easyRead', 'ur'), 422, 'FORMAT_NOT_PROVIDED');
    const urdu = { format: 'easyRead', lang: 'ur', preparedBy: 'translator', verifiedBy: 'verifier' };
    await at.keyworker.post(`${planPath()}/proposals/${proposalNo}/renditions`, urdu);
    await platform.idle();
    await self.post(path, sign('easyRead', 'ur'), 200);
    await platform.idle();
    expect((await register()).issued).toMatchObject([{ format: 'standard' }]);
  });

  it('D30: a copy in a format that does not exist is not issued, and somebody prepares it', async () => {
    await wish('braille');
    await platform.idle();
    const { contentHash, proposalNo } = await at.keyworker.post(`${planPath()}/proposals`, {
      content: { ...plan.content, whatMatters: 'my garden' },
      reason: 'asked',
    });
    await at.keyworker.post(`${planPath()}/proposals/${proposalNo}/renditions`, { format: 'braille' });
    await platform.idle();
    const { id } = await openSignOff(plan.person.self, plan.planId, contentHash);
    const signed = { role: 'person', mode: 'signed', shownInFormat: 'braille' };
    await plan.person.self.post(`/consent/sign-offs/${id}/signatures`, signed, 200);
    await platform.idle();
    expect((await register()).issued.at(-1)).toMatchObject({ versionNo: 2, format: 'braille' });
    expect(await toPrepare()).toEqual([]);
    await platform.clock('2026-03-03T09:00:00.000Z');
    await at.keyworker.post(`${planPath()}/corrections`, {
      field: 'profile.penPicture',
      to: 'likes quiet company',
      reason: 'said so',
      appliesToVersions: [2],
    });
    await platform.idle();
    const missing = { planId: plan.planId, versionNo: 2, issueNo: 2, format: 'braille' };
    expect((await register()).failed).toMatchObject([{ versionNo: 2, issueNo: 2, reason: 'formatNotProvided' }]);
    expect(await toPrepare()).toEqual([{ status: 'open', ref: missing }]);
    await at.keyworker.post(`${planPath()}/versions/2/renditions`, { format: 'braille' });
    await platform.idle();
    expect((await register()).issued.at(-1)).toMatchObject({ versionNo: 2, issueNo: 2, format: 'braille' });
    expect(await toPrepare()).toEqual([{ status: 'closed', ref: missing }]);
  });
});
