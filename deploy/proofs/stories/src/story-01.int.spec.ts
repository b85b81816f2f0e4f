import type { Actor, Body } from './actor.js';
import { assessor, organisation } from './givens.js';
import { completeContent } from './plan-content.js';
import { openSignOff } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

describe('STORY-01 Council assessment to a signed provider plan', () => {
  let platform: StoryPlatform;
  let a1: Actor;
  let m1: Actor;
  let k1: Actor;
  let s1: Actor;
  let p1: Actor;
  let provider: { id: string; serviceId: string };
  let personId: string;
  let assessmentId: string;
  let needIds: string[];
  let councilPlanId: string;
  let planId: string;
  let episodeId: string;
  let subscriptionId: string;
  let riskId: string;
  let content: Body;
  let signOff: Body;

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-03-02T09:00:00.000Z');
    a1 = await assessor(platform);
    provider = await organisation(platform, { councilOperated: true });
    const at = { organisationId: provider.id, serviceIds: [provider.serviceId] };
    m1 = await platform.actor({ roles: ['SM', 'RM'], ...at });
    k1 = await platform.actor({ roles: ['KW'], ...at });
    s1 = await platform.actor({ roles: ['CS'], ...at });
  });
  afterAll(() => platform.stop());

  it('ENG-129: step 1, a person is registered with the formats they need; age is derived', async () => {
    const registered = await a1.post('/assessment/persons', {
      name: { given: 'Synthetic', family: 'Person' },
      dateOfBirth: '1941-05-04',
      firstLanguage: 'en',
      groups: ['olderPerson'],
    });
    personId = registered.id;
    p1 = await platform.actor({ roles: ['PE'], personId });
    await a1.post(`/assessment/persons/${personId}/communication-needs`, {
      formats: [{ format: 'easyRead', priority: 1 }],
    });
    expect(await a1.reads(`/assessment/persons/${personId}`)).toMatchObject({
      age: 84,
      communication: { formats: [{ format: 'easyRead', priority: 1 }] },
    });
  });

  it('ENG-016, ENG-130: step 2, completion names the domain that is not covered', async () => {
    ({ id: assessmentId } = await a1.post('/assessment/assessments', {
      personId,
      kind: 'councilNeeds',
      reason: 'referral',
    }));
    await a1.post(`/assessment/assessments/${assessmentId}/start`, { place: 'home' }, 200);
    needIds = [];
    for (const domain of ['health', 'personalCare']) {
      const { findingId } = await a1.post(`/assessment/assessments/${assessmentId}/findings`, {
        category: 'need',
        domain,
        statement: 'help is needed',
      });
      needIds.push(findingId);
    }
    await a1.refused('POST', `/assessment/assessments/${assessmentId}/complete`, {}, 422, 'DOMAIN_MISSING', {
      items: ['socialCare'],
    });
  });

  it('ENG-008, ENG-009, ENG-010, ENG-011: step 2, each list of findings holds something, or a deliberate none with its reason', async () => {
    const findings = `/assessment/assessments/${assessmentId}/findings`;
    const { findingId } = await a1.post(findings, { category: 'need', domain: 'socialCare', statement: 'company' });
    needIds.push(findingId);
    await a1.refused('POST', `/assessment/assessments/${assessmentId}/complete`, {}, 422, 'FINDINGS_INCOMPLETE', {
      items: ['strength', 'ability', 'aspiration'],
    });
    await a1.post(findings, { category: 'strength', statement: 'patient' });
    await a1.post(findings, { category: 'ability', statement: 'cooks' });
    await a1.refused('POST', `/assessment/assessments/${assessmentId}/complete`, {}, 422, 'FINDINGS_INCOMPLETE', {
      items: ['aspiration'],
    });
    await a1.post(findings, { category: 'aspiration', none: true, noneReason: 'none expressed' });
    expect(await a1.post(`/assessment/assessments/${assessmentId}/complete`, {}, 200)).toMatchObject({ version: 1 });
  });

  it('ENG-061: step 3, the eligibility decision has reasons and reaches the person in writing', async () => {
    await a1.refused(
      'POST',
      `/assessment/assessments/${assessmentId}/eligibility`,
      { eligible: true, needIds },
      422,
      'REASON_REQUIRED',
    );
    await a1.post(`/assessment/assessments/${assessmentId}/eligibility`, {
      eligible: true,
      needIds,
      outcomesAffected: ['nutrition'],
      wellbeingImpact: 'significant',
      reasons: 'cannot manage alone',
    });
    const copy = await p1.eventually(`/assessment/assessments/${assessmentId}/copies`, ({ items }) => items[0]);
    expect(copy).toMatchObject({ format: 'easyRead' });
  });

  it('CITY-02: step 4, a handover without a published council plan is refused', async () => {
    await a1.refused(
      'POST',
      '/assessment/handovers',
      { personId, providerId: provider.id },
      422,
      'HANDOVER_PLAN_REQUIRED',
    );
  });

  it('ENG-058, ENG-057: step 5, budget parts add up and the Care Act content is there', async () => {
    const opened = await a1.post('/care-plan/plans', { personId, planKind: 'localAuthority' });
    councilPlanId = opened.id;
    const draft = (person: number): object => ({
      content: {
        needs: needIds.map((needId) => ({ needId, text: 'a need', eligible: true })),
        outcomes: [
          { outcomeId: 'co1', statement: 'stay at home', steps: [{ what: 'visits', responsible: 'provider' }] },
        ],
        council: {
          eligibility: 'eligible',
          provision: 'home care ten hours a week',
          advice: 'exercise group',
          budget: { total: 45000, council: 30000, person },
        },
      },
    });
    await a1.refused('PUT', `/care-plan/plans/${councilPlanId}/draft`, draft(14000), 422, 'BUDGET_MISMATCH', {
      ifMatch: opened.etag,
    });
    const incomplete = await a1.does(
      'PUT',
      `/care-plan/plans/${councilPlanId}/draft`,
      { content: { needs: [{ needId: needIds[0], text: 'a need' }] } },
      200,
      { ifMatch: opened.etag },
    );
    await a1.refused('POST', `/care-plan/plans/${councilPlanId}/proposals`, {}, 422, 'S25_CONTENT_MISSING');
    await a1.does('PUT', `/care-plan/plans/${councilPlanId}/draft`, draft(15000), 200, { ifMatch: incomplete.etag });
    await a1.post(`/care-plan/plans/${councilPlanId}/proposals`, {});
    signOff = await openSignOff(p1, councilPlanId);
    expect(signOff.required).toEqual(['person']);
  });

  it('ENG-044: step 6, the person signs only what they were shown in a format they asked for', async () => {
    await p1.refused(
      'POST',
      `/consent/sign-offs/${signOff.id}/signatures`,
      { role: 'person', mode: 'signed', shownInFormat: 'standard', contentHash: signOff.contentHash },
      422,
      'FORMAT_NOT_PROVIDED',
    );
    await p1.refused(
      'POST',
      `/consent/sign-offs/${signOff.id}/signatures`,
      { role: 'person', mode: 'signed', shownInFormat: 'easyRead' },
      422,
      'FORMAT_NOT_PROVIDED',
    );
    await a1.post(`/care-plan/plans/${councilPlanId}/proposals/1/renditions`, {
      format: 'easyRead',
      preparedBy: 'synthetic preparer',
    });
    await p1.post(
      `/consent/sign-offs/${signOff.id}/signatures`,
      {
        role: 'person',
        mode: 'signed',
        signedOn: '2026-03-02',
        contentHash: signOff.contentHash,
        shownInFormat: 'easyRead',
      },
      200,
    );
  });

  it('ENG-004, CPA-86: step 6, the council plan is active under its profile, and the person has a copy in their format', async () => {
    const plan = await a1.eventually(`/care-plan/plans/${councilPlanId}`, (body) =>
      body.current?.versionNo === 1 ? body : undefined,
    );
    expect(plan).toMatchObject({
      state: 'active',
      profile: { code: 'ENG', version: 2 },
      laws: expect.arrayContaining(['Care Act 2014', 'HSCA 2008 (Regulated Activities) Regulations 2014']),
    });
    const copy = await p1.eventually(`/care-plan/plans/${councilPlanId}/copies`, ({ issued }) => issued[0]);
    expect(copy).toMatchObject({ versionNo: 1, format: 'easyRead', recipient: { id: personId } });
  });

  it('CITY-03, CITY-04, CITY-05, CITY-01: step 7, the provider returns with reasons or accepts, and begins with a derived plan under the CITY pack', async () => {
    await platform.clock('2026-03-04T11:00:00.000Z');
    const handover = {
      personId,
      providerId: provider.id,
      serviceId: provider.serviceId,
      setting: 'careAtHome',
      planRef: { id: councilPlanId, version: 1 },
    };
    const returned = await a1.post('/assessment/handovers', handover);
    await m1.refused('POST', `/assessment/handovers/${returned.id}/return`, {}, 422, 'REASON_REQUIRED');
    await m1.post(`/assessment/handovers/${returned.id}/return`, { reason: 'nobody speaks Welsh yet' }, 200);
    expect(await a1.reads(`/assessment/handovers/${returned.id}`)).toMatchObject({
      state: 'returned',
      returnedBecause: 'nobody speaks Welsh yet',
    });
    await platform.idle();
    expect((await a1.reads(`/assessment/tasks?personId=${personId}&kind=handoverReturned`)).items).toEqual([
      expect.objectContaining({ forRole: 'AS', ref: { handoverId: returned.id, providerId: provider.id } }),
    ]);
    const issued = await a1.post('/assessment/handovers', handover);
    await m1.post(
      `/assessment/handovers/${issued.id}/acceptance`,
      { keyworkerId: k1.userId, plannedStart: '2026-03-16' },
      200,
    );
    const plan = await k1.eventually(
      `/care-plan/plans?personId=${personId}&planKind=provider`,
      ({ items }) => items[0],
    );
    planId = plan.id;
    expect(plan).toMatchObject({ state: 'draft', derivedFrom: { id: councilPlanId, version: 1 }, rulePacks: ['CITY'] });
    const { current } = await k1.reads(`/care-plan/plans/${councilPlanId}`);
    expect(current.content.needs.map(({ needId }: Body) => needId)).toEqual(needIds);
    expect(current.content.council.provision).toBe('home care ten hours a week');
    const episode = await m1.eventually(`/care-plan/episodes?personId=${personId}`, ({ items }) => items[0]);
    episodeId = episode.id;
    expect(episode).toMatchObject({ providerId: provider.id, keyworkerId: k1.userId });
  });

  it('PLAT-12, CPA-85: step 7, the provider is subscribed from the handover on', async () => {
    const subscription = await m1.eventually(`/care-plan/subscriptions?personId=${personId}`, ({ items }) => items[0]);
    subscriptionId = subscription.id;
    expect(subscription).toMatchObject({ state: 'active', providerId: provider.id, episodeId });
  });

  it('ENG-086: step 7, the first planning meeting is due seven days on', async () => {
    const due = await k1.eventually(`/review/plans/${planId}/obligations`, ({ items }) =>
      items.find((one: Body) => one.kind === 'firstPlanningMeeting'),
    );
    expect(due).toMatchObject({ dueAt: '2026-03-11T23:59:59.999Z', status: 'open' });
  });

  it('ENG-087, ENG-088: step 8, the first meeting records purpose and provision before it closes', async () => {
    await platform.clock('2026-03-09T10:00:00.000Z');
    const { id } = await k1.post('/review/reviews', {
      personId,
      planId,
      type: 'planningMeeting',
      at: '2026-03-09T10:00:00.000Z',
    });
    await k1.post(`/review/reviews/${id}/start`, {}, 200);
    await k1.post(`/review/reviews/${id}/attendance`, { party: { kind: 'person', id: personId }, present: true });
    await k1.refused('POST', `/review/reviews/${id}/close`, {}, 422, 'PURPOSE_REQUIRED');
    await k1.post(`/review/reviews/${id}/topics`, { topic: 'purpose', text: 'to stay at home' });
    await k1.refused('POST', `/review/reviews/${id}/close`, {}, 422, 'PROVISION_REQUIRED');
    await k1.post(`/review/reviews/${id}/topics`, { topic: 'provision', text: 'visits each day' });
    await k1.post(`/review/reviews/${id}/minutes`, { text: 'agreed' });
    await k1.post(`/review/reviews/${id}/briefings`, {
      party: { kind: 'staff', id: s1.userId },
      changesForThem: 'new person',
    });
    await k1.post(`/review/reviews/${id}/close`, {}, 200);
    const met = await k1.eventually(`/review/plans/${planId}/obligations`, ({ items }) =>
      items.find((one: Body) => one.kind === 'firstPlanningMeeting' && one.status === 'met'),
    );
    expect(met.metAt).toBe('2026-03-09T10:00:00.000Z');
  });

  it('CITY-11, ENG-041, CITY-10: step 9, somebody else takes part in the discussion only when the person has named them', async () => {
    const f1 = await platform.actor({ roles: ['CA'] });
    const discussion = {
      date: '2026-03-09',
      place: 'home',
      participants: [
        { kind: 'person', id: personId },
        { kind: 'family', id: f1.userId, name: 'sister' },
      ],
      summary: 'the plan',
    };
    await k1.refused('POST', `/care-plan/plans/${planId}/discussions`, discussion, 422, 'PERMISSION_REQUIRED');
    await p1.does('PUT', `/consent/persons/${personId}/contacts/${f1.userId}`, { scopes: ['drawingUp'] }, 200);
    await k1.post(`/care-plan/plans/${planId}/discussions`, discussion);
  });

  it('ENG-006, CITY-08: step 9, no proposal before it is recorded how the person was involved', async () => {
    content = completeContent({ id: assessmentId, needIds });
    await k1.refused('POST', `/care-plan/plans/${planId}/proposals`, { content }, 422, 'INVOLVEMENT_REQUIRED');
    await k1.post(`/care-plan/plans/${planId}/involvement`, {
      how: 'in person',
      personsWords: 'I want to stay at home',
      stepsTried: ['a visit at home'],
    });
  });

  const save = async (changed: Body): Promise<void> => {
    const { etag } = await k1.reads(`/care-plan/plans/${planId}`);
    await k1.does('PUT', `/care-plan/plans/${planId}/draft`, { content: changed }, 200, { ifMatch: etag });
  };
  const propose = (code: string, items?: readonly string[], body: object = {}): Promise<unknown> =>
    k1.refused('POST', `/care-plan/plans/${planId}/proposals`, body, 422, code, items === undefined ? {} : { items });

  it('CITY-26, CITY-09, CITY-06, ENG-017: step 10, blank topics, unmet preferences and forgotten council needs are named', async () => {
    const blank = structuredClone(content);
    blank.preferences.topics.bedtime = {};
    await save(blank);
    await propose('PREFERENCE_TOPIC_BLANK', ['bedtime']);
    const unmet = structuredClone(content);
    unmet.preferences.topics.bedtime = { notAppropriateReason: 'no routine' };
    unmet.preferences.items = [{ preferenceId: 'p1', text: 'breakfast at 8' }];
    unmet.actions[1].preferenceIds = [];
    await save(unmet);
    await propose('PREFERENCE_UNADDRESSED', ['p1']);
    const forgotten = structuredClone(content);
    forgotten.needs.pop();
    forgotten.actions[0].needIds = needIds.slice(0, 2);
    await save(forgotten);
    await propose('NEED_UNADDRESSED', [needIds[2] as string]);
    await save(content);
  });

  it.each([
    ['CITY-15: waking and rising', 'wakingAndRising'],
    ['CITY-16: meals', 'meals'],
    ['CITY-17: the morning', 'morning'],
    ['CITY-18: the afternoon', 'afternoon'],
    ['CITY-19: the evening', 'evening'],
    ['CITY-20: bedtime', 'bedtime'],
    ['CITY-21: hygiene', 'hygiene'],
    ['CITY-22: medication and health', 'medicationAndHealth'],
    ['CITY-23: activities and people', 'activitiesAndPeople'],
    ['CITY-24: likes and dislikes', 'likesAndDislikes'],
  ])('table A, a blank topic is named: %s', async (_, topic) => {
    const changed = structuredClone(content);
    changed.preferences.topics[topic] = {};
    await propose('PREFERENCE_TOPIC_BLANK', [topic], { content: changed });
  });

  it.each<[string, string, (changed: Body) => void]>([
    ['ENG-002: no needs', 'NEEDS_EMPTY', (changed) => (changed.needs = [])],
    ['ENG-003: no method', 'ACTION_INCOMPLETE', (changed) => delete changed.actions[0].how],
    ['ENG-019: a goal without method', 'GOAL_METHOD_REQUIRED', (changed) => delete changed.goals[0].method],
    ['ENG-020: a goal without date', 'TIMESCALE_INVALID', (changed) => delete changed.goals[0].target],
    [
      'ENG-020: a goal dated before the plan',
      'TIMESCALE_INVALID',
      (changed) => (changed.goals[0].target = '2026-03-01'),
    ],
    ['ENG-021: a goal without owner', 'RESPONSIBLE_REQUIRED', (changed) => delete changed.goals[0].owner],
    ['ENG-050: a goal not agreed', 'GOAL_NOT_AGREED', (changed) => delete changed.goals[0].agreedOn],
    [
      'ENG-049, CPA-78: a goal without its assessment',
      'REFERENCE_NOT_FOUND',
      (changed) => delete changed.goals[0].assessmentId,
    ],
    [
      'ENG-018: a clinical action without guideline or reason',
      'GUIDELINE_REQUIRED',
      (changed) => delete changed.actions[3].guideline,
    ],
    ['ENG-026: no view of the person', 'PERSONS_VIEW_REQUIRED', (changed) => delete changed.personsView],
    ['ENG-053: no responsibilities', 'RESPONSIBILITIES_REQUIRED', (changed) => delete changed.responsibilities.service],
    ['ENG-054: no limits', 'LIMITS_REQUIRED', (changed) => delete changed.responsibilities.limits],
    ['OUT-05: nothing that matters', 'WHAT_MATTERS_REQUIRED', (changed) => delete changed.whatMatters],
    ['OUT-14: a life domain missing', 'DOMAIN_MISSING', (changed) => delete changed.lifeDomains.culture],
    ['OUT-51: no routines', 'SECTION_MISSING', (changed) => delete changed.routines],
    ['OUT-09: an outcome without step', 'STEP_REQUIRED', (changed) => (changed.outcomes[0].steps = [])],
    [
      'OUT-10: a step without anybody',
      'RESPONSIBLE_REQUIRED',
      (changed) => delete changed.outcomes[0].steps[0].responsible,
    ],
    [
      'OUT-21: no evidence that the person took part',
      'MINIMUM_INVOLVEMENT',
      (changed) => changed.outcomes.forEach((one: Body) => delete one.identifiedBy),
    ],
  ])('table B, one element removed from the complete draft: %s', async (_, code, spoil) => {
    const changed = structuredClone(content);
    spoil(changed);
    await propose(code, undefined, { content: changed });
  });

  it('CITY-40, ENG-069, ENG-064: step 11, the positive risk framework weighs both sides and ends in a management plan', async () => {
    await k1.refused(
      'POST',
      '/risk/assessments',
      { personId, planId, framework: 'standard', domain: 'falls' },
      422,
      'FRAMEWORK_REQUIRED',
    );
    ({ id: riskId } = await k1.post('/risk/assessments', {
      personId,
      planId,
      framework: 'positiveRisk',
      domain: 'falls',
      actionIds: ['a1'],
    }));
    const weighing = {
      hazard: 'wet floor',
      personsAim: 'wash alone',
      personsView: 'I want to',
      supportGiven: 'pictures',
      benefits: ['dignity'],
      likelihood: 2,
      severity: 3,
    };
    await k1.post(`/risk/assessments/${riskId}/weighing`, weighing, 200);
    const conclusion = { conclusion: 'acceptWithControls', reasons: 'worth it', managementPlan: 'mat and call bell' };
    await k1.refused('POST', `/risk/assessments/${riskId}/conclusion`, conclusion, 422, 'WEIGHING_INCOMPLETE');
    await k1.post(`/risk/assessments/${riskId}/weighing`, { ...weighing, adverseEffects: ['a fall'] }, 200);
    await k1.post(`/risk/assessments/${riskId}/controls`, { controls: [{ what: 'non-slip mat' }] }, 200);
    await k1.refused(
      'POST',
      `/risk/assessments/${riskId}/conclusion`,
      { ...conclusion, managementPlan: undefined },
      422,
      'MANAGEMENT_PLAN_REQUIRED',
    );
    expect(await k1.post(`/risk/assessments/${riskId}/conclusion`, conclusion, 200)).toMatchObject({ version: 1 });
  });

  it('ENG-070, ENG-071, ENG-132: step 11, the concluded risk stands on the plan, each version of it is kept', async () => {
    const links = await k1.eventually(`/care-plan/plans/${planId}`, ({ riskLinks }) =>
      riskLinks.length > 0 ? riskLinks : undefined,
    );
    expect(links).toEqual([{ riskId, version: 1 }]);
    expect(await k1.reads(`/risk/assessments/${riskId}`)).toMatchObject({
      state: 'concluded',
      conclusion: 'acceptWithControls',
      versions: [{ version: 1, conclusion: 'acceptWithControls' }],
    });
  });

  it('CITY-43, CITY-45, ENG-028: step 12, person and manager are asked, nobody signs for another, and nothing is published half signed', async () => {
    const proposed = await k1.post(`/care-plan/plans/${planId}/proposals`, {});
    signOff = await openSignOff(p1, planId, proposed.contentHash);
    expect(signOff).toMatchObject({ required: ['person', 'serviceManager'], awaitsRisks: [riskId] });
    await m1.refused(
      'POST',
      `/consent/sign-offs/${signOff.id}/signatures`,
      { role: 'person', mode: 'signed' },
      403,
      'ROLE_NOT_PERMITTED',
    );
    await k1.post(`/care-plan/plans/${planId}/proposals/${proposed.proposalNo}/renditions`, { format: 'easyRead' });
    await p1.post(
      `/consent/sign-offs/${signOff.id}/signatures`,
      { role: 'person', mode: 'signed', shownInFormat: 'easyRead' },
      200,
    );
    expect(
      await m1.post(`/consent/sign-offs/${signOff.id}/signatures`, { role: 'serviceManager', mode: 'signed' }, 200),
    ).toMatchObject({ state: 'partiallySigned', outstanding: [`risk:${riskId}`] });
  });

  it('ENG-001, ENG-007: step 12, the service does not start without a published plan', async () => {
    await m1.refused('POST', `/care-plan/episodes/${episodeId}/start`, {}, 422, 'PLAN_REQUIRED');
  });

  it('ENG-029, ENG-048: steps 13 and 14, the risk is signed; publication waits for the access notice, then follows', async () => {
    const risk = await openSignOff(p1, riskId);
    await p1.post(`/consent/sign-offs/${risk.id}/signatures`, { role: 'person', mode: 'signed' }, 200);
    expect(
      await p1.eventually(`/consent/sign-offs/${signOff.id}`, (body) =>
        body.state === 'completed' ? body : undefined,
      ),
    ).toMatchObject({ legalBasis: 'ownConsent' });
    await k1.eventually(
      `/care-plan/plans/${planId}`,
      ({ proposal }) => proposal.refusedCode === 'ACCESS_NOTICE_REQUIRED',
    );
    await k1.post(`/care-plan/plans/${planId}/access-notice`, {
      date: '2026-03-09',
      byWhom: 'keyworker',
      format: 'easyRead',
    });
    await k1.eventually(`/care-plan/plans/${planId}`, ({ current }) => current?.versionNo === 1);
  });

  it('PLAT-13: step 13, the provider has notice 1 and the person a copy in easyRead', async () => {
    const notice = await m1.eventually(`/care-plan/subscriptions/${subscriptionId}/notices`, ({ items }) => items[0]);
    expect(notice).toMatchObject({ noticeNo: 1, planId, versionNo: 1, changeKind: 'published' });
    expect(await p1.eventually(`/care-plan/plans/${planId}/copies`, ({ issued }) => issued[0])).toMatchObject({
      format: 'easyRead',
      versionNo: 1,
    });
  });

  it('ENG-128, ENG-131: step 15, the five-part file is ready and the service starts', async () => {
    const file = await p1.eventually(`/care-plan/persons/${personId}/file`, (body) =>
      body.ready === true ? body : undefined,
    );
    expect(Object.keys(file.parts)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(Object.values<Body>(file.parts).every(({ ready }) => ready)).toBe(true);
    expect(file.parts.c.firstPlan).toMatchObject({ versionNo: 1, content: { whatMatters: content.whatMatters } });
    await platform.clock('2026-03-16T08:00:00.000Z');
    await m1.post(`/care-plan/episodes/${episodeId}/start`, { startedAt: '2026-03-16T08:00:00.000Z' }, 200);
    expect(await m1.reads(`/care-plan/episodes/${episodeId}`)).toMatchObject({ state: 'started' });
  });

  it('ENG-129, ENG-130, ENG-132, ENG-133: step 15, each part of the file holds what it is for', async () => {
    const { parts } = await p1.reads(`/care-plan/persons/${personId}/file`);
    expect(parts.a.basicInformation).toMatchObject({
      name: { given: 'Synthetic', family: 'Person' },
      dateOfBirth: '1941-05-04',
      age: 84,
    });
    expect(parts.b.assessments).toEqual([expect.objectContaining({ id: assessmentId, version: 1 })]);
    expect(parts.d.riskAssessments).toEqual([
      expect.objectContaining({ id: riskId, versions: [expect.objectContaining({ version: 1 })] }),
    ]);
    expect(parts.e.reviews).toEqual([expect.objectContaining({ type: 'planningMeeting', state: 'closed' })]);
    expect(parts.e.changes).toEqual([]);
  });

  it('ENG-091, ENG-092, CITY-46, ENG-038: step 16, care staff are warned until they have read the plan', async () => {
    await m1.post(
      `/care-plan/episodes/${episodeId}/team`,
      { keyworkerId: k1.userId, members: [{ userId: s1.userId, purposes: ['carryThrough'] }] },
      200,
    );
    const entry = { personId, kind: 'dailyActivity', text: 'walked in the garden' };
    expect(await s1.post('/care-plan/daily-records', entry)).toMatchObject({ warnings: ['PLAN_NOT_READ'] });
    const unread = await m1.reads(`/care-plan/plans/${planId}/readers`);
    expect(unread.items).toContainEqual({ userId: s1.userId, read: false, versions: [] });
    for (const by of [s1, p1]) expect((await by.reads(`/care-plan/plans/${planId}`)).current.versionNo).toBe(1);
    const looked = (await p1.reads(`/consent/persons/${personId}/access-log`)).items;
    expect(looked).toContainEqual(
      expect.objectContaining({ userId: s1.userId, role: 'CS', outcome: 'read', route: 'GET /care-plan/plans/:id' }),
    );
    await s1.post(`/care-plan/plans/${planId}/versions/1/read-acknowledgements`, undefined);
    expect((await m1.reads(`/care-plan/plans/${planId}/readers`)).items).toContainEqual({
      userId: s1.userId,
      read: true,
      versions: [1],
    });
    expect((await s1.post('/care-plan/daily-records', entry)).warnings).toBeUndefined();
  });

  it('CITY-47, CITY-48: step 16, the diary sheet is the format, one a day, its entries timed and by name; another was not agreed', async () => {
    const entry = { personId, kind: 'note', text: 'tea in the garden' };
    await s1.refused(
      'POST',
      '/care-plan/daily-records',
      { ...entry, format: 'communicationLog' },
      422,
      'FORMAT_NOT_AGREED',
    );
    const { id } = await s1.post('/care-plan/daily-records', { ...entry, format: 'diarySheet' });
    const { items } = await m1.reads(`/care-plan/daily-records?personId=${personId}`);
    expect(items).toEqual([expect.objectContaining({ id })]);
    expect(items[0].entries).toHaveLength(3);
    for (const one of items[0].entries)
      expect(one).toMatchObject({ format: 'diarySheet', by: s1.userId, occurredAt: '2026-03-16T08:00:00.000Z' });
    expect((await m1.reads(`/care-plan/daily-records/${id}`)).entries).toEqual(items[0].entries);
  });

  it('PLAT-12: the subscription ends with the service', async () => {
    const subscription = (): Promise<Body> => m1.reads(`/care-plan/subscriptions/${subscriptionId}`);
    expect(await subscription()).toMatchObject({ state: 'active' });
    await m1.post(`/care-plan/episodes/${episodeId}/end`, { reason: 'completed' }, 200);
    await platform.idle();
    const { items } = await m1.reads(`/care-plan/subscriptions?personId=${personId}`);
    expect(items).toEqual([expect.objectContaining({ id: subscriptionId, state: 'ended' })]);
  });
});
