import type { Actor, Body } from './actor.js';
import { assessor, completedAssessment, person, provider, type Provider } from './givens.js';
import { completeContent } from './plan-content.js';
import { draftedPlan, publishedVersion, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

const TOPICS = ['appropriateness', 'riskOutcomes', 'newInformation', 'changesInNeeds'];

describe('the clocks of reviews', () => {
  let platform: StoryPlatform;
  let pr1: Provider;
  let pr3: Provider;

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-01-15T12:00:00.000Z');
    pr1 = await provider(platform);
    pr3 = await provider(platform);
  });
  afterAll(() => platform.stop());

  /** Goals that still lie ahead in any year of this story. */
  const lasting = (content: Body): Body => ({
    ...content,
    goals: content.goals.map((goal: Body) => ({ ...goal, target: '2031-06-01' })),
  });
  const owed = async (by: Actor, planId: string, kind?: string): Promise<Body[]> => {
    await platform.idle();
    const path = `/review/plans/${planId}/obligations${kind === undefined ? '' : `?kind=${kind}`}`;
    const { items } = await by.reads(path, { purpose: 'what is owed' });
    return items;
  };
  const shown = (items: readonly Body[]): string[] => items.map(({ dueAt, status }) => `${dueAt} ${status}`);
  const overdue = async (by: Actor, planId: string): Promise<string[]> =>
    (await by.reads('/review/overdue')).items.flatMap((one: Body) => (one.planId === planId ? [one.kind] : []));
  const published = async (at: Provider): Promise<PlanInForce> => {
    const plan = await draftedPlan(platform, at, { content: lasting });
    await publishedVersion(at, plan);
    await platform.idle();
    return plan;
  };
  /** A second provider's plan for the same person, which calls its actions the same. */
  const alsoServedBy = async (at: Provider, plan: PlanInForce): Promise<PlanInForce> => {
    const personId = plan.person.id;
    const { id: episodeId } = await at.manager.post('/care-plan/episodes', {
      personId,
      serviceType: 'homeCare',
      serviceId: at.serviceId,
      setting: 'careAtHome',
      commissioner: 'council',
    });
    await at.manager.post(
      `/care-plan/episodes/${episodeId}/team`,
      { keyworkerId: at.keyworker.userId, members: [{ userId: at.staff.userId, purposes: ['carryThrough'] }] },
      200,
    );
    const opened = await at.keyworker.post('/care-plan/plans', { personId, planKind: 'provider', episodeId });
    const path = `/care-plan/plans/${opened.id}`;
    const content = lasting(completeContent(plan.assessment));
    await at.keyworker.does('PUT', `${path}/draft`, { content }, 200, { ifMatch: opened.etag });
    const participants = [{ kind: 'person', id: personId }];
    await at.keyworker.post(`${path}/discussions`, { participants, summary: 'talked it through' });
    await at.keyworker.post(`${path}/involvement`, { how: 'in person', personsWords: 'yes' });
    await at.keyworker.post(`${path}/access-notice`, {});
    const second = { ...plan, episodeId: String(episodeId), planId: String(opened.id) };
    await publishedVersion(at, second);
    await platform.idle();
    return second;
  };

  it('R32: three refusals count for the plan that holds the action, and for no other provider’s', async () => {
    const ours = await published(pr3);
    const theirs = await alsoServedBy(pr1, ours);
    for (const day of ['2026-01-16', '2026-01-19', '2026-01-22']) {
      await platform.clock(`${day}T09:00:00.000Z`);
      const refusal = { personId: ours.person.id, kind: 'refusal', plannedActionId: 'a1', text: 'not today' };
      await pr3.staff.post('/care-plan/daily-records', refusal);
    }
    expect(shown(await owed(pr3.keyworker, ours.planId, 'requestedReview'))).toEqual(['2026-02-05T23:59:59.999Z open']);
    expect(await owed(pr1.keyworker, theirs.planId, 'requestedReview')).toEqual([]);
    expect(await owed(pr1.keyworker, theirs.planId, 'refusalReview')).toEqual([]);
  });

  it('§1b: one review of a type is open at a time, of a type that is owed, on a day that can be meant', async () => {
    const { planId } = await published(pr3);
    const set = (more: object): [string, string, object] => ['POST', '/review/reviews', { planId, ...more }];
    const { id } = await pr3.keyworker.post('/review/reviews', { planId, type: 'requested', at: '2026-01-30' });
    await pr3.keyworker.refused(...set({ type: 'requested' }), 409, 'STATE_CONFLICT');
    await pr3.keyworker.refused(...set({ type: 'council' }), 422, 'REASON_NOT_ALLOWED', { items: ['type'] });
    for (const at of ['2029-02-01', '2023-01-03', '2026-01-21'])
      await pr3.keyworker.refused(...set({ type: 'formal', at }), 422, 'TIMESCALE_INVALID', { items: ['at'] });
    for (const at of ['9999-12-31', '0001-01-01', '2026-02-30'])
      await pr3.keyworker.refused(...set({ type: 'formal', at }), 400, 'MALFORMED');
    await pr3.manager.post(`/review/reviews/${id}/not-held`, { reason: 'snow' }, 200);
    await pr3.keyworker.post('/review/reviews', { planId, type: 'requested' });
  });

  it('R33, R34, R36, R37: what a review asks, agrees and tells', async () => {
    const plan = await published(pr3);
    const { planId } = plan;
    const { id } = await pr3.keyworker.post('/review/reviews', { planId, type: 'requested' });
    const review = (verb: string): string => `/review/reviews/${id}/${verb}`;
    await pr3.keyworker.post(review('start'), {}, 200);
    const progress = { outcomeId: 'o1', status: 'banana' };
    await pr3.keyworker.refused('POST', review('outcome-progress'), progress, 400, 'MALFORMED');
    await pr3.keyworker.refused('POST', review('outcome'), { outcome: 'amend' }, 422, 'CHANGES_REQUIRED');
    const nowhere = { outcome: 'amend', changes: [{ itemId: 'a99', to: { what: 'x' }, agreedByPerson: true }] };
    await pr3.keyworker.refused('POST', review('outcome'), nowhere, 422, 'REFERENCE_NOT_FOUND', { items: ['a99'] });
    const unsaid = { outcome: 'amend', changes: [{ itemId: 'a1', field: 'when', to: 'daily 09:00' }] };
    await pr3.keyworker.refused('POST', review('outcome'), unsaid, 422, 'CONSENT_REQUIRED');
    await pr3.keyworker.post(review('outcome'), { outcome: 'endService', endOn: '2026-02-28' }, 200);
    const tasks = (await pr3.manager.reads(`/review/tasks?personId=${plan.person.id}&kind=endService`)).items;
    expect(tasks).toEqual([expect.objectContaining({ forRole: 'SM', dueAt: '2026-02-28T23:59:59.999Z' })]);
    const party = { kind: 'person', id: plan.person.id };
    await pr3.keyworker.post(review('attendance'), { party, present: true });
    await pr3.keyworker.post(review('minutes'), { text: 'agreed' });
    await pr3.manager.refused('POST', review('close'), {}, 422, 'TOPIC_MISSING', { items: TOPICS });
    for (const topic of TOPICS) await pr3.keyworker.post(review('topics'), { topic, text: 'talked over' });
    const outstanding = { items: [pr3.staff.userId] };
    await pr3.manager.refused('POST', review('close'), {}, 422, 'BRIEFING_OUTSTANDING', outstanding);
    const briefing = { party: { kind: 'staff', id: pr3.staff.userId }, changesForThem: 'the service ends' };
    await pr3.manager.post(review('briefings'), briefing);
    await pr3.manager.post(review('close'), {}, 200);
  });

  it('R36: a review that asks for the person to be assessed again has an assessment requested, told twice or not', async () => {
    const plan = await published(pr3);
    const { id } = await pr3.keyworker.post('/review/reviews', { planId: plan.planId, type: 'requested' });
    await pr3.keyworker.post(`/review/reviews/${id}/start`, {}, 200);
    await pr3.keyworker.post(`/review/reviews/${id}/outcome`, { outcome: 'reassess' }, 200);
    await platform.idle();
    await platform.testRoute('POST', '/test/redeliver', { last: 20 });
    await platform.idle();
    const { items } = await plan.assessor.reads(`/assessment/assessments?personId=${plan.person.id}`);
    expect(items.filter(({ kind }: Body) => kind === 'reassessment')).toEqual([
      expect.objectContaining({ state: 'requested' }),
    ]);
  });

  it('R17: a closed plan keeps no open obligation, and no review is set for it', async () => {
    const { planId, episodeId, assessor } = await published(pr3);
    await pr3.manager.post(`/care-plan/episodes/${episodeId}/end`, { reason: 'completed' }, 200);
    await platform.idle();
    const all = await owed(assessor, planId);
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set(['cancelled']));
  });

  it('E7: a reason to cancel is one that something on record bears out', async () => {
    const { planId } = await published(pr3);
    const [check] = await owed(pr3.keyworker, planId, 'monthlyCheck');
    for (const reason of ['serviceEnded', 'transferred', 'deceased'])
      await pr3.manager.refused(
        'POST',
        `/review/plans/${planId}/obligations/${check?.id}/cancellation`,
        { reason },
        422,
        'REFERENCE_NOT_FOUND',
      );
  });

  it('R38: after a death nothing is owed, reported or overdue; what was missed stays missed', async () => {
    const plan = await published(pr3);
    const { planId } = plan;
    await platform.clock('2026-02-23T00:00:00.000Z');
    expect((await overdue(pr3.manager, planId)).sort()).toEqual(['firstPlanningMeeting', 'monthlyCheck']);
    await platform.clock('2026-02-25T10:00:00.000Z');
    const death = { dateOfDeath: '2026-02-24', evidence: 'notification' };
    await plan.assessor.post(`/assessment/persons/${plan.person.id}/death`, death);
    await platform.idle();
    const by = pr3.keyworker;
    const change = { domain: 'health', description: 'died on Tuesday' };
    await by.refused('POST', `/review/plans/${planId}/significant-changes`, change, 409, 'STATE_CONFLICT');
    await by.refused('POST', `/review/plans/${planId}/requests`, { reason: 'x' }, 409, 'STATE_CONFLICT');
    await by.refused('POST', '/review/reviews', { planId, type: 'formal' }, 409, 'STATE_CONFLICT');
    await platform.clock('2026-03-25T10:00:00.000Z');
    const all = await owed(by, planId);
    expect(all.filter(({ status }) => status !== 'cancelled')).toEqual([]);
    expect(
      all
        .filter(({ missed }) => missed)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['firstPlanningMeeting', 'monthlyCheck']);
    expect(await overdue(pr3.manager, planId)).toEqual([]);
  });

  it('CITY-52: a review reads as it was known then, the missing feedback too', async () => {
    const city = await provider(platform, { councilOperated: true });
    const { planId } = await published(city);
    const at = '2026-04-02T10:00:00.000Z';
    const { id } = await city.keyworker.post('/review/reviews', { planId, type: 'formal', at });
    const missing = async (asked = ''): Promise<boolean> =>
      (await city.keyworker.reads(`/review/reviews/${id}${asked}`)).feedbackMissing;
    await platform.clock('2026-03-31T22:59:59.999Z');
    expect(await missing()).toBe(false);
    await platform.clock('2026-04-01T10:00:00.000Z');
    expect(await missing()).toBe(true);
    expect(await missing('?knownAt=2026-03-31T22:59:59.999Z')).toBe(false);
    expect(await missing('?effectiveAt=2026-03-31T23:00:00.000Z')).toBe(true);
  });

  it('R31: started and never closed, fourteen months on: missed since its own day, and each later cycle is owed', async () => {
    await platform.clock('2026-04-09T10:00:00.000Z');
    const { planId } = await published(pr3);
    const { id } = await pr3.keyworker.post('/review/reviews', { planId, type: 'formal' });
    await pr3.keyworker.post(`/review/reviews/${id}/start`, {}, 200);
    const formal = async (): Promise<string[]> => shown(await owed(pr3.keyworker, planId, 'formalReview'));
    expect(await formal()).toEqual(['2026-07-09T22:59:59.999Z heldAwaitingClosure']);
    await platform.clock('2026-04-16T22:59:59.999Z');
    expect(await formal()).toEqual(['2026-07-09T22:59:59.999Z heldAwaitingClosure']);
    await platform.clock('2026-04-16T23:00:00.000Z');
    expect(await formal()).toEqual(['2026-07-09T22:59:59.999Z open']);
    await platform.clock('2026-07-09T23:00:00.000Z');
    expect(await overdue(pr3.manager, planId)).toContain('formalReview');
    await platform.clock('2027-06-09T10:00:00.000Z');
    expect(await formal()).toEqual([
      '2026-07-09T22:59:59.999Z missed',
      '2026-10-09T22:59:59.999Z missed',
      '2027-01-09T23:59:59.999Z missed',
      '2027-04-09T22:59:59.999Z missed',
      '2027-07-09T22:59:59.999Z open',
    ]);
  });

  it('R31: a check marked not practicable, held the same day and marked again leaves one open', async () => {
    const { planId } = await published(pr3);
    const mark = async (): Promise<void> => {
      const open = (await owed(pr3.keyworker, planId, 'monthlyCheck')).find(({ status }) => status === 'open');
      const path = `/review/plans/${planId}/obligations/${open?.id}/not-practicable`;
      await pr3.keyworker.post(path, { reason: 'in hospital' }, 200);
      // The month after it has not begun: it is not written off on the same day.
      const after = (await owed(pr3.keyworker, planId, 'monthlyCheck')).find(({ status }) => status === 'open');
      const ahead = `/review/plans/${planId}/obligations/${after?.id}/not-practicable`;
      await pr3.keyworker.refused('POST', ahead, { reason: 'in hospital' }, 422, 'TIMESCALE_INVALID');
    };
    for (let time = 0; time < 3; time += 1) {
      await mark();
      await pr3.keyworker.post(`/review/plans/${planId}/monthly-checks`, { personsView: 'well' });
      const open = (await owed(pr3.keyworker, planId, 'monthlyCheck')).filter(({ status }) => status === 'open');
      expect(open).toHaveLength(1);
    }
  });

  it('§1b: beyond the published bank holidays a review held is noted, and its closing is due provisionally', async () => {
    await platform.clock('2028-12-28T09:00:00.000Z');
    const { planId } = await published(pr3);
    const { id } = await pr3.keyworker.post('/review/reviews', { planId, type: 'formal' });
    await pr3.keyworker.post(`/review/reviews/${id}/start`, {}, 200);
    expect(await owed(pr3.keyworker, planId, 'reviewClosure')).toEqual([
      expect.objectContaining({ dueAt: '2029-01-05T23:59:59.999Z', provisional: true }),
    ]);
    expect(shown(await owed(pr3.keyworker, planId, 'formalReview'))).toEqual([
      '2029-03-28T22:59:59.999Z heldAwaitingClosure',
    ]);
  });
});

