import type { Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, publishedVersion, signAll, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

/** What was agreed for a later day and is overtaken is signed again and holds from its own day; told in no story whole. */
describe('changes agreed for later days', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let plan: PlanInForce;
  const path = (): string => `/care-plan/plans/${plan.planId}`;
  const head = (): Promise<Body> => at.keyworker.reads(path());
  const says = async (): Promise<unknown> => {
    const { content } = (await head()).current;
    return [content.personsView, content.whatMatters, content.actions[0].when];
  };
  const signed = async (): Promise<void> => {
    await signAll(at, plan, (await head()).proposal.contentHash);
    await platform.idle();
  };
  const when = (to: string): Body[] => {
    const [first, ...others] = plan.content.actions as Body[];
    return [{ ...first, when: to }, ...others];
  };

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-03-02T09:00:00.000Z');
    at = await provider(platform);
    plan = await draftedPlan(platform, at);
    await publishedVersion(at, plan);
  });
  afterAll(() => platform.stop());

  it('R10: two that are overtaken in turn are proposed one after the other, each from its own day', async () => {
    const { personsView, whatMatters, actions } = plan.content;
    await publishedVersion(at, plan, { content: { actions: when('at ten') }, effectiveFrom: '2026-03-20' });
    await publishedVersion(at, plan, { content: { whatMatters: 'my cat' }, effectiveFrom: '2026-03-10' });
    await publishedVersion(at, plan, { content: { personsView: 'in my garden' } });
    await platform.idle();
    expect((await head()).proposal).toMatchObject({
      state: 'proposed',
      effectiveFrom: '2026-03-10T00:00:00.000Z',
      cause: { kind: 'overtaken' },
    });
    expect((await head()).draft.postponedChanges).toMatchObject([
      { effectiveFrom: '2026-03-10T00:00:00.000Z', changes: [{ itemId: 'whatMatters', to: 'my cat' }] },
      { effectiveFrom: '2026-03-20T00:00:00.000Z', changes: [{ field: 'when', to: 'at ten' }] },
    ]);
    const waits = async (): Promise<Body[]> =>
      (
        await at.keyworker.reads(`/care-plan/tasks?personId=${plan.person.id}&kind=changeWaiting&status=open`)
      ).items.map(({ title, ref }: Body) => ({ title, ...ref }));
    const waiting = {
      title: expect.stringContaining('waits for its own day'),
      planId: plan.planId,
      items: actions[0].actionId,
      effectiveFrom: '2026-03-20',
    };
    expect(await waits()).toEqual([waiting]);
    await signed();
    expect((await head()).proposal.state).toBe('published');
    expect(await waits()).toEqual([waiting]);
    expect(await says()).toEqual(['in my garden', whatMatters, actions[0].when]);
    await platform.clock('2026-03-10T00:00:00.000Z');
    await platform.idle();
    expect(await says()).toEqual(['in my garden', 'my cat', actions[0].when]);
    expect((await head()).proposal).toMatchObject({ state: 'proposed', effectiveFrom: '2026-03-20T00:00:00.000Z' });
    expect(await waits()).toEqual([]);
    await signed();
    await platform.clock('2026-03-19T23:59:00.000Z');
    expect(await says()).toEqual(['in my garden', 'my cat', actions[0].when]);
    await platform.clock('2026-03-20T00:00:00.000Z');
    expect(await says()).toEqual(['in my garden', 'my cat', 'at ten']);
    expect((await head()).draft).not.toHaveProperty('postponedChanges');
    expect(personsView).not.toBe('in my garden');
  });

  it('R10: what the person refuses on its day is a task for whoever leads the plan', async () => {
    await publishedVersion(at, plan, { content: { whatMatters: 'my dog' }, effectiveFrom: '2026-04-01' });
    await publishedVersion(at, plan, { content: { personsView: 'by the sea' } });
    await platform.idle();
    const { proposal } = await head();
    expect(proposal).toMatchObject({ state: 'proposed', effectiveFrom: '2026-03-31T23:00:00.000Z' });
    const { items } = await plan.person.self.reads(`/consent/sign-offs?subjectId=${plan.planId}`);
    const { id } = items.find((one: Body) => one.contentHash === proposal.contentHash);
    await plan.person.self.post(`/consent/sign-offs/${id}/refusals`, { role: 'person', reasons: 'not now' }, 200);
    await platform.idle();
    const told = async (): Promise<Body[]> =>
      (await at.keyworker.reads(`/care-plan/tasks?personId=${plan.person.id}&kind=amendmentIncomplete&status=open`))
        .items;
    expect(await told()).toMatchObject([{ ref: { planId: plan.planId, code: 'CONSENT_REQUIRED' } }]);
    expect((await head()).draft).not.toHaveProperty('postponedChanges');
    await publishedVersion(at, plan, { content: { whatMatters: 'my dog' } });
    await platform.idle();
    expect(await told()).toEqual([]);
  });

  it('R4: a day that has passed is told with the proposal, before anybody signs; one before the plan is refused', async () => {
    const propose = `${path()}/proposals`;
    const asked = { content: { personsView: 'by the lake' }, reason: 'asked for' };
    await at.keyworker.refused(
      'POST',
      propose,
      { ...asked, effectiveFrom: '2020-01-01' },
      422,
      'EFFECTIVE_BEFORE_CONSENT',
      { items: ['effectiveFrom'] },
    );
    await platform.clock('2026-03-25T09:00:00.000Z');
    await at.keyworker.post(propose, { ...asked, effectiveFrom: '2026-03-24' });
    await platform.idle();
    expect((await head()).proposal).toMatchObject({ state: 'proposed', refusedCode: 'EFFECTIVE_BEFORE_CONSENT' });
    const tasks = await at.keyworker.reads(
      `/care-plan/tasks?personId=${plan.person.id}&kind=publicationRefused&status=open`,
    );
    expect(tasks.items).toMatchObject([{ ref: { code: 'EFFECTIVE_BEFORE_CONSENT' } }]);
    await publishedVersion(at, plan, { ...asked, effectiveFrom: '2026-03-25' });
    expect((await says()) as unknown[]).toContain('by the lake');
  });

  it('R3: what is proposed twice before a signature is in one proposal, and what the second overrides in its answer', async () => {
    const { content } = (await head()).current;
    const when = (to: string): Body[] => [{ ...content.actions[0], when: to }, ...content.actions.slice(1)];
    const propose = async (written: Body): Promise<Body> =>
      at.keyworker.post(`${path()}/proposals`, { content: written, reason: 'asked for' });
    await propose({ actions: when('at nine'), whatMatters: 'my parrot' });
    expect(await propose({ personsView: 'in the hills' })).not.toHaveProperty('overridden');
    expect(await propose({ actions: when('at eight') })).toMatchObject({
      overridden: [{ section: 'actions', field: 'when', to: 'at nine' }],
    });
    await platform.idle();
    await signed();
    expect(await says()).toEqual(['in the hills', 'my parrot', 'at eight']);
  });

  it('R10: another order of the actions is agreed for a later day and holds then, whatever is agreed meanwhile', async () => {
    const [wash] = (await head()).current.content.actions as Body[];
    const walk = { ...wash, actionId: 'a9', what: 'a walk' };
    const order = async (): Promise<unknown> =>
      (await head()).current.content.actions.map(({ actionId }: Body) => actionId);
    await publishedVersion(at, plan, { content: { actions: [{ ...wash }, walk] } });
    await publishedVersion(at, plan, { content: { actions: [walk, { ...wash }] }, effectiveFrom: '2026-04-10' });
    await publishedVersion(at, plan, { content: { personsView: 'in the woods' } });
    await platform.idle();
    expect((await head()).proposal).toMatchObject({
      cause: { kind: 'overtaken' },
      changes: [{ op: 'order', itemId: 'actions', to: ['a9', wash?.actionId] }],
    });
    await signed();
    expect(await order()).toEqual([wash?.actionId, 'a9']);
    await platform.clock('2026-04-09T23:00:00.000Z');
    expect(await order()).toEqual(['a9', wash?.actionId]);
  });
});
