import { randomUUID } from 'node:crypto';
import type { Actor, Body } from './actor.js';
import { assessor, completedAssessment, organisation, person } from './givens.js';
import { completeContent } from './plan-content.js';
import { openSignOff } from './plan-givens.js';
import { signedRisk } from './risk-givens.js';
import { StoryPlatform } from './platform.js';

describe('STORY-07 CPA levels, co-ordinator, regions and DWP', () => {
  let platform: StoryPlatform;
  let cc1: Actor;
  let cc2: Actor;
  let tm1: Actor;
  let pa: Actor;
  let a1: Actor;
  let p7: Actor;
  let personId: string;
  let trust: { id: string };
  let assessment: { id: string; needIds: readonly string[] };
  let riskId: string;
  let caseId: string;
  let planId: string;
  let content: Body;
  let f7: string;
  let professional: string;
  let profileId: string;

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-01-12T09:00:00.000Z');
    trust = await organisation(platform, { kind: 'trust' });
    const at = { organisationId: trust.id };
    cc1 = await platform.actor({ roles: ['CC'], ...at });
    cc2 = await platform.actor({ roles: ['CC'], ...at });
    tm1 = await platform.actor({ roles: ['TM'], ...at });
    pa = await platform.actor({ roles: ['PA'] });
    a1 = await assessor(platform);
    await pa.does('PUT', '/cpa/regions/R1', { scheme: 'twoLevel', from: '2025-01-01', source: 'synthetic' }, 200);
    await pa.does('PUT', '/cpa/regions/R2', { scheme: 'communityFramework', from: '2025-01-01' }, 200);
    const who = await person(platform, a1, { groups: ['mentalHealth'] });
    personId = who.id;
    p7 = who.self;
    assessment = await completedAssessment(a1, personId, 'cpa');
    riskId = await signedRisk(a1, who);
    f7 = randomUUID();
    professional = randomUUID();
    await platform.idle();
  });
  afterAll(() => platform.stop());

  const cpa = (rest = ''): string => `/cpa/cases/${caseId}${rest}`;
  const opening = (): Body => ({
    personId,
    acceptedOn: '2026-01-12',
    teamId: randomUUID(),
    teamSetting: 'community',
    regionCode: 'R1',
  });
  const standardAnswers = {
    S1: 'met',
    S2: 'met',
    S3: 'met',
    S4: 'met',
    S5: 'met',
    E1: 'notMet',
    E2: 'notMet',
    E3: 'notMet',
    E4: 'notMet',
    E5: 'notMet',
    E6: 'notMet',
    E7: 'notMet',
  };
  const risk = (): Body => ({ riskRefs: [{ id: riskId, version: 1 }] });
  const assessed = (): Body => ({ assessmentRef: { id: assessment.id, version: 1 } });
  const level = async (at?: string): Promise<string> =>
    (await tm1.reads(cpa(at === undefined ? '' : `?at=${at}`))).level;

  it('CPA-08, CPA-10, CPA-43: step 1, a case opens with its co-ordinator in one commit, and only once', async () => {
    await tm1.refused('POST', '/cpa/cases', opening(), 422, 'COORDINATOR_REQUIRED');
    const { personId: _, ...wish } = opening();
    ({ id: caseId } = await tm1.post('/cpa/cases', { ...wish, personId, coordinatorId: cc1.userId }));
    expect(await cc1.reads(cpa())).toMatchObject({ ...wish, coordinatorId: cc1.userId, level: 'undecided' });
    await tm1.refused('POST', '/cpa/cases', { ...opening(), coordinatorId: cc2.userId }, 409, 'CASE_EXISTS');
  });

  it('CPA-24, CPA-31: step 2, danger and significant risk cite a risk assessment', async () => {
    await cc1.refused('POST', cpa('/indicators'), { answers: { S4: 'met' } }, 422, 'RISK_REFERENCE_REQUIRED');
    await cc1.refused('POST', cpa('/indicators'), { answers: { E6: 'met' } }, 422, 'RISK_REFERENCE_REQUIRED');
  });

  it('CPA-21, CPA-22, CPA-23, CPA-25: step 2, four answers are not enough for a leaning', async () => {
    await cc1.post(cpa('/indicators'), {
      answers: { S1: 'met', S2: 'met', S3: 'notMet', S5: 'met' },
      evidence: { S1: 'light support' },
    });
    const { leaning, indicatorProfiles } = await cc1.reads(cpa());
    expect(leaning).toBe('insufficient');
    expect(indicatorProfiles.at(-1)).toMatchObject({
      answers: { S1: 'met', S2: 'met', S3: 'notMet', S4: 'unknown', S5: 'met' },
      evidence: { S1: 'light support' },
      counts: { standard: 3, enhanced: 0, answered: 4 },
      withoutEvidence: ['S2', 'S5'],
    });
  });

  it('CPA-33, CPA-26, CPA-27, CPA-28: step 2, all standard and none enhanced leans to standard, and sets nothing', async () => {
    await cc1.post(cpa('/indicators'), { answers: standardAnswers, ...risk() });
    const read = await cc1.reads(cpa());
    expect(read).toMatchObject({ leaning: 'leansStandard', level: 'undecided' });
    profileId = read.indicatorProfiles.at(-1).profileId;
  });

  it('CPA-29, CPA-30, CPA-32: step 2, every indicator is kept with its answer and its date', async () => {
    const profile = (await cc1.reads(cpa())).indicatorProfiles.at(-1);
    expect(profile).toMatchObject({ recordedOn: '2026-01-12', answers: standardAnswers });
  });

  it('CPA-34, CPA-11, CPA-20: step 3, a named human decides, citing the assessment', async () => {
    const machine = await platform.actor({ roles: ['SY'], organisationId: trust.id });
    const decision = {
      to: 'standard',
      effectiveFrom: '2026-01-12',
      rationale: 'as the indicators',
      indicatorProfileId: profileId,
      ...assessed(),
    };
    await machine.refused('POST', cpa('/level-decisions'), decision, 403, 'SYSTEM_CANNOT_DECIDE');
    await cc1.refused(
      'POST',
      cpa('/level-decisions'),
      { ...decision, assessmentRef: undefined },
      422,
      'ASSESSMENT_AND_REVIEW_REQUIRED',
    );
    await cc1.post(cpa('/level-decisions'), decision, 200);
    expect(await level()).toBe('standard');
  });

  it('CPA-04, CPA-05, CPA-52: step 4, a plan names professionals and what happens when things change; drafts are not copied', async () => {
    const opened = await cc1.post('/care-plan/plans', { personId, planKind: 'cpa' });
    planId = opened.id;
    content = completeContent(assessment);
    delete content.contingency.crisisPlan;
    content.cpa = { social: 'a club', carers: [{ id: f7, name: 'Synthetic carer' }] };
    let { etag } = await cc1.does('PUT', `/care-plan/plans/${planId}/draft`, { content }, 200, {
      ifMatch: opened.etag,
    });
    await cc1.refused('POST', `/care-plan/plans/${planId}/proposals/1/copies`, undefined, 422, 'NOT_AGREED');
    await cc1.refused('POST', `/care-plan/plans/${planId}/proposals`, {}, 422, 'PROFESSIONAL_REQUIRED');
    content.cpa.professionals = [
      { id: professional, name: 'Synthetic psychiatrist', role: 'psychiatrist', agency: 'trust' },
    ];
    ({ etag } = await cc1.does('PUT', `/care-plan/plans/${planId}/draft`, { content }, 200, { ifMatch: etag }));
    await cc1.refused('POST', `/care-plan/plans/${planId}/proposals`, {}, 422, 'CONTINGENCY_REQUIRED');
    content.cpa.changeActions = [{ trigger: 'stops sleeping', action: 'ring the team', who: 'the sister' }];
    await cc1.does('PUT', `/care-plan/plans/${planId}/draft`, { content }, 200, { ifMatch: etag });
  });

  const signed = async (body: object = {}): Promise<Body> => {
    const { contentHash } = await cc1.post(`/care-plan/plans/${planId}/proposals`, body);
    const signOff = await openSignOff(p7, planId, contentHash);
    await p7.post(`/consent/sign-offs/${signOff.id}/signatures`, { role: 'person', mode: 'signed' }, 200);
    const co = (await cc1.reads(cpa())).coordinatorId === cc1.userId ? cc1 : cc2;
    await co.post(`/consent/sign-offs/${signOff.id}/signatures`, { role: 'cpaCareCoordinator', mode: 'signed' }, 200);
    return { contentHash, required: signOff.required };
  };

  it('CPA-48, CPA-50, CPA-51, CPA-49: step 4, the agreed plan is copied to person, co-ordinator and professionals, not to a carer without permission', async () => {
    await platform.clock('2026-01-15T10:00:00.000Z');
    const { required } = await signed();
    expect(required).toEqual(['person', 'cpaCareCoordinator']);
    await cc1.eventually(`/care-plan/plans/${planId}`, ({ current }) => current?.versionNo === 1);
    const { issued, withheld } = await cc1.eventually(`/care-plan/plans/${planId}/copies`, (body) =>
      body.issued.length === 3 ? body : undefined,
    );
    expect(issued.map(({ recipient }: Body) => recipient.id).sort()).toEqual(
      [personId, cc1.userId, professional].sort(),
    );
    expect(withheld).toEqual([
      expect.objectContaining({
        recipient: expect.objectContaining({ kind: 'carer', id: f7 }),
        versionNo: 1,
        reason: 'noPermission',
      }),
    ]);
  });

  it('CPA-49: step 4, the carer has a copy as soon as the person permits it', async () => {
    const contact = `/consent/persons/${personId}/contacts/${f7}`;
    await p7.does('PUT', contact, { scopes: ['readPlan'], kind: 'carer', name: 'Synthetic carer' }, 200);
    await platform.idle();
    const copies = async (): Promise<Body[]> =>
      (await cc1.reads(`/care-plan/plans/${planId}/copies`)).issued.filter(
        ({ recipient }: Body) => recipient.id === f7,
      );
    expect(await copies()).toEqual([]);
    await p7.does('PUT', contact, { scopes: ['readPlan', 'copies'] }, 200);
    await platform.idle();
    expect(await copies()).toEqual([expect.objectContaining({ versionNo: 1, basis: 'personsPermission' })]);
  });

  const obligations = async (kind: string): Promise<Body[]> => {
    await platform.idle();
    const inOffice = (await tm1.reads(cpa())).coordinatorId === cc1.userId ? cc1 : cc2;
    return (await inOffice.reads(`/review/plans/${planId}/obligations?kind=${kind}`)).items;
  };
  const heldReview = async (
    by: Actor,
    outcome = 'noChange',
    close = true,
    changes?: readonly Body[],
  ): Promise<Body> => {
    const { id } = await by.post('/review/reviews', { personId, planId, type: 'cpa' });
    await by.post(`/review/reviews/${id}/start`, {}, 200);
    await by.post(`/review/reviews/${id}/attendance`, { party: { kind: 'person', id: personId }, present: true });
    for (const topic of ['appropriateness', 'riskOutcomes', 'newInformation', 'changesInNeeds'])
      await by.post(`/review/reviews/${id}/topics`, { topic, text: 'talked over' });
    await by.post(
      `/review/reviews/${id}/outcome`,
      { outcome, reason: 'discussed', ...(changes === undefined ? {} : { changes }) },
      200,
    );
    await by.post(`/review/reviews/${id}/briefings`, {
      party: { kind: 'person', id: personId },
      ...(changes === undefined ? {} : { changesForThem: 'what was agreed' }),
    });
    await by.post(`/review/reviews/${id}/minutes`, { text: 'agreed' });
    if (close) await by.post(`/review/reviews/${id}/close`, {}, 200);
    await platform.idle();
    return by.reads(`/review/reviews/${id}`);
  };

  it('CPA-53, CPA-55: step 5, the review window opens at three months and closes at six; an early review is allowed, marked, and starts it anew', async () => {
    expect(await obligations('cpaReview')).toEqual([
      expect.objectContaining({
        opensAt: '2026-04-14T23:00:00.000Z',
        dueAt: '2026-07-15T22:59:59.999Z',
        status: 'pending',
      }),
    ]);
    await platform.clock('2026-03-20T10:00:00.000Z');
    const review = await heldReview(cc1);
    expect(review).toMatchObject({ early: true, state: 'closed' });
    expect((await obligations('cpaReview')).at(-1)).toMatchObject({
      opensAt: '2026-06-19T23:00:00.000Z',
      dueAt: '2026-09-20T22:59:59.999Z',
    });
  });

  it('CPA-35, CPA-37, CPA-54: step 6, a change of level rests on a fresh profile, an assessment and a closed review', async () => {
    await platform.clock('2026-06-22T10:00:00.000Z');
    const decision = { to: 'enhanced', effectiveFrom: '2026-06-22', rationale: 'more support', ...assessed() };
    await cc1.refused(
      'POST',
      cpa('/level-decisions'),
      { ...decision, indicatorProfileId: profileId },
      422,
      'ASSESSMENT_AND_REVIEW_REQUIRED',
    );
    const { id: reviewId } = await heldReview(cc1);
    await cc1.refused(
      'POST',
      cpa('/level-decisions'),
      { ...decision, reviewId, indicatorProfileId: profileId },
      422,
      'INDICATORS_STALE',
    );
    const none = Object.fromEntries(Object.keys(standardAnswers).map((code) => [code, 'notMet']));
    await cc1.post(cpa('/indicators'), {
      answers: { ...none, S2: 'met', E5: 'met', E6: 'met', E7: 'met' },
      evidence: { E5: 'alcohol', E6: 'self-neglect' },
      ...risk(),
    });
    const read = await cc1.reads(cpa());
    expect(read.leaning).toBe('mixed');
    await cc1.post(
      cpa('/level-decisions'),
      { ...decision, reviewId, indicatorProfileId: read.indicatorProfiles.at(-1).profileId },
      200,
    );
    expect(await level()).toBe('enhanced');
  });

  it('CPA-38, CPA-16, CPA-15: step 6, the plan is to be amended, and is not published without a crisis plan', async () => {
    // Nobody signs what could not be published: the change of level waits for the crisis plan, and is a task until then.
    const [task] = await cc1.eventually(
      `/care-plan/tasks?personId=${personId}&kind=amendmentIncomplete`,
      ({ items }) => items[0] && items,
    );
    expect(task).toMatchObject({ forRole: 'CC', ref: { planId, code: 'CRISIS_PLAN_REQUIRED' } });
    await cc1.refused('POST', `/care-plan/plans/${planId}/proposals`, {}, 422, 'CRISIS_PLAN_REQUIRED');
    const { etag } = await cc1.reads(`/care-plan/plans/${planId}`);
    await cc1.does(
      'PUT',
      `/care-plan/plans/${planId}/draft`,
      { content: { contingency: { copingStrategies: 'ring the team', crisisPlan: 'duty line' } } },
      200,
      { ifMatch: etag },
    );
    await signed();
    const { current } = await cc1.eventually(`/care-plan/plans/${planId}`, (body) =>
      body.current.versionNo === 2 ? body : undefined,
    );
    expect(current.changes).toEqual([expect.objectContaining({ itemId: 'cpa', field: 'level', to: 'enhanced' })]);
    expect(current.content.cpa.level).toBe('enhanced');
  });

  it('CPA-44: step 8, a co-ordinator with open cases is not deactivated; the hand-over leaves no instant with none or two', async () => {
    await tm1.refused(
      'POST',
      `/cpa/coordinators/${cc1.userId}/deactivation`,
      { reason: 'leaves' },
      409,
      'COORDINATOR_HAS_OPEN_CASES',
    );
    await platform.clock('2026-07-01T12:00:00.000Z');
    await tm1.post(
      cpa('/coordinator'),
      { toUserId: cc2.userId, at: '2026-07-01T12:00:00.000Z', reason: 'leaves' },
      200,
    );
    expect((await tm1.reads(cpa('?at=2026-07-01T11:59:59.999Z'))).coordinatorId).toBe(cc1.userId);
    expect((await tm1.reads(cpa('?at=2026-07-01T12:00:00.000Z'))).coordinatorId).toBe(cc2.userId);
    await platform.idle();
    await tm1.post(`/cpa/coordinators/${cc1.userId}/deactivation`, { reason: 'leaves' }, 200);
  });

  it('CPA-46, CPA-47: step 9, expected contact that passes twice without reply lapses and asks for a risk review', async () => {
    await cc2.does('PUT', cpa('/contact-interval'), { interval: 'P7D' }, 200);
    for (const at of ['2026-07-08T10:00:00.000Z', '2026-07-15T10:00:00.000Z']) {
      await platform.clock(at);
      await cc2.post(cpa('/contacts'), { at, how: 'telephone', outcome: 'noReply' });
    }
    await platform.clock('2026-07-15T23:00:00.000Z');
    const { items } = await cc2.reads(`/risk/tasks?personId=${personId}&kind=riskReview`);
    expect(items).toEqual([expect.objectContaining({ ref: { caseId, failures: 2 } })]);
    const told = async (kind: string): Promise<[string, string | undefined, number][]> =>
      (await tm1.reads(`/cpa/tasks?personId=${personId}&kind=${kind}&status=open`)).items
        .map(({ forRole, forUserId, ref }: Body) => [forRole, forUserId, ref.failures])
        .sort();
    // The manager has the co-ordinator's task, and what was missed first has become it.
    expect(await told('contactLapsed')).toEqual([['CC', cc2.userId, 2]]);
    expect(await told('obligationMissed')).toEqual([]);
    expect(await told('disengagementIndicator')).toEqual([['CC', cc2.userId, 2]]);
  });

  it('CPA-36, CPA-39, CPA-40: step 10, back to standard: the whole history reads with dates and reasons, and the old plan says what came later', async () => {
    await platform.clock('2026-09-15T10:00:00.000Z');
    const review = await heldReview(cc2);
    expect(review.early).toBe(true);
    await cc2.post(cpa('/indicators'), { answers: standardAnswers, ...risk() });
    const profile = (await cc2.reads(cpa())).indicatorProfiles.at(-1).profileId;
    await cc2.post(
      cpa('/level-decisions'),
      {
        to: 'standard',
        effectiveFrom: '2026-09-15',
        rationale: 'progress',
        indicatorProfileId: profile,
        reviewId: review.id,
        ...assessed(),
      },
      200,
    );
    const { history } = await cc2.reads(cpa());
    expect(history.map((entry: Body) => entry.level)).toEqual(['undecided', 'standard', 'enhanced', 'standard']);
    expect(history.map(({ from, effectiveFrom, rationale }: Body) => [from, effectiveFrom, rationale])).toEqual([
      ['undecided', '2026-01-12T09:00:00.000Z', undefined],
      ['undecided', '2026-01-12T09:00:00.000Z', 'as the indicators'],
      ['standard', '2026-06-22T10:00:00.000Z', 'more support'],
      ['enhanced', '2026-09-15T10:00:00.000Z', 'progress'],
    ]);
    await cc2.eventually(`/care-plan/plans/${planId}`, ({ proposal }) => proposal.changes[0]?.to === 'standard');
    const co = { reads: cc2 };
    const { contentHash } = await co.reads.post(`/care-plan/plans/${planId}/proposals`, {});
    const signOff = await openSignOff(p7, planId, contentHash);
    await p7.post(`/consent/sign-offs/${signOff.id}/signatures`, { role: 'person', mode: 'signed' }, 200);
    await cc2.post(`/consent/sign-offs/${signOff.id}/signatures`, { role: 'cpaCareCoordinator', mode: 'signed' }, 200);
    await cc2.eventually(`/care-plan/plans/${planId}`, ({ current }) => current.versionNo === 3);
    const old = await cc2.get(`/care-plan/plans/${planId}/versions/2`);
    expect(old.body).toMatchObject({ versionNo: 2, banner: 'superseded' });
    expect(old.body).toMatchObject({
      publishedAt: '2026-06-22T10:00:00.000Z',
      preparedOn: '2026-06-22T10:00:00.000Z',
      notice: expect.stringContaining('reflects the time'),
    });
    expect(old.headers.get('x-later-changes')).toBe('versions=1, levels=1');
    const next = `</care-plan/plans/${planId}/versions/3>`;
    expect(old.headers.get('link')).toBe(`${next}; rel="successor-version", ${next}; rel="latest-version"`);
    const latest = await cc2.get(`/care-plan/plans/${planId}/versions/3`);
    expect([latest.headers.get('x-later-changes'), latest.headers.get('link')]).toEqual([null, null]);
  });

  it('CPA-59, CPA-61, CPA-62, CPA-60: step 11, a region that changes its scheme asks for a fresh decision and keeps everything else', async () => {
    await pa.does('PUT', '/cpa/regions/R1', { scheme: 'singleComplex', from: '2026-10-01' }, 200);
    await platform.clock('2026-10-01T09:00:00.000Z');
    const read = await cc2.reads(cpa());
    expect(read).toMatchObject({ level: 'undecided', coordinatorId: cc2.userId });
    expect(read.obligations).toContainEqual(
      expect.objectContaining({ kind: 'regionLevelDecision', dueAt: '2026-10-29T23:59:59.999Z' }),
    );
    await cc2.refused(
      'POST',
      cpa('/level-decisions'),
      {
        to: 'standard',
        effectiveFrom: '2026-10-02',
        rationale: 'r',
        indicatorProfileId: read.indicatorProfiles.at(-1).profileId,
        ...assessed(),
      },
      422,
      'LEVEL_NOT_IN_REGION',
    );
    expect(await level('2026-09-20T12:00:00.000Z')).toBe('standard');
    await pa.refused(
      'PUT',
      '/cpa/regions/R1',
      { scheme: 'twoLevel', from: '2025-06-01', to: '2025-12-31' },
      422,
      'REGION_PERIOD_OVERLAP',
    );
    expect(await pa.reads('/cpa/regions/R2')).toMatchObject({
      periods: [expect.objectContaining({ scheme: 'communityFramework' })],
    });
  });

  it('CPA-57, CPA-41, CPA-42: step 12, a disclosure needs a basis, shows its preparation date and a caveat, and no score', async () => {
    const w1 = await platform.actor({ roles: ['DW'] });
    expect((await w1.get(`/care-plan/plans/${planId}`, { purpose: 'benefit' })).status).toBe(404);
    await cc2.refused(
      'POST',
      '/consent/disclosures',
      { personId, recipientId: w1.userId, role: 'DW', planId },
      422,
      'DISCLOSURE_BASIS_REQUIRED',
    );
    // R23: a permission that is named is one of record, and the person is told of each that is said to be theirs.
    const permitted = { personId, recipientId: w1.userId, role: 'DW', planId, basis: 'personsPermission' };
    const unknown = { ...permitted, permissionId: w1.userId };
    await cc2.refused('POST', '/consent/disclosures', unknown, 422, 'REFERENCE_NOT_FOUND', { items: ['permissionId'] });
    const { id } = await cc2.post('/consent/disclosures', { ...permitted, evidence: 'her letter' });
    const told = await p7.eventually(`/consent/notices?personId=${personId}`, ({ items }) =>
      items.find(({ kind }: Body) => kind === 'permissionRecorded'),
    );
    expect(told).toMatchObject({ about: { kind: 'plan', id: planId, disclosureId: id }, recordedBy: cc2.userId });
    const disclosed = await w1.reads(`/consent/disclosures/${id}`, { purpose: 'benefit' });
    expect(disclosed).toMatchObject({ versionNo: 3, caveatShown: true, preparedOn: '2026-10-01T09:00:00.000Z' });
    expect(JSON.stringify(disclosed)).not.toMatch(/score|leaning/);
    // CPA-42: nothing that a machine could take for an entitlement, in the record of it or in the copy.
    const copy = await w1.reads(`/care-plan/disclosures/${id}/copy`, { purpose: 'benefit' });
    expect(Object.keys(copy).sort()).toEqual([
      'caveat',
      'content',
      'disclosureId',
      'etag',
      'issueNo',
      'planId',
      'preparedOn',
      'versionNo',
    ]);
    expect(copy).toMatchObject({ versionNo: 3, preparedOn: '2026-10-01T09:00:00.000Z' });
    const caveat = 'This plan shows the position on its preparation date only; it is no measure of severity.';
    for (const shown of [disclosed, copy]) {
      expect(shown.caveat).toBe(caveat);
      expect(Object.keys(shown)).not.toContain('level');
    }
    expect(copy.content.cpa.level).toEqual({ level: 'standard', effectiveFrom: '2026-09-15', rationale: 'progress' });
    const other = await platform.actor({ roles: ['DW'] });
    expect((await other.get(`/care-plan/disclosures/${id}/copy`, { purpose: 'benefit' })).status).toBe(404);
    expect((await w1.get(`/care-plan/plans/${planId}/versions/1`, { purpose: 'benefit' })).status).toBe(404);
  });

  it('CPA-58: step 12, a later version marks the disclosed copy as superseded and pushes nothing', async () => {
    const { items } = await cc2.reads(`/consent/disclosures?personId=${personId}`);
    await platform.clock('2026-10-02T09:00:00.000Z');
    const { contentHash } = await cc2.post(`/care-plan/plans/${planId}/proposals`, {
      content: { ...content, contingency: { crisisPlan: 'duty line' }, whatMatters: 'music' },
      reason: 'asked for',
    });
    const signOff = await openSignOff(p7, planId, contentHash);
    await p7.post(`/consent/sign-offs/${signOff.id}/signatures`, { role: 'person', mode: 'signed' }, 200);
    await cc2.post(`/consent/sign-offs/${signOff.id}/signatures`, { role: 'cpaCareCoordinator', mode: 'signed' }, 200);
    const disclosed = await cc2.eventually(`/consent/disclosures/${items[0].id}`, (body) =>
      body.supersededOn === undefined ? undefined : body,
    );
    expect(disclosed).toMatchObject({ versionNo: 3, supersededOn: '2026-10-02T09:00:00.000Z' });
  });

  it('CPA-19: step 13, a review may change nothing; a discharge needs its risk review', async () => {
    const before = (await cc2.reads(`/care-plan/plans/${planId}/versions`)).items.length;
    await heldReview(cc2);
    expect((await cc2.reads(`/care-plan/plans/${planId}/versions`)).items).toHaveLength(before);
    await cc2.refused(
      'POST',
      cpa('/discharge'),
      { reason: 'recovered', onwardContact: 'the doctor', planCopyId: randomUUID() },
      422,
      'DISCHARGE_INCOMPLETE',
    );
  });

  it('CPA-53, CPA-56: step 14, a review nobody held in six months is missed, and at twelve months the team manager is told again', async () => {
    await platform.clock('2027-04-02T23:00:00.000Z');
    expect((await obligations('cpaReview')).some(({ status }) => status === 'missed')).toBe(true);
    const serious = async (): Promise<Body[]> =>
      (await tm1.reads(`/review/tasks?personId=${personId}&kind=obligationMissed`)).items
        .flatMap(({ escalations }: Body) => escalations)
        .filter(({ step }: Body) => step === 'seriousOverdue');
    expect(await serious()).toEqual([]);
    await platform.clock('2027-10-02T23:00:00.000Z');
    expect(await serious()).toEqual([expect.objectContaining({ forRole: 'TM' })]);
  });

  it('CPA-54, ENG-122: a CPA review sets a new goal, which is in the proposal beside those that there were', async () => {
    const goal = {
      goalId: 'g9',
      statement: 'sing in the choir',
      method: 'a visit each week',
      target: '2028-01-31',
      owner: 'co-ordinator',
      agreedOn: '2027-10-02',
      assessmentId: assessment.id,
      needId: assessment.needIds[0],
    };
    const decided = { decidedBy: { kind: 'person', id: personId }, agreedByPerson: true };
    const added = { changeId: 'c9', op: 'add', section: 'goals', itemId: 'g9', what: 'a new goal', to: goal };
    const review = await heldReview(cc2, 'amend', true, [{ ...added, ...decided }]);
    const { content: proposed, cause } = await cc2.eventually(`/care-plan/plans/${planId}`, ({ proposal }) =>
      proposal.changes.some(({ changeId }: Body) => changeId === 'c9') ? proposal : undefined,
    );
    expect(cause).toEqual({ kind: 'review', id: review.id });
    expect(proposed.goals).toEqual([...content.goals, goal]);
  });
});