describe('the personal plan in Scotland, whichever of plan and service is known first', () => {
  it.each([
    ['opened in time', '2026-03-09T10:00:00.000Z', 'open'],
    ['opened late', '2026-03-12T10:00:00.000Z', 'missed'],
  ])('R35: %s, it is due 28 days from the first day of service', async (_, openedAt, status) => {
    const platform = await StoryPlatform.start();
    try {
      await platform.clock('2026-02-10T09:00:00.000Z');
      const at = await provider(platform, { jurisdiction: 'SCO' });
      const by = await assessor(platform);
      const who = await person(platform, by);
      await completedAssessment(by, who.id);
      const { id: episodeId } = await at.manager.post('/care-plan/episodes', {
        personId: who.id,
        serviceType: 'homeCare',
        serviceId: at.serviceId,
        setting: 'careAtHome',
        commissioner: 'council',
      });
      const team = { keyworkerId: at.keyworker.userId, members: [] };
      await at.manager.post(`/care-plan/episodes/${episodeId}/team`, team, 200);
      await at.manager.post(`/care-plan/episodes/${episodeId}/start`, {}, 200);
      await platform.idle();
      // D2: what the service owes is owed under a plan from its first day; the keyworker takes it up.
      const waiting = (await at.keyworker.reads(`/care-plan/plans?personId=${who.id}`)).items;
      expect(waiting).toEqual([expect.objectContaining({ planKind: 'provider', state: 'draft' })]);
      await platform.clock(openedAt);
      const body = { personId: who.id, planKind: 'provider', episodeId };
      const { id } = await at.keyworker.post('/care-plan/plans', body);
      expect(id).toBe(waiting[0].id);
      await at.keyworker.refused('POST', '/care-plan/plans', body, 409, 'STATE_CONFLICT');
      const { items } = await at.keyworker.reads(`/review/plans/${id}/obligations?kind=personalPlan`);
      expect(items).toEqual([expect.objectContaining({ dueAt: '2026-03-10T23:59:59.999Z', status })]);
    } finally {
      await platform.stop();
    }
  });
});
