import type { Actor, Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, publishedVersion, type PlanInForce } from './plan-givens.js';
import { signedRisk } from './risk-givens.js';
import { StoryPlatform } from './platform.js';

describe.each([
  ['ENG', '2026-04-15T22:59:59.999Z'],
  ['SCO', '2026-07-15T22:59:59.999Z'],
])('what a person decided for themselves is looked at again, in %s', (jurisdiction, next) => {
  let platform: StoryPlatform;
  let at: Provider;
  let plan: PlanInForce;
  let riskId: string;

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-01-15T12:00:00.000Z');
    at = await provider(platform, { jurisdiction });
    plan = await draftedPlan(platform, at);
    riskId = await signedRisk(at.keyworker, plan.person, { planId: plan.planId });
    await at.keyworker.eventually(`/care-plan/plans/${plan.planId}`, ({ riskLinks }) => riskLinks.length === 1);
    await publishedVersion(at, plan);
    await platform.idle();
  });
  afterAll(() => platform.stop());

  const owed = async (kind: string, by: Actor = at.keyworker): Promise<Body[]> => {
    await platform.idle();
    return (await by.reads(`/review/plans/${plan.planId}/obligations?kind=${kind}`)).items;
  };
  const refuses = (more: object): Promise<Body> =>
    at.staff.post('/care-plan/daily-records', {
      personId: plan.person.id,
      kind: 'refusal',
      plannedActionId: 'a1',
      text: 'not today',
      ...more,
    });

  it('SCOT-094: a supported risk by the next review of the whole plan, from the first publication on', async () => {
    expect(await owed('supportedRiskReview')).toEqual([
      expect.objectContaining({ about: riskId, dueAt: next, status: 'open', basis: 'SCOT-094' }),
    ]);
  });

  it('SCOT-094: refusals each by their date, told twice they are owed once', async () => {
    await platform.clock('2026-02-01T09:00:00.000Z');
    await refuses({ reviewOn: '2026-02-08' });
    await refuses({ plannedActionId: 'a2' });
    await platform.idle();
    await platform.testRoute('POST', '/test/redeliver', { last: 20 });
    expect((await owed('refusalReview')).map(({ dueAt, status }) => [dueAt, status])).toEqual([
      ['2026-02-08T23:59:59.999Z', 'open'],
      [next, 'open'],
    ]);
  });

  it('SCOT-094: a change of mind by the next review of the whole plan', async () => {
    const consent = `/consent/plans/${plan.planId}`;
    const { self } = plan.person;
    await self.post(`${consent}/withdrawal`, { scope: ['a3'], mode: 'signed', reasons: 'not this' });
    await platform.idle();
    const { signOffId } = await self.post(`${consent}/restoration`, { scope: ['a3'] });
    await self.post(`/consent/sign-offs/${signOffId}/signatures`, { role: 'person', mode: 'signed' }, 200);
    expect((await owed('changeOfMindReview')).map(({ dueAt }) => dueAt)).toEqual([next]);
  });

  it('SCOT-094: overdue it is a breach from the next millisecond, told to keyworker, manager and council', async () => {
    const status = async (): Promise<string[]> => (await owed('refusalReview')).map((one) => one.status);
    await platform.clock('2026-02-08T23:59:59.999Z');
    expect(await status()).toEqual(['open', 'open']);
    await platform.clock('2026-02-09T00:00:00.000Z');
    expect(await status()).toEqual(['missed', 'open']);
    const told = async (by: Actor): Promise<string[]> =>
      (await by.reads(`/review/tasks?personId=${plan.person.id}&kind=obligationMissed`)).items
        .filter(({ ref }: Body) => ref.obligationKind === 'refusalReview')
        .map(({ forRole, escalations }: Body) => [forRole, ...escalations.map((to: Body) => to.forRole)].join());
    // Everybody concerned has the one task.
    for (const by of [at.manager, at.keyworker, plan.assessor]) expect(await told(by)).toEqual(['KW,SM,AS']);
    expect((await at.manager.reads('/review/overdue')).items.map(({ kind }: Body) => kind)).toContain('refusalReview');
  });

  it('SCOT-094: a review that is held meets what came up before it, late or in time', async () => {
    const { id } = await at.keyworker.post('/review/reviews', { planId: plan.planId, type: 'requested' });
    await at.keyworker.post(`/review/reviews/${id}/start`, {}, 200);
    const by = { kind: 'person', id: plan.person.id };
    await at.keyworker.post(`/review/reviews/${id}/attendance`, { party: by, present: true });
    for (const topic of ['appropriateness', 'riskOutcomes', 'newInformation', 'changesInNeeds'])
      await at.keyworker.post(`/review/reviews/${id}/topics`, { topic, text: 'talked over' });
    await at.keyworker.post(`/review/reviews/${id}/outcome`, { outcome: 'noChange', reason: 'all is well' }, 200);
    await at.keyworker.post(`/review/reviews/${id}/briefings`, { party: by });
    await at.keyworker.post(`/review/reviews/${id}/minutes`, { text: 'no change' });
    await at.manager.post(`/review/reviews/${id}/close`, {}, 200);
    expect((await owed('refusalReview')).map((one) => one.status)).toEqual(['metLate', 'met']);
    expect((await owed('changeOfMindReview')).map((one) => one.status)).toEqual(['met']);
    expect((await owed('supportedRiskReview')).map((one) => one.status)).toEqual(['met']);
  });

  it('SCOT-094: a risk that is assessed again is looked at again, and one that is closed no more', async () => {
    await platform.clock('2026-03-01T09:00:00.000Z');
    await at.keyworker.post(
      `/risk/assessments/${riskId}/conclusion`,
      {
        conclusion: 'acceptWithControls',
        reasons: 'still worth it',
        managementPlan: 'check monthly',
        reviewOn: '2026-03-15',
        decidedBy: { kind: 'person', id: plan.person.id },
      },
      200,
    );
    expect((await owed('supportedRiskReview')).map(({ status, dueAt }) => [status, dueAt])).toEqual([
      ['met', next],
      ['open', '2026-03-15T23:59:59.999Z'],
    ]);
    await at.keyworker.post(`/risk/assessments/${riskId}/closure`, { reason: 'moved downstairs' }, 200);
    expect((await owed('supportedRiskReview')).map((one) => one.status)).toEqual(['met', 'cancelled']);
  });
});
