import type { Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, openSignOff, publishedVersion, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

/** Two acts at one moment: whichever comes first, all services say the same once they have heard of both. */
describe('two acts at one moment', () => {
  let platform: StoryPlatform;
  let at: Provider;

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-03-02T09:00:00.000Z');
    at = await provider(platform);
  });
  afterAll(() => platform.stop());

  /** A plan in force, whose second version awaits the person's signature alone. */
  async function proposed(): Promise<PlanInForce & { readonly signOffId: string }> {
    const plan = await draftedPlan(platform, at);
    await publishedVersion(at, plan);
    const { contentHash } = await at.keyworker.post(`/care-plan/plans/${plan.planId}/proposals`, {
      content: { ...plan.content, whatMatters: 'my garden' },
      reason: 'asked',
    });
    const { id } = await openSignOff(plan.person.self, plan.planId, contentHash);
    return { ...plan, signOffId: String(id) };
  }
  const signs = ({ person, signOffId }: { readonly signOffId: string } & PlanInForce) =>
    person.self.call('POST', `/consent/sign-offs/${signOffId}/signatures`, { role: 'person', mode: 'signed' });
  const head = ({ person, planId }: PlanInForce): Promise<Body> => person.self.reads(`/care-plan/plans/${planId}`);
  const signOff = async (plan: { readonly signOffId: string } & PlanInForce): Promise<string> =>
    (await plan.person.self.reads(`/consent/sign-offs/${plan.signOffId}`)).state;
  const open = async ({ person, planId }: PlanInForce): Promise<readonly Body[]> => {
    const { items } = await person.self.reads(`/review/plans/${planId}/obligations`);
    return items.filter(({ status }: Body) => status === 'open');
  };

  it.each([1, 2, 3])('R17: the service ends and the person signs (%d)', async () => {
    const plan = await proposed();
    await Promise.all([
      at.manager.call('POST', `/care-plan/episodes/${plan.episodeId}/end`, { reason: 'completed' }),
      signs(plan),
    ]);
    await platform.idle();
    const { state, versionNo, proposal } = await head(plan);
    expect(state).toBe('closed');
    expect(['completed', 'voided']).toContain(await signOff(plan));
    expect(proposal.state).toBe(versionNo === 2 ? 'published' : 'returned');
    expect(await open(plan)).toEqual([]);
  });

  it.each([1, 2, 3])('R38: the death is recorded and the person signs (%d)', async () => {
    const plan = await proposed();
    const death = { dateOfDeath: '2026-03-02', evidence: 'notification' };
    await Promise.all([plan.assessor.call('POST', `/assessment/persons/${plan.person.id}/death`, death), signs(plan)]);
    await platform.idle();
    const { state, closed } = await head(plan);
    expect({ state, reason: closed.reason }).toEqual({ state: 'closed', reason: 'deceased' });
    expect(['completed', 'voided']).toContain(await signOff(plan));
    expect(await open(plan)).toEqual([]);
    const again = await signs(plan);
    expect({ status: again.status, items: again.body.items }).toEqual({ status: 409, items: ['deceased'] });
  });

  it.each([1, 2, 3])('R7: the person withdraws and their signature publishes a version (%d)', async () => {
    const plan = await proposed();
    const { self } = plan.person;
    await Promise.all([self.call('POST', `/consent/plans/${plan.planId}/withdrawal`, { scope: ['a1'] }), signs(plan)]);
    await platform.idle();
    const consent = await self.reads(`/consent/plans/${plan.planId}/consent`);
    const { versionNo, withheld } = await head(plan);
    expect({ versionNo: consent.versionNo, withheld: consent.withdrawn }).toEqual({ versionNo, withheld });
    expect(withheld).toEqual(['a1']);
    // What they signed before they withdrew is not published: they are asked again, and what they sign then is.
    if (versionNo === 2) return;
    await self.post(
      `/consent/sign-offs/${(await openSignOff(self, plan.planId)).id}/signatures`,
      { role: 'person', mode: 'signed' },
      200,
    );
    await platform.idle();
    expect(await head(plan)).toMatchObject({ versionNo: 2, withheld: [] });
    expect(await self.reads(`/consent/plans/${plan.planId}/consent`)).toMatchObject({ versionNo: 2, withdrawn: [] });
  });

  it.each([1, 2, 3])('R7: the keyworker proposes anew and the person signs (%d)', async () => {
    const plan = await proposed();
    const anew = { content: { personsView: 'by the sea' }, reason: 'asked' };
    await Promise.all([at.keyworker.call('POST', `/care-plan/plans/${plan.planId}/proposals`, anew), signs(plan)]);
    await platform.idle();
    const { versionNo, proposal } = await head(plan);
    // Signed in time it holds; else it took no effect, and nobody reads that it did.
    expect(await signOff(plan)).toBe(versionNo === 2 ? 'completed' : 'voided');
    expect(proposal).toMatchObject({
      no: 3,
      state: 'proposed',
      content: { whatMatters: 'my garden', ...anew.content },
    });
  });
});
