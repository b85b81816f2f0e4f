import type { Actor, Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, publishedVersion, type PlanInForce } from './plan-givens.js';
import { signedRisk } from './risk-givens.js';
import { StoryPlatform } from './platform.js';

const TOPICS = [
  'appropriateness',
  'feasibility',
  'roles',
  'timescales',
  'changesInNeeds',
  'changesInAbilities',
  'changesInAspirations',
  'achievements',
];

describe('what a formal review gathers by itself', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let plan: PlanInForce;
  let sister: Actor;
  let riskId: string;
  let reviewId: string;

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-01-15T12:00:00.000Z');
    at = await provider(platform);
    plan = await draftedPlan(platform, at);
    await publishedVersion(at, plan);
    sister = await platform.actor({ roles: ['CA'] });
    await names(sister, 'Synthetic Sister');
    await platform.idle();
  });
  afterAll(() => platform.stop());

  const review = (path = ''): string => `/review/reviews/${reviewId}${path}`;
  const names = (contact: Actor, name: string): Promise<Body> =>
    plan.person.self.does(
      'PUT',
      `/consent/persons/${plan.person.id}/contacts/${contact.userId}`,
      { scopes: ['review'], kind: 'family', role: 'sister', name },
      200,
    );
  const scheduling = (omitted: object[]): Body => ({
    planId: plan.planId,
    type: 'formal',
    at: '2026-04-10T10:00:00.000Z',
    omitted,
  });
  const since = (by: Actor): Promise<Body> => by.reads(`/review/plans/${plan.planId}/since-last-review`);
  /** What was told lately is told once more: nothing may come of it. */
  const toldTwice = async (): Promise<void> => {
    await platform.idle();
    await platform.testRoute('POST', '/test/redeliver', { last: 50 });
    await platform.idle();
  };
  const closes = async (): Promise<void> => {
    for (const topic of TOPICS) await at.keyworker.post(review('/topics'), { topic, text: 'considered' });
    await at.keyworker.post(review('/attendance'), { party: { kind: 'person', id: plan.person.id }, present: true });
    await at.keyworker.post(review('/outcome'), { outcome: 'noChange', reason: 'all is well' }, 200);
    await at.keyworker.post(review('/briefings'), { party: { kind: 'person', id: plan.person.id } });
    await at.keyworker.post(review('/minutes'), { text: 'no change' });
    await at.manager.post(review('/close'), {}, 200);
    await platform.idle();
  };

  it('ENG-110: everybody who is involved is asked; whoever is left out has a reason, and is not', async () => {
    await platform.clock('2026-04-01T10:00:00.000Z');
    const partyId = at.staff.userId;
    await at.keyworker.refused('POST', '/review/reviews', scheduling([{ partyId }]), 422, 'REASON_REQUIRED', {
      items: [partyId],
    });
    ({ id: reviewId } = await at.keyworker.post('/review/reviews', scheduling([{ partyId, reason: 'on leave' }])));
    await platform.idle();
    const asked = async (): Promise<string[][]> =>
      (await at.keyworker.reads(review())).participants.map(({ party, expectedRole }: Body) => [
        party.id,
        expectedRole,
      ]);
    const expected = [
      [plan.person.id, 'person'],
      [at.keyworker.userId, 'keyworker'],
      [sister.userId, 'sister'],
    ];
    expect(await asked()).toEqual(expected);
    const late = await platform.actor({ roles: ['CA'] });
    await names(late, 'Synthetic Brother');
    await toldTwice();
    expect(await asked()).toEqual([...expected, [late.userId, 'sister']]);
  });

  it('ENG-118: exceptions and risks since the plan was published are gathered, for whoever prepares the review too', async () => {
    await at.staff.post('/care-plan/daily-records', {
      personId: plan.person.id,
      kind: 'exception',
      plannedActionId: 'a1',
      reasonCode: 'unwell',
      reason: 'a cold',
    });
    riskId = await signedRisk(at.keyworker, plan.person, { planId: plan.planId });
    await toldTwice();
    const { newInformation, risks, goalsAchieved, since: from } = await since(at.keyworker);
    expect(newInformation.map(({ kind }: Body) => kind).sort()).toEqual(['exception', 'riskAssessed']);
    expect(risks).toEqual([{ riskId, since: true }]);
    expect([from, goalsAchieved]).toEqual(['2026-01-15T12:00:00.000Z', 0]);
  });

  it('ENG-118: a formal review closes only when each thing gathered was considered', async () => {
    await platform.clock('2026-04-10T10:00:00.000Z');
    await at.keyworker.post(review('/start'), {}, 200);
    const { gathered } = await at.keyworker.reads(review());
    expect(gathered).toHaveLength(2);
    const considered = gathered.map(({ id }: Body) => id);
    for (const topic of TOPICS.filter((one) => one !== 'riskOutcomes'))
      await at.keyworker.post(review('/topics'), { topic, text: 'considered' });
    const still = (items: string[]): Promise<unknown> =>
      at.manager.refused('POST', review('/close'), {}, 422, 'TOPIC_MISSING', { items });
    await still(['riskOutcomes', 'newInformation']);
    const topic = { topic: 'newInformation', text: 'talked over' };
    await at.keyworker.post(review('/topics'), { ...topic, considered: considered.slice(0, 1) });
    await still(['riskOutcomes', 'newInformation']);
    await at.keyworker.post(review('/topics'), { ...topic, considered });
    await still(['riskOutcomes']);
    await at.keyworker.post(review('/topics'), topic);
    expect((await at.keyworker.reads(review())).gathered.map((one: Body) => one.considered)).toEqual([true, true]);
  });

  it('ENG-115: what the risk service knows is filled in, and what the review says goes back to it once', async () => {
    await at.keyworker.post(`/risk/assessments/${riskId}/outcomes`, { outcome: 'noEffect', narrative: 'so far' });
    await platform.idle();
    await at.keyworker.post(review('/topics'), { topic: 'riskOutcomes', text: 'talked over' });
    await toldTwice();
    const outcomes = async (): Promise<Body> => (await at.keyworker.reads(`/risk/assessments/${riskId}`)).outcomes;
    const known = [
      { outcome: 'noEffect', narrative: 'so far' },
      { outcome: 'noEffect', narrative: 'so far', reviewId },
    ];
    expect(await outcomes()).toEqual(known);
    const said = { outcome: 'benefit', narrative: 'sleeps well' };
    await at.keyworker.post(review('/topics'), {
      topic: 'riskOutcomes',
      text: 'better still',
      risks: [{ riskId, ...said }],
    });
    await toldTwice();
    expect(await outcomes()).toEqual([...known, { ...said, reviewId }]);
    expect((await at.keyworker.reads(review())).risks).toEqual([{ riskId, since: true, ...said }]);
  });

  it('ENG-121: the person reads how many goals were achieved since the last review', async () => {
    await at.keyworker.post(review('/outcome-progress'), { outcomeId: 'o1', status: 'achieved', personRating: 5 });
    await at.keyworker.post(review('/outcome-progress'), { outcomeId: 'o2', status: 'progressing' });
    expect((await plan.person.self.reads(review())).goalsAchieved).toBe(1);
    await closes();
    expect(await since(plan.person.self)).toMatchObject({ since: '2026-04-10T10:00:00.000Z', goalsAchieved: 0 });
    await platform.clock('2026-04-11T10:00:00.000Z');
    const goals = plan.content.goals.map((goal: Body) => ({ ...goal, status: 'met' }));
    await publishedVersion(at, plan, { content: { ...plan.content, goals } });
    await platform.idle();
    expect((await since(plan.person.self)).goalsAchieved).toBe(1);
  });

  it('ENG-118: the next review asks for what came since, and not for what this one has considered', async () => {
    const { newInformation, risks } = await since(at.keyworker);
    expect(newInformation.map(({ kind, ref }: Body) => [kind, ref.outcome])).toEqual([['riskOutcome', 'noEffect']]);
    expect(risks).toEqual([{ riskId, since: false }]);
    const views = await platform.testRoute('POST', '/test/rebuild');
    expect(views).toBeDefined();
    expect((await since(at.keyworker)).newInformation).toEqual(newInformation);
  });

  it('ENG-118: harm that came of a risk, and care given against a withdrawn consent, are incidents to the next review', async () => {
    await at.keyworker.post(`/risk/assessments/${riskId}/outcomes`, { outcome: 'harm', narrative: 'a fall' });
    await plan.person.self.post(`/consent/plans/${plan.planId}/withdrawal`, { scope: ['a3'], mode: 'signed' });
    await platform.idle();
    await at.staff.post('/care-plan/daily-records', {
      personId: plan.person.id,
      kind: 'dailyActivity',
      plannedActionId: 'a3',
      text: 'bed rail raised',
    });
    await toldTwice();
    const { newInformation } = await since(at.keyworker);
    expect(newInformation.filter(({ kind }: Body) => kind === 'incident').map(({ ref }: Body) => ref)).toEqual([
      { riskId, outcome: 'harm' },
      { entryId: expect.any(String), plannedActionId: 'a3' },
    ]);
  });
});
