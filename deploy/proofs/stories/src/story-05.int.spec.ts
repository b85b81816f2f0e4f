import type { Actor, Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, openSignOff, publishedVersion, type PlanInForce } from './plan-givens.js';
import { signedRisk } from './risk-givens.js';
import { StoryPlatform } from './platform.js';

describe.each([
  ['England', 'ENG'],
  ['Scotland', 'SCO'],
])('STORY-05 Consent withdrawn mid-plan, %s', (_, jurisdiction) => {
  let platform: StoryPlatform;
  let at: Provider;
  let plan: PlanInForce;
  let f5: Actor;
  let p5: Actor;
  let subscriptionId: string;
  let railRisk: string;
  let sleepRisk: string;

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-05-04T09:00:00.000Z');
    at = await provider(platform, { jurisdiction });
    plan = await draftedPlan(platform, at);
    p5 = plan.person.self;
    ({ id: subscriptionId } = await at.manager.post('/care-plan/subscriptions', { personId: plan.person.id }));
    railRisk = await signedRisk(at.keyworker, plan.person, { planId: plan.planId, actionIds: ['a3'] });
    await at.keyworker.eventually(planPath(), ({ riskLinks }) => riskLinks.length === 1);
    await publishedVersion(at, plan);
    f5 = await platform.actor({ roles: ['CA'] });
    await p5.does('PUT', `/consent/persons/${plan.person.id}/contacts/${f5.userId}`, { scopes: ['readPlan'] }, 200);
    await platform.clock('2026-06-01T09:00:00.000Z');
    await publishedVersion(at, plan, { content: { ...plan.content, whatMatters: 'my garden, still' } });
  });
  afterAll(() => platform.stop());

  const planPath = (): string => `/care-plan/plans/${plan.planId}`;
  const actions = async (by: Actor): Promise<Record<string, boolean>> =>
    Object.fromEntries(
      (await by.reads(planPath())).current.content.actions.map(({ actionId, doNotProvide }: Body) => [
        actionId,
        doNotProvide === true,
      ]),
    );
  const tasks = async (service: string, kind: string): Promise<Body[]> =>
    (await at.manager.reads(`/${service}/tasks?personId=${plan.person.id}&kind=${kind}`)).items;

  it('ENG-030: step 1, withdrawal by a gesture needs a witness', async () => {
    const withdrawal = { scope: ['a3'], mode: 'gesture', reasons: 'not this', description: 'pushes it away' };
    await at.keyworker.refused('POST', `/consent/plans/${plan.planId}/withdrawal`, withdrawal, 422, 'WITNESS_REQUIRED');
    await at.keyworker.post(`/consent/plans/${plan.planId}/withdrawal`, {
      ...withdrawal,
      witness: { kind: 'staff', id: at.staff.userId },
    });
  });

  it('step 2, at once the plan says not to provide it, the provider is told, and an urgent review is due', async () => {
    await platform.idle();
    expect(await actions(at.staff)).toMatchObject({ a1: false, a2: false, a3: true });
    const { items } = await at.manager.reads(`/care-plan/subscriptions/${subscriptionId}/notices`);
    expect(items.at(-1)).toMatchObject({ changeKind: 'consentWithdrawn' });
    const due = (await at.keyworker.reads(`/review/plans/${plan.planId}/obligations?kind=urgentConsentReview`)).items;
    expect(due).toEqual([expect.objectContaining({ dueAt: '2026-06-04T09:00:00.000Z' })]);
    expect(await tasks('risk', 'reassessRisk')).toEqual([expect.objectContaining({ ref: { riskId: railRisk } })]);
  });

  it('step 3, care given all the same is recorded truly, and the manager learns of it', async () => {
    await at.staff.post('/care-plan/daily-records', {
      personId: plan.person.id,
      kind: 'dailyActivity',
      text: 'bed rail raised',
      plannedActionId: 'a3',
    });
    await platform.idle();
    expect(await tasks('care-plan', 'CARE_WITHOUT_CONSENT')).toHaveLength(1);
  });

  it('ENG-066, ENG-067, ENG-068, SCOT-093: step 4, the person takes a risk, with a control; staff may differ and change nothing', async () => {
    const { id } = await at.keyworker.post('/risk/assessments', {
      personId: plan.person.id,
      domain: 'falls',
      framework: 'positiveRisk',
      actionIds: ['a3'],
    });
    const weighing = {
      ...{ hazard: 'the edge of the bed', likelihood: 2, severity: 3 },
      personsAim: 'sleep without the rail',
      personsView: 'it traps me',
      benefits: ['freedom'],
      adverseEffects: ['a fall'],
    };
    const conclude = [
      'POST',
      `/risk/assessments/${id}/conclusion`,
      {
        ...{ conclusion: 'acceptWithControls', reasons: 'my choice', managementPlan: 'mattress beside the bed' },
        reviewOn: '2026-09-01',
      },
    ] as const;
    await at.keyworker.post(`/risk/assessments/${id}/weighing`, weighing, 200);
    await p5.refused(...conclude, 422, 'RISK_SUPPORT_REQUIRED');
    await at.keyworker.post(`/risk/assessments/${id}/weighing`, { ...weighing, supportGiven: 'pictures' }, 200);
    await p5.refused(...conclude, 422, 'CONTROL_REQUIRED');
    await at.keyworker.post(`/risk/assessments/${id}/controls`, { controls: [{ what: 'low bed' }] }, 200);
    await p5.does(...conclude, 200);
    await at.staff.refused(...conclude, 403, 'ROLE_NOT_PERMITTED');
    for (const by of [at.keyworker, at.manager])
      await by.refused('POST', conclude[1], { ...conclude[2], conclusion: 'avoid' }, 422, 'PERSON_DECIDES');
    await at.staff.post(`/risk/assessments/${id}/staff-views`, { view: 'I would keep the rail' });
    expect(await at.keyworker.reads(`/risk/assessments/${id}`)).toMatchObject({
      conclusion: 'acceptWithControls',
      version: 1,
      versions: [expect.objectContaining({ decidedBy: { kind: 'person', id: p5.userId } })],
      staffViews: [expect.objectContaining({ view: 'I would keep the rail' })],
    });
    expect((await at.keyworker.reads(`/risk/assessments/${id}`)).weighing).toMatchObject({ supportGiven: 'pictures' });
    // Its signature is left unanswered too: step 6 asks for it again.
    sleepRisk = id;
    await platform.idle();
  });

  it('ENG-031: step 5, an unanswered sign-off lapses after 28 days and never completes by time', async () => {
    const { contentHash } = await at.keyworker.post(`${planPath()}/proposals`, {
      content: { ...plan.content, actions: plan.content.actions.filter(({ actionId }: Body) => actionId !== 'a3') },
      reason: 'no rail',
    });
    const signOff = await openSignOff(p5, plan.planId, contentHash);
    await platform.clock('2026-06-29T22:59:59.999Z');
    expect((await p5.reads(`/consent/sign-offs/${signOff.id}`)).state).toBe('requested');
    await platform.clock('2026-06-29T23:00:00.000Z');
    expect((await p5.reads(`/consent/sign-offs/${signOff.id}`)).state).toBe('lapsed');
    expect((await p5.reads(planPath())).current.versionNo).toBe(2);
    await p5.refused(
      'POST',
      `/consent/sign-offs/${signOff.id}/signatures`,
      { role: 'person', mode: 'signed' },
      409,
      'STATE_CONFLICT',
    );
  });

  it('ENG-030: step 6, agreed in Makaton before a witness, shown pictures: the next version is without the rail', async () => {
    await at.keyworker.post(`/assessment/persons/${plan.person.id}/communication-needs`, {
      formats: [{ format: 'pictorial', priority: 1 }],
    });
    const content = {
      ...plan.content,
      actions: plan.content.actions.filter(({ actionId }: Body) => actionId !== 'a3'),
    };
    const { contentHash, proposalNo } = await at.keyworker.post(`${planPath()}/proposals`, {
      content,
      reason: 'no rail',
    });
    await at.keyworker.post(`${planPath()}/proposals/${proposalNo}/renditions`, { format: 'pictorial' });
    const signOff = await openSignOff(p5, plan.planId, contentHash);
    const signature = { role: 'person', mode: 'signLanguage', shownInFormat: 'pictorial' };
    await at.keyworker.refused(
      'POST',
      `/consent/sign-offs/${signOff.id}/signatures`,
      signature,
      422,
      'WITNESS_REQUIRED',
    );
    const named = { ...signature, witness: { kind: 'staff', id: at.staff.userId } };
    expect(await at.keyworker.post(`/consent/sign-offs/${signOff.id}/signatures`, named, 201)).toMatchObject({
      state: 'awaitsWitness',
    });
    await at.manager.refused('POST', `/consent/sign-offs/${signOff.id}/witness`, {}, 403, 'ROLE_NOT_PERMITTED');
    await at.staff.post(`/consent/sign-offs/${signOff.id}/witness`, {}, 200);
    await platform.idle();
    // Nobody is asked any more for what they have confirmed.
    expect((await tasks('consent', 'witnessSignature')).map(({ status }) => status)).toEqual(['closed']);
    const asked = (await p5.reads(`/consent/sign-offs?subjectId=${sleepRisk}`)).items;
    expect(asked.map(({ state }: Body) => state)).toEqual(['lapsed', 'requested']);
    await p5.post(`/consent/sign-offs/${asked[1].id}/signatures`, { role: 'person', mode: 'signed' }, 200);
    for (const role of (signOff.required as string[]).filter((one) => one !== 'person'))
      await (role === 'keyworker' ? at.keyworker : at.manager).post(
        `/consent/sign-offs/${signOff.id}/signatures`,
        { role, mode: 'signed' },
        200,
      );
    await at.keyworker.eventually(planPath(), ({ current }) => current.versionNo === 3);
    await platform.idle();
    expect(await actions(at.staff)).toEqual({ a1: false, a2: false, a4: false });
  });

  it('ENG-047: step 7, the whole is withdrawn: nothing is provided, and the person still reads their plan', async () => {
    await p5.post(`/consent/plans/${plan.planId}/withdrawal`, { scope: 'whole' });
    await platform.idle();
    expect(await actions(p5)).toEqual({ a1: true, a2: true, a4: true });
    expect(await at.keyworker.reads(planPath())).toMatchObject({ state: 'suspended', banner: 'suspended' });
  });

  it('SCOT-092: step 8, signed again it is restored, and the history stands in order on the timeline', async () => {
    const { signOffId } = await p5.post(`/consent/plans/${plan.planId}/restoration`, { scope: 'whole' });
    await p5.post(`/consent/sign-offs/${signOffId}/signatures`, { role: 'person', mode: 'signed' }, 200);
    await at.keyworker.eventually(planPath(), ({ state }) => state === 'active');
    const { items } = await p5.reads(`/audit/persons/${plan.person.id}/timeline`);
    const history = items
      .filter(({ type }: Body) => type.startsWith('CareConsent'))
      .map(({ type }: Body) => type.slice('CareConsent'.length));
    expect(history).toEqual(['Given', 'Given', 'Withdrawn', 'Given', 'Withdrawn', 'Restored']);
  });

  it('ENG-043: step 9, a contact whom the person removes sees nothing any more, and the register remembers', async () => {
    expect((await f5.get(planPath())).status).toBe(200);
    await p5.does('DELETE', `/consent/persons/${plan.person.id}/contacts/${f5.userId}`, undefined, 200);
    await platform.idle();
    expect((await f5.get(planPath())).status).toBe(404);
    expect((await p5.reads(`/consent/persons/${plan.person.id}/contacts`)).items).toEqual([
      expect.objectContaining({
        contactId: f5.userId,
        scopes: [],
        withdrawnAt: expect.any(String),
        history: [expect.objectContaining({ scopes: ['readPlan'], from: '2026-05-04T09:00:00.000Z' })],
      }),
    ]);
  });

  it('OUT-81, SCOT-091, SCOT-094: step 10, three refusals in seven days ask for a review; refusing is no failure of staff', async () => {
    const entries: Body[] = [];
    for (const day of ['2026-07-01', '2026-07-03', '2026-07-07']) {
      await platform.clock(`${day}T09:00:00.000Z`);
      expect((await at.keyworker.reads(`/review/plans/${plan.planId}/obligations?kind=requestedReview`)).items).toEqual(
        [],
      );
      await at.staff.post('/care-plan/daily-records', {
        personId: plan.person.id,
        kind: 'refusal',
        plannedActionId: 'a1',
        text: 'not today',
      });
      entries.push(...(await at.staff.reads(`/care-plan/persons/${plan.person.id}/daily-records?date=${day}`)).items);
    }
    await platform.idle();
    expect((await at.keyworker.reads(`/review/plans/${plan.planId}/obligations?kind=requestedReview`)).items).toEqual([
      expect.objectContaining({ dueAt: '2026-07-21T22:59:59.999Z' }),
    ]);
    const due = (await at.keyworker.reads(`/review/plans/${plan.planId}/obligations?status=open`)).items.find(
      ({ kind }: Body) => kind === (jurisdiction === 'SCO' ? 'review' : 'formalReview'),
    );
    expect(entries.map(({ reviewOn, text }) => [reviewOn, text])).toEqual(
      entries.map(() => [due.dueAt.slice(0, 10), 'not today']),
    );
    expect(await tasks('care-plan', 'incident')).toEqual([]);
  });

  it('a sign-off of every place completes once', async () => {
    const { contentHash } = await at.keyworker.post(`${planPath()}/proposals`, {
      content: { ...plan.content, whatMatters: 'the last word' },
      reason: 'asked for',
    });
    const { proposal } = await at.keyworker.reads(planPath());
    await at.keyworker.post(`${planPath()}/proposals/${proposal.no}/renditions`, { format: 'pictorial' });
    const { id, required } = await openSignOff(p5, plan.planId, contentHash);
    expect(required).toEqual(jurisdiction === 'SCO' ? ['person', 'keyworker', 'manager'] : ['person']);
    await p5.post(
      `/consent/sign-offs/${id}/signatures`,
      { role: 'person', mode: 'signed', shownInFormat: 'pictorial' },
      200,
    );
    for (const role of (required as string[]).filter((one) => one !== 'person'))
      await (role === 'keyworker' ? at.keyworker : at.manager).post(
        `/consent/sign-offs/${id}/signatures`,
        { role, mode: 'signed' },
        200,
      );
    await at.keyworker.eventually(planPath(), ({ current }) => current.contentHash === contentHash);
  });
});
