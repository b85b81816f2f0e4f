import type { Actor, Body } from './actor.js';
import { assessor, completedAssessment, person, provider, type Provider } from './givens.js';
import { draftedPlan, openSignOff, publishedVersion, signAll, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

/** What happens to a plan besides amendments: another profile, a clean replacement, a copy at home; told in no story whole. */
describe('a plan over its life', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let plan: PlanInForce;
  const planPath = (): string => `/care-plan/plans/${plan.planId}`;
  const tasks = async (by: Actor, kind: string, status = 'open'): Promise<Body[]> =>
    (await by.reads(`/care-plan/tasks?personId=${plan.person.id}&kind=${kind}&status=${status}`)).items;
  const amended = (text: string): Promise<number> =>
    publishedVersion(at, plan, { content: { ...plan.content, whatMatters: text } });

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-03-02T09:00:00.000Z');
    at = await provider(platform);
    plan = await draftedPlan(platform, at);
    await publishedVersion(at, plan);
  });
  afterAll(() => platform.stop());

  describe('before it is proposed', () => {
    let draft: PlanInForce;
    const proposing = (content: Body, code: string, items: readonly string[]): Promise<unknown> =>
      at.keyworker.refused('POST', `/care-plan/plans/${draft.planId}/proposals`, { content }, 422, code, { items });

    beforeAll(async () => {
      draft = await draftedPlan(platform, at);
    });

    it('ENG-002: each need has its words, the assessment it came from, and the domain that stands there', async () => {
      const [first] = draft.content.needs as Body[];
      const own = { needId: 'own', text: 'a need of my own', domain: 'socialCare', assessmentId: draft.assessment.id };
      const spoilt: readonly (readonly [Body, string])[] = [
        [{ ...own, assessmentId: draft.planId }, 'REFERENCE_NOT_FOUND'],
        [{ ...own, text: undefined }, 'NEEDS_EMPTY'],
      ];
      for (const [need, code] of spoilt)
        await proposing({ ...draft.content, needs: [...(draft.content.needs as Body[]), need] }, code, ['own']);
      const coverage = await at.keyworker.reads(`/care-plan/plans/${draft.planId}/coverage`);
      expect(coverage.needs.find(({ id }: Body) => id === first.needId)).toMatchObject({
        assessmentId: draft.assessment.id,
        domain: 'health',
      });
    });

    it('ENG-019: it has a goal, or why there is none', async () => {
      const content = { ...draft.content, goals: [], outcomes: [], involvement: { how: 'spoke for themself' } };
      await proposing(content, 'REASON_REQUIRED', ['goals']);
      await at.keyworker.post(`/care-plan/plans/${draft.planId}/proposals`, {
        content: { ...content, noGoalsReason: 'wishes for none at present' },
      });
    });
  });

  it('ENG-061: where no need is eligible, the written advice is recorded and shown', async () => {
    const by = await assessor(platform);
    const { id } = await person(platform, by);
    const assessment = await completedAssessment(by, id);
    const path = `/assessment/assessments/${assessment.id}`;
    const decision = { eligible: false, reasons: 'manages alone', needIds: assessment.needIds };
    await by.refused('POST', `${path}/eligibility`, decision, 422, 'ADVICE_REQUIRED', { items: ['advice'] });
    await by.post(`${path}/eligibility`, { ...decision, advice: 'a lunch club, and how to ask again' });
    expect((await by.reads(path)).eligibility).toMatchObject({
      eligible: false,
      advice: 'a lunch club, and how to ask again',
    });
  });

  it('ENG-137: the copy at home is on the register with version, place and dates, and a new version asks for its replacement', async () => {
    const copy = { versionNo: 1, place: 'hall table', locked: false };
    await at.keyworker.refused('POST', `${planPath()}/home-copy`, { ...copy, versionNo: 9 }, 422, 'NOT_AGREED');
    await at.staff.refused('POST', `${planPath()}/home-copy`, copy, 403, 'ROLE_NOT_PERMITTED');
    await at.keyworker.post(`${planPath()}/home-copy`, copy);
    await platform.clock('2026-03-03T09:00:00.000Z');
    const versionNo = await amended('the hens');
    await platform.idle();
    expect(await tasks(at.keyworker, 'replaceHomeCopy')).toEqual([
      expect.objectContaining({ forRole: 'KW', ref: { planId: plan.planId, versionNo, replacesVersionNo: 1 } }),
    ]);
    await at.keyworker.post(`${planPath()}/home-copy`, { ...copy, versionNo });
    await platform.idle();
    expect(await tasks(at.keyworker, 'replaceHomeCopy')).toEqual([]);
    await at.keyworker.post(`${planPath()}/home-copy/removal`, { reason: 'the house is empty' }, 200);
    const [first, second] = [
      { ...copy, placedOn: '2026-03-02', removedOn: '2026-03-03' },
      { ...copy, versionNo, placedOn: '2026-03-03', removedOn: '2026-03-03' },
    ];
    expect((await plan.person.self.reads(`${planPath()}/copies`)).home).toEqual([first, second]);
  });

  it('ENG-142: after ten amendments a clean replacement is offered to the keyworker, and shown', async () => {
    for (let amendment = 2; amendment < 10; amendment++) await amended(`amendment ${amendment}`);
    await platform.idle();
    expect(await tasks(at.keyworker, 'replacePlan')).toEqual([]);
    expect((await at.keyworker.reads(planPath())).amendments).toEqual({
      sinceCleanIssue: 9,
      replacementOffered: false,
    });
    await amended('amendment 10');
    await platform.idle();
    expect(await tasks(at.keyworker, 'replacePlan')).toEqual([
      expect.objectContaining({ forRole: 'KW', ref: { planId: plan.planId, amendments: 10 } }),
    ]);
    expect((await at.keyworker.reads(planPath())).amendments).toEqual({
      sinceCleanIssue: 10,
      replacementOffered: true,
    });
  });

  it('ENG-142: word for word it is a new version at once, the old one is kept, and what was withdrawn stays withdrawn', async () => {
    await plan.person.self.post(`/consent/plans/${plan.planId}/withdrawal`, { scope: ['a3'] });
    await platform.idle();
    const obligations = await at.keyworker.reads(`/review/plans/${plan.planId}/obligations`);
    await at.staff.refused('POST', `${planPath()}/replacement`, {}, 403, 'ROLE_NOT_PERMITTED');
    const replaced = await at.keyworker.post(`${planPath()}/replacement`, { reason: 'one clean text' }, 200);
    expect(replaced).toMatchObject({ signOffRequired: false, versionNo: 12 });
    await platform.idle();
    const head = await at.keyworker.reads(planPath());
    expect(head).toMatchObject({ versionNo: 12, amendments: { sinceCleanIssue: 0, replacementOffered: false } });
    expect(head.withheld).toEqual(['a3']);
    expect((await plan.person.self.reads(`/consent/plans/${plan.planId}/consent`)).withdrawn).toEqual(['a3']);
    const { items } = await at.keyworker.reads(`${planPath()}/versions`);
    expect(items.slice(-2)).toMatchObject([
      { versionNo: 11, banner: 'superseded' },
      { versionNo: 12, replacesVersionNo: 11, amendmentsFolded: 10, cause: { kind: 'replacement' } },
    ]);
    const contents = await Promise.all(
      [11, 12].map(async (no) => (await at.keyworker.reads(`${planPath()}/versions/${no}`)).content),
    );
    expect(contents[1]).toEqual(contents[0]);
    expect(await tasks(at.keyworker, 'replacePlan')).toEqual([]);
    expect(await at.keyworker.reads(`/review/plans/${plan.planId}/obligations`)).toEqual(obligations);
    const copies = (await plan.person.self.reads(`${planPath()}/copies`)).issued;
    expect(copies.at(-1)).toMatchObject({ versionNo: 12, recipient: { kind: 'person' } });
  });

  it('ENG-142: of a council plan, begins no review term anew', async () => {
    const { id: planId, etag } = await plan.assessor.post('/care-plan/plans', {
      personId: plan.person.id,
      planKind: 'localAuthority',
    });
    const content = {
      needs: plan.content.needs,
      outcomes: plan.content.outcomes,
      council: {
        eligibility: 'eligible',
        provision: 'home care',
        advice: 'a club',
        budget: { total: 3, council: 2, person: 1 },
      },
    };
    await plan.assessor.does('PUT', `/care-plan/plans/${planId}/draft`, { content }, 200, { ifMatch: etag });
    await publishedVersion({ ...at, keyworker: plan.assessor }, { ...plan, planId });
    const reviews = async (): Promise<Body> =>
      (await plan.assessor.reads(`/review/plans/${planId}/obligations?kind=councilReview`)).items;
    await platform.idle();
    const before = await reviews();
    expect(before).toHaveLength(1);
    await plan.assessor.post(`/care-plan/plans/${planId}/replacement`, {}, 200);
    await platform.idle();
    expect(await reviews()).toEqual(before);
  });

  it('ENG-142: in other words it is signed first', async () => {
    const content = { ...plan.content, whatMatters: 'the hens, and the garden' };
    const asked = await at.keyworker.post(`${planPath()}/replacement`, { content, reason: 'clearer' }, 200);
    expect(asked).toMatchObject({ signOffRequired: true, proposalNo: 12 });
    expect((await at.keyworker.reads(planPath())).versionNo).toBe(12);
    await at.keyworker.refused('POST', `${planPath()}/replacement`, {}, 409, 'STATE_CONFLICT', { items: ['proposed'] });
    await signAll(at, plan, asked.contentHash);
    const version = await at.keyworker.eventually(`${planPath()}/versions`, ({ items }) =>
      items.find(({ versionNo }: Body) => versionNo === 13),
    );
    expect(version).toMatchObject({ replacesVersionNo: 12, amendmentsFolded: 0, contentHash: asked.contentHash });
    expect(version.changes).toMatchObject([{ itemId: 'whatMatters', to: content.whatMatters }]);
  });

  it('ENG-004: another profile holds from its own day, in both times; versions before keep their stamp', async () => {
    const body = {
      profile: 'SCO',
      effectiveFrom: '2026-03-10',
      reason: 'moves house',
      approvedBy: at.keyworker.userId,
    };
    const path = `${planPath()}/profile`;
    await at.keyworker.refused('POST', path, body, 403, 'ROLE_NOT_PERMITTED');
    await at.manager.refused('POST', path, { ...body, profile: 'FRA' }, 422, 'PROFILE_UNKNOWN');
    const before = '2026-03-03T09:00:00.000Z';
    await platform.clock('2026-03-04T09:00:00.000Z');
    expect(await at.manager.post(path, body, 201)).toMatchObject({ state: 'approvedOnce' });
    await at.manager.refused('POST', path, body, 422, 'SECOND_APPROVER_REQUIRED');
    const second = await platform.actor({ roles: ['SM'], organisationId: at.id, serviceIds: [at.serviceId] });
    expect(await second.post(path, body, 201)).toMatchObject({
      state: 'approved',
      profile: { code: 'SCO', version: 1 },
    });
    await platform.clock('2026-03-12T09:00:00.000Z');
    const versionNo = await amended('a new house');
    const [ENG, SCO] = [
      { code: 'ENG', version: 2 },
      { code: 'SCO', version: 1 },
    ];
    expect((await at.keyworker.reads(planPath())).profile).toEqual(SCO);
    const { items } = await at.keyworker.reads(`${planPath()}/versions`);
    const stamps = new Map(items.map((one: Body) => [one.versionNo, one.profile]));
    expect([stamps.get(1), stamps.get(versionNo - 1), stamps.get(versionNo)]).toEqual([ENG, ENG, SCO]);
    const purpose = 'where it was on which day';
    const holding = async (knownAt: string, effectiveAt: string): Promise<unknown> =>
      (
        await at.manager.reads(`${planPath()}/administrative?knownAt=${knownAt}&effectiveAt=${effectiveAt}`, {
          purpose,
        })
      ).profile;
    const [now, moved] = ['2026-03-12T09:00:00.000Z', '2026-03-10T00:00:00.000Z'];
    expect(await holding(now, '2026-03-09T23:59:59.999Z')).toEqual(ENG);
    expect(await holding(now, moved)).toEqual(SCO);
    expect(await holding('2026-03-03T23:00:00.000Z', moved)).toEqual(ENG);
    const stamp = async (effectiveAt: string): Promise<string | null> =>
      (await at.keyworker.get(`${planPath()}?knownAt=${now}&effectiveAt=${effectiveAt}`)).headers.get('x-profile');
    expect([await stamp(before), await stamp(now)]).toEqual(['ENG; version=2', 'SCO; version=1']);
  });

  it('ENG-004: reviews go by the new profile from its day, beside what was owed already', async () => {
    // Told twice, owed once.
    await platform.idle();
    await platform.testRoute('POST', '/test/redeliver', { last: 50 });
    await platform.idle();
    const { items } = await at.keyworker.reads(`/review/plans/${plan.planId}/obligations`);
    const owed = items
      .filter(({ status }: Body) => status === 'open')
      .map(({ kind, ruleRef }: Body) => [kind, ruleRef.profile]);
    expect(owed).toContainEqual(['formalReview', 'ENG']);
    expect(owed.filter(([kind]: string[]) => kind === 'review')).toEqual([['review', 'SCO']]);
  });

  it('ENG-004: what is signed after that answers to the new profile', async () => {
    const { contentHash } = await at.keyworker.post(`${planPath()}/proposals`, {
      reason: 'asked for',
      content: { ...plan.content, whatMatters: 'a new garden' },
    });
    const { required } = await openSignOff(plan.person.self, plan.planId, contentHash);
    expect([...required].sort()).toEqual(['keyworker', 'manager', 'person']);
  });

  it('ENG-139: a manager says why they read administrative fields, an administrator reads nothing else, and it is written down', async () => {
    const administrative = `${planPath()}/administrative`;
    await at.manager.refused('GET', administrative, undefined, 400, 'MALFORMED', {
      items: [{ pointer: '/X-Purpose', in: 'header', rule: 'required' }],
    });
    expect((await at.manager.get(administrative, { purpose: 'workload' })).status).toBe(200);
    const administrator = await platform.actor({ roles: ['PA'] });
    expect((await administrator.get(administrative)).status).toBe(200);
    for (const path of [planPath(), `${planPath()}/versions`, `${planPath()}/versions/1`, `${planPath()}/copies`])
      expect((await administrator.get(path)).status).toBe(404);
    const { items } = await plan.person.self.reads(`/consent/persons/${plan.person.id}/access-log`);
    const purposes = (by: Actor): unknown[] =>
      items
        .filter(({ userId, outcome }: Body) => userId === by.userId && outcome === 'read')
        .filter(({ route }: Body) => route === 'GET /care-plan/plans/:id/administrative')
        .map((one: Body) => one.purpose);
    expect(purposes(at.manager)).toContain('workload');
    expect(purposes(administrator)).toEqual(['administration']);
  });
});
