import type { Actor, Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

describe('the first planning meeting', () => {
  let platform: StoryPlatform;
  let pr3: Provider;

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-01-15T12:00:00.000Z');
    pr3 = await provider(platform, { councilOperated: true });
  });
  afterAll(() => platform.stop());

  const held = async (plan: PlanInForce): Promise<void> => {
    const person = { kind: 'person', id: plan.person.id };
    const { id } = await pr3.keyworker.post('/review/reviews', {
      personId: plan.person.id,
      planId: plan.planId,
      type: 'planningMeeting',
    });
    const review = (rest: string): string => `/review/reviews/${id}${rest}`;
    await pr3.keyworker.post(review('/start'), {}, 200);
    await pr3.keyworker.post(review('/attendance'), { party: person, present: true });
    await pr3.keyworker.post(review('/topics'), { topic: 'purpose', text: 'to stay at home' });
    await pr3.keyworker.post(review('/topics'), { topic: 'provision', text: 'visits each day' });
    await pr3.keyworker.post(review('/minutes'), { text: 'agreed' });
    await pr3.keyworker.post(review('/briefings'), { party: person, changesForThem: 'the plan is to be signed' });
    await pr3.keyworker.post(review('/close'), {}, 200);
    await platform.idle();
  };
  /** Of a plan of which nothing was asked yet there is nothing to see. */
  const signOffs = async (plan: PlanInForce): Promise<Body[]> => {
    const { status, body } = await plan.person.self.get(`/consent/sign-offs?subjectId=${plan.planId}`);
    return status === 404 ? [] : body.items;
  };

  it('ENG-089, ENG-028: asks for the signatures when it closes with a complete draft; nothing is published before all have signed', async () => {
    const plan = await draftedPlan(platform, pr3);
    await platform.idle();
    expect(await signOffs(plan)).toEqual([]);
    await held(plan);
    const required = ['person', 'serviceManager'];
    expect(await signOffs(plan)).toEqual([expect.objectContaining({ state: 'requested', required })]);
    const [{ id }] = (await signOffs(plan)) as [Body];
    const signs = (by: Actor, role: string): Promise<Body> =>
      by.post(`/consent/sign-offs/${id}/signatures`, { role, mode: 'signed' }, 200);
    const head = (): Promise<Body> => pr3.keyworker.reads(`/care-plan/plans/${plan.planId}`);
    await signs(pr3.manager, 'serviceManager');
    await platform.idle();
    expect((await head()).current).toBeUndefined();
    await signs(plan.person.self, 'person');
    await pr3.keyworker.eventually(`/care-plan/plans/${plan.planId}`, ({ current }) => current?.versionNo === 1);
  });

  it('D26: asks for nothing when the draft lacks something', async () => {
    const plan = await draftedPlan(platform, pr3, { content: ({ personsView: _, ...lacking }) => lacking });
    await held(plan);
    expect(await signOffs(plan)).toEqual([]);
    const { proposal } = await pr3.keyworker.reads(`/care-plan/plans/${plan.planId}`);
    expect(proposal).toBeUndefined();
  });
});