describe('STORY-07 variants', () => {
  let platform: StoryPlatform;
  afterEach(() => platform.stop());

  const opened = async (): Promise<{
    cc: Actor;
    tm: Actor;
    pa: Actor;
    caseId: string;
    assessment: { id: string };
    riskId: string;
    personId: string;
  }> => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-01-12T09:00:00.000Z');
    const trust = await organisation(platform, { kind: 'trust' });
    const cc = await platform.actor({ roles: ['CC'], organisationId: trust.id });
    const tm = await platform.actor({ roles: ['TM'], organisationId: trust.id });
    const pa = await platform.actor({ roles: ['PA'] });
    await pa.does('PUT', '/cpa/regions/R1', { scheme: 'twoLevel', from: '2025-01-01' }, 200);
    await pa.does('PUT', '/cpa/regions/R2', { scheme: 'communityFramework', from: '2025-01-01' }, 200);
    const a1 = await assessor(platform);
    const who = await person(platform, a1);
    const assessment = await completedAssessment(a1, who.id, 'cpa');
    const riskId = await signedRisk(a1, who);
    const { id } = await tm.post('/cpa/cases', {
      personId: who.id,
      acceptedOn: '2026-01-12',
      teamId: randomUUID(),
      teamSetting: 'community',
      regionCode: 'R1',
      coordinatorId: cc.userId,
    });
    return { cc, tm, pa, caseId: id, assessment, riskId, personId: who.id };
  };

  it('CPA-11: no CPA plan is proposed before an assessment is complete', async () => {
    const { cc, tm } = await opened();
    const who = await person(platform, await assessor(platform));
    await tm.post('/cpa/cases', {
      personId: who.id,
      acceptedOn: '2026-01-12',
      teamId: randomUUID(),
      teamSetting: 'community',
      regionCode: 'R1',
      coordinatorId: cc.userId,
    });
    const plan = await cc.post('/care-plan/plans', { personId: who.id, planKind: 'cpa' });
    const content = completeContent({ id: randomUUID(), needIds: [randomUUID()] });
    content.cpa = {
      professionals: [{ name: 'Synthetic psychiatrist', role: 'psychiatrist' }],
      changeActions: [{ trigger: 'stops sleeping', action: 'ring the team', who: 'the sister' }],
    };
    await cc.does('PUT', `/care-plan/plans/${plan.id}/draft`, { content }, 200, { ifMatch: plan.etag });
    await cc.refused('POST', `/care-plan/plans/${plan.id}/proposals`, {}, 422, 'ASSESSMENT_REQUIRED');
  });

  it('step 7: departing from the leaning needs a reason', async () => {
    const { cc, caseId, assessment, riskId } = await opened();
    const answers = { S1: 'met', S2: 'met', S3: 'met', S4: 'met', S5: 'met', E1: 'notMet', E2: 'notMet' };
    await cc.post(`/cpa/cases/${caseId}/indicators`, { answers, riskRefs: [{ id: riskId, version: 1 }] });
    const { indicatorProfiles } = await cc.reads(`/cpa/cases/${caseId}`);
    const decision = {
      to: 'enhanced',
      effectiveFrom: '2026-01-12',
      rationale: 'r',
      indicatorProfileId: indicatorProfiles[0].profileId,
      assessmentRef: { id: assessment.id, version: 1 },
    };
    await cc.refused('POST', `/cpa/cases/${caseId}/level-decisions`, decision, 422, 'OVERRIDE_REASON_REQUIRED');
    await cc.post(`/cpa/cases/${caseId}/level-decisions`, { ...decision, overrideReason: 'known history' }, 200);
  });

  it('CPA-63, CPA-66: step 11, a move to a region without levels keeps history and co-ordinator until the receiving team names its own', async () => {
    const { cc, tm, caseId, assessment } = await opened();
    await tm.post(`/cpa/cases/${caseId}/region`, { to: 'R2', reason: 'moved' }, 200);
    await platform.idle();
    expect(await tm.reads(`/cpa/cases/${caseId}`)).toMatchObject({
      level: 'notApplicable',
      coordinatorId: cc.userId,
      regionCode: 'R2',
    });
    await cc.refused(
      'POST',
      `/cpa/cases/${caseId}/level-decisions`,
      { to: 'standard', effectiveFrom: '2026-01-12', rationale: 'r', assessmentRef: { id: assessment.id, version: 1 } },
      422,
      'LEVEL_NOT_IN_REGION',
    );
  });

  it('CPA-37: an emergency change upward needs no review beforehand, and is reviewed within seven days', async () => {
    const { cc, caseId, personId, assessment } = await opened();
    const { id: planId } = await cc.post('/care-plan/plans', { personId, planKind: 'cpa' });
    await platform.idle();
    const decisions = `/cpa/cases/${caseId}/level-decisions`;
    const crisis = { to: 'enhanced', effectiveFrom: '2026-01-12', rationale: 'crisis', emergency: true };
    // R27: an emergency raises a level that somebody has decided, and no other.
    await cc.refused('POST', decisions, crisis, 422, 'ASSESSMENT_AND_REVIEW_REQUIRED');
    await cc.post(`/cpa/cases/${caseId}/indicators`, { answers: { S1: 'met' } });
    const assessmentRef = { id: assessment.id, version: 1 };
    await cc.post(decisions, { to: 'standard', rationale: 'as assessed', assessmentRef }, 200);
    await cc.post(decisions, { ...crisis, overrideReason: 'crisis' }, 200);
    await platform.idle();
    expect((await cc.reads(`/review/plans/${planId}/obligations?kind=emergencyLevelReview`)).items).toEqual([
      expect.objectContaining({ dueAt: '2026-01-19T23:59:59.999Z' }),
    ]);
  });
});
