import { randomUUID } from 'node:crypto';
import type { Actor, Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, openSignOff, publishedVersion, signAll, type PlanInForce } from './plan-givens.js';
import { signedRisk } from './risk-givens.js';
import { StoryPlatform } from './platform.js';

const FORMAL = [
  'appropriateness',
  'feasibility',
  'riskOutcomes',
  'roles',
  'timescales',
  'newInformation',
  'changesInNeeds',
  'changesInAbilities',
  'changesInAspirations',
  'achievements',
];

async function givenPlan(platform: StoryPlatform, pr: Provider): Promise<PlanInForce> {
  const plan = await draftedPlan(platform, pr);
  await pr.manager.post('/care-plan/subscriptions', { personId: plan.person.id });
  await signedRisk(pr.keyworker, plan.person, { planId: plan.planId });
  await pr.keyworker.eventually(`/care-plan/plans/${plan.planId}`, ({ riskLinks }) => riskLinks.length === 1);
  await publishedVersion(pr, plan);
  return plan;
}

async function obligations(by: Actor, plan: PlanInForce, kind: string): Promise<Body[]> {
  await by.platform.idle();
  return (await by.reads(`/review/plans/${plan.planId}/obligations?kind=${kind}`)).items;
}

describe('STORY-03 Checks, formal review, amendment and distribution', () => {
  let platform: StoryPlatform;
  let pr3: Provider;
  let plan: PlanInForce;
  let f3: Actor;
  let op3: Actor;
  let subscriptionId: string;
  let reviewId: string;
  let proposal: Body;

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-01-15T12:00:00.000Z');
    pr3 = await provider(platform);
    plan = await givenPlan(platform, pr3);
    f3 = await platform.actor({ roles: ['CA'] });
    op3 = await platform.actor({ roles: ['OP'] });
    await plan.person.self.does(
      'PUT',
      `/consent/persons/${plan.person.id}/contacts/${f3.userId}`,
      { scopes: ['review', 'copies'], name: 'Synthetic contact' },
      200,
    );
    subscriptionId = (await pr3.manager.reads(`/care-plan/subscriptions?personId=${plan.person.id}`)).items[0].id;
  });
  afterAll(() => platform.stop());

  const review = (path: string): string => `/review/reviews/${reviewId}${path}`;
  const k3 = (): Actor => pr3.keyworker;

  it('ENG-107, ENG-109: given, the first publication starts the monthly and the quarterly clock', async () => {
    expect(await obligations(k3(), plan, 'monthlyCheck')).toEqual([
      expect.objectContaining({ dueAt: '2026-02-15T23:59:59.999Z', status: 'open' }),
    ]);
    expect(await obligations(k3(), plan, 'formalReview')).toEqual([
      expect.objectContaining({ dueAt: '2026-04-15T22:59:59.999Z', status: 'open' }),
    ]);
  });

  it('ENG-108: step 1, a check held with the person counts from the day it was held and leaves the formal review alone', async () => {
    await platform.clock('2026-02-14T10:00:00.000Z');
    await k3().post(`/review/plans/${plan.planId}/monthly-checks`, {
      participants: [
        { kind: 'person', id: plan.person.id },
        { kind: 'family', id: f3.userId },
      ],
      personsView: 'fine',
      findings: 'none',
    });
    const checks = await obligations(k3(), plan, 'monthlyCheck');
    expect(checks.map(({ status, dueAt }) => [status, dueAt])).toEqual([
      ['met', '2026-02-15T23:59:59.999Z'],
      ['open', '2026-03-14T23:59:59.999Z'],
    ]);
    expect(await obligations(k3(), plan, 'formalReview')).toHaveLength(1);
  });

  it('step 2: a check that is not practicable needs its reason, is no breach, and counts on from its due date', async () => {
    await platform.clock('2026-03-14T10:00:00.000Z');
    const [, open] = await obligations(k3(), plan, 'monthlyCheck');
    const path = `/review/plans/${plan.planId}/obligations/${open?.obligationId}/not-practicable`;
    await k3().refused('POST', path, {}, 422, 'REASON_REQUIRED');
    await k3().post(path, { reason: 'in hospital' }, 200);
    const checks = await obligations(k3(), plan, 'monthlyCheck');
    expect(checks.map(({ status, dueAt, missed }) => [status, dueAt, missed]).slice(1)).toEqual([
      ['notPracticable', '2026-03-14T23:59:59.999Z', false],
      ['open', '2026-04-14T22:59:59.999Z', false],
    ]);
  });

  it('ENG-110, ENG-111, ENG-039: step 3, a professional is invited only once the person permits it', async () => {
    await platform.clock('2026-04-01T10:00:00.000Z');
    ({ id: reviewId } = await k3().post('/review/reviews', {
      personId: plan.person.id,
      planId: plan.planId,
      type: 'formal',
      at: '2026-04-10T10:00:00.000Z',
      place: 'home',
    }));
    for (const party of [
      { kind: 'person', id: plan.person.id },
      { kind: 'family', id: f3.userId },
      { kind: 'staff', id: pr3.staff.userId },
      { kind: 'staff', role: 'care manager' },
    ])
      await k3().post(review('/participants'), { party });
    await k3().refused(
      'POST',
      review('/participants'),
      { party: { kind: 'professional', id: op3.userId } },
      422,
      'PERMISSION_REQUIRED',
    );
    await plan.person.self.does(
      'PUT',
      `/consent/persons/${plan.person.id}/contacts/${op3.userId}`,
      { scopes: ['review', 'copies'], kind: 'professional', name: 'Synthetic professional' },
      200,
    );
    await k3().post(review('/participants'), { party: { kind: 'professional', id: op3.userId } });
  });

  it('ENG-113, ENG-114, ENG-115, ENG-116: step 5, a formal review closes only when its topics are answered', async () => {
    await platform.clock('2026-04-10T10:00:00.000Z');
    await k3().post(review('/start'), {}, 200);
    await pr3.manager.refused('POST', review('/close'), {}, 422, 'TOPIC_MISSING', { items: FORMAL });
    for (const topic of FORMAL.filter((one) => one !== 'timescales'))
      await k3().post(review('/topics'), { topic, text: 'considered' });
    await pr3.manager.refused('POST', review('/close'), {}, 422, 'TOPIC_MISSING', { items: ['timescales'] });
  });

  it('ENG-117, ENG-118, ENG-119, ENG-121: step 5, timescales, new information, changes and achievements are topics too', async () => {
    const { topics } = await k3().reads(review(''));
    expect(Object.keys(topics)).toEqual(
      expect.arrayContaining([
        'newInformation',
        'changesInNeeds',
        'changesInAbilities',
        'changesInAspirations',
        'achievements',
      ]),
    );
    await k3().post(review('/topics'), { topic: 'timescales', notApplicableBecause: 'none set' });
  });

  it('OUT-87, ENG-112: step 5, every open outcome is considered, and the person is there or represented', async () => {
    await k3().post(review('/outcome-progress'), { outcomeId: 'o1', status: 'progressing', personRating: 4 });
    await pr3.manager.refused('POST', review('/close'), {}, 422, 'OUTCOME_NOT_CONSIDERED', { items: ['o2'] });
    await k3().post(review('/outcome-progress'), { outcomeId: 'o2', status: 'noChange' });
    await pr3.manager.refused('POST', review('/close'), {}, 422, 'PERSON_NOT_REPRESENTED');
    await k3().post(review('/attendance'), { party: { kind: 'person', id: plan.person.id }, present: true });
  });

  it('ENG-120, ENG-122, ENG-123, OUT-83: step 6, what the person agreed is proposed; what they did not stays out, with their reasons', async () => {
    await k3().post(
      review('/outcome'),
      {
        outcome: 'increase',
        changes: [
          {
            changeId: 'c1',
            itemId: 'a4',
            field: 'when',
            what: 'evening visit',
            from: '3 visits a week',
            to: '5 visits a week',
            decidedBy: { kind: 'person', id: plan.person.id },
            agreedByPerson: true,
          },
          {
            changeId: 'c2',
            itemId: 'a3',
            field: 'where',
            what: 'move bedroom',
            from: 'bedroom',
            to: 'downstairs',
            decidedBy: { kind: 'person', id: plan.person.id },
            agreedByPerson: false,
            personsReasons: 'I like my room',
          },
        ],
        nextReviewBy: '2026-07-10',
      },
      200,
    );
    proposal = await k3().eventually(`/care-plan/plans/${plan.planId}`, ({ proposal: one }) =>
      one.changes.length === 1 ? one : undefined,
    );
    expect(proposal).toMatchObject({ cause: { kind: 'review', id: reviewId } });
    expect(proposal.changes).toEqual([expect.objectContaining({ changeId: 'c1', to: '5 visits a week' })]);
    expect(proposal.content.actions.find(({ actionId }: Body) => actionId === 'a3').where).toBe('bedroom');
  });

  it('OUT-88: step 6, the review keeps who decided each change', async () => {
    const { outcome } = await k3().reads(review(''));
    expect(outcome.changes).toEqual([
      expect.objectContaining({ changeId: 'c1', decidedBy: { kind: 'person', id: plan.person.id } }),
      expect.objectContaining({
        changeId: 'c2',
        agreedByPerson: false,
        personsReasons: 'I like my room',
        decidedBy: { kind: 'person', id: plan.person.id },
      }),
    ]);
  });

  it('step 7: a version cannot take effect before it was agreed; dated ahead it is upcoming, then in force', async () => {
    const again = (effectiveFrom: string): Promise<Body> =>
      k3().post(`/care-plan/plans/${plan.planId}/proposals`, {
        effectiveFrom,
        changes: [{ changeId: 'c1', itemId: 'a4', field: 'when', what: 'evening visit', reason: 'needs more' }],
      });
    const early = await again('2026-04-09');
    await signAll(pr3, plan, early.contentHash);
    await k3().eventually(
      `/care-plan/plans/${plan.planId}`,
      ({ proposal: one }) => one.refusedCode === 'EFFECTIVE_BEFORE_CONSENT',
    );
    const later = await again('2026-04-13');
    await platform.clock('2026-04-11T09:00:00.000Z');
    const signOff = await openSignOff(plan.person.self, plan.planId, later.contentHash);
    await plan.person.self.post(
      `/consent/sign-offs/${signOff.id}/signatures`,
      { role: 'person', mode: 'signed', signedOn: '2026-04-11' },
      200,
    );
    await k3().eventually(
      `/care-plan/plans/${plan.planId}`,
      ({ upcoming, current }) => upcoming?.versionNo === 2 && current.versionNo === 1,
    );
  });

  it('PLAT-14, PLAT-07: step 8, one new notice, none by redelivery, none after the last, and no unknown cursor', async () => {
    const notices = `/care-plan/subscriptions/${subscriptionId}/notices`;
    const second = await pr3.manager.eventually(notices, ({ items }) => items.find((one: Body) => one.versionNo === 2));
    await platform.testRoute('POST', '/test/redeliver', { last: 20 });
    await platform.idle();
    expect((await pr3.manager.reads(notices)).items.filter((one: Body) => one.versionNo === 2)).toHaveLength(1);
    await pr3.manager.post(`/care-plan/subscriptions/${subscriptionId}/acknowledgements`, {
      noticeNo: second.noticeNo,
    });
    expect((await pr3.manager.reads(`${notices}?after=${second.cursor}`)).items).toEqual([]);
    expect(await pr3.manager.get(`${notices}?after=nonsense`)).toMatchObject({
      status: 400,
      body: { code: 'CURSOR_UNKNOWN' },
    });
  });

  it('ENG-137: step 9, copies go to the person and to contacts with that scope, are acknowledged, and the home copy is to be replaced', async () => {
    const { issued } = await plan.person.self.eventually(`/care-plan/plans/${plan.planId}/copies`, (body) =>
      body.issued.filter((one: Body) => one.versionNo === 2).length === 3 ? body : undefined,
    );
    const second = issued.filter((one: Body) => one.versionNo === 2);
    expect(second.map(({ recipient }: Body) => recipient.id).sort()).toEqual(
      [plan.person.id, f3.userId, op3.userId].sort(),
    );
    // Whoever a copy was made out to acknowledges it, and no other recipient.
    const recipients = [f3, op3, plan.person.self];
    for (const { copyId, recipient } of second) {
      const own = recipients.find(({ userId }) => userId === recipient.id) ?? plan.person.self;
      const path = `/care-plan/copies/${copyId}/acknowledgement`;
      if (own !== plan.person.self) {
        await plan.person.self.refused('POST', path, undefined, 404, 'NOT_FOUND');
        // Each finds what was made out to them, and no other.
        const found = (await own.reads(`/care-plan/plans/${plan.planId}/copies`)).items;
        expect(found.map((one: Body) => one.copyId)).toContain(copyId);
        expect(new Set(found.map((one: Body) => one.recipient.id))).toEqual(new Set([own.userId]));
      }
      await own.post(path, undefined, 200);
    }
    await k3().eventually(`/care-plan/tasks?personId=${plan.person.id}&kind=replaceHomeCopy`, ({ items }) => items[0]);
  });

  it('step 9: a contact without that scope gets none, and that is on the register', async () => {
    const f4 = await platform.actor({ roles: ['CA'] });
    await plan.person.self.does(
      'PUT',
      `/consent/persons/${plan.person.id}/contacts/${f4.userId}`,
      { scopes: ['readPlan'] },
      200,
    );
    await publishedVersion(pr3, plan, { content: { ...plan.content, whatMatters: 'my garden and the robin' } });
    await plan.person.self.eventually(`/care-plan/plans/${plan.planId}/copies`, ({ withheld }) =>
      withheld.find((one: Body) => one.recipient.id === f4.userId),
    );
  });

  it('ENG-124: step 10, briefings and minutes come before closing; held is when it was started, by the server’s clock', async () => {
    await pr3.manager.refused('POST', review('/close'), {}, 422, 'BRIEFING_OUTSTANDING');
    await pr3.manager.post(review('/briefings'), {
      party: { kind: 'staff', id: pr3.staff.userId },
      changesForThem: 'two more visits',
      actionNeeded: 'new rota',
    });
    // Whoever was briefed takes note, in any role of the organisation; nobody else does so for them.
    const cook = await platform.actor({ roles: ['NC'], organisationId: pr3.id, serviceIds: [pr3.serviceId] });
    await pr3.manager.post(review('/briefings'), {
      party: { kind: 'staff', id: cook.userId },
      actionNeeded: 'breakfast at eight',
    });
    const note = (of: string): string => review(`/briefings/${of}/acknowledgement`);
    await pr3.staff.post(note(pr3.staff.userId), {}, 200);
    await pr3.staff.refused('POST', note(cook.userId), {}, 403, 'ROLE_NOT_PERMITTED');
    const elsewhere = await platform.actor({ roles: ['NC'], organisationId: randomUUID(), userId: cook.userId });
    await elsewhere.refused('POST', note(cook.userId), {}, 404, 'NOT_FOUND');
    await cook.post(note(cook.userId), {}, 200);
    expect((await cook.get(review(''))).status).toBe(404);
    expect((await k3().reads(review(''))).briefings.map(({ acknowledgedAt }: Body) => acknowledgedAt)).toEqual([
      expect.any(String),
      expect.any(String),
    ]);
    await k3().post(review('/minutes'), { text: 'agreed' });
    await pr3.manager.post(review('/close'), {}, 200);
    const formal = await obligations(k3(), plan, 'formalReview');
    expect(formal.map(({ status, metAt, dueAt }) => [status, metAt, dueAt])).toEqual([
      ['met', '2026-04-10T10:00:00.000Z', '2026-04-15T22:59:59.999Z'],
      ['open', undefined, '2026-07-10T22:59:59.999Z'],
    ]);
    expect(
      (await obligations(k3(), plan, 'monthlyCheck')).slice(-2).map(({ status, dueAt }) => [status, dueAt]),
    ).toEqual([
      ['met', '2026-04-14T22:59:59.999Z'],
      ['open', '2026-05-10T22:59:59.999Z'],
    ]);
  });

  it('ENG-143, PLAT-01, ENG-141: step 11, a superseded version stays readable, its difference is one change, and nothing is deleted', async () => {
    await platform.clock('2026-04-12T23:00:00.000Z');
    expect(await k3().reads(`/care-plan/plans/${plan.planId}/versions/1`)).toMatchObject({
      versionNo: 1,
      banner: 'superseded',
    });
    const { changes } = await k3().reads(`/care-plan/plans/${plan.planId}/diff?from=1&to=2`);
    expect(changes).toEqual([
      expect.objectContaining({
        itemId: 'a4',
        field: 'when',
        before: '3 visits a week',
        after: '5 visits a week',
        author: k3().userId,
        reason: 'needs more',
        reviewId,
        date: '2026-04-11T09:00:00.000Z',
      }),
    ]);
    expect((await k3().call('DELETE', `/care-plan/plans/${plan.planId}/versions/1`)).status).toBe(405);
  });

  it('ENG-131, ENG-133: step 11, the first plan stands in the file as it was, beside each change that a review caused', async () => {
    const { parts } = await plan.person.self.reads(`/care-plan/persons/${plan.person.id}/file`);
    expect(parts.c.firstPlan.versionNo).toBe(1);
    expect(parts.c.firstPlan.content.actions.find(({ actionId }: Body) => actionId === 'a4').when).toBe(
      '3 visits a week',
    );
    expect(parts.e.reviews).toEqual([expect.objectContaining({ id: reviewId, state: 'closed' })]);
    expect(parts.e.changes).toContainEqual(
      expect.objectContaining({
        versionNo: 2,
        cause: { kind: 'review', id: reviewId },
        changes: [expect.objectContaining({ itemId: 'a4', field: 'when' })],
      }),
    );
  });

  it('OUT-82: step 12, a review that changes nothing makes no version, starts its clock again and cites what it reviewed', async () => {
    await platform.clock('2026-07-09T10:00:00.000Z');
    const { items: before } = await k3().reads(`/care-plan/plans/${plan.planId}/versions`);
    ({ id: reviewId } = await k3().post('/review/reviews', {
      personId: plan.person.id,
      planId: plan.planId,
      type: 'formal',
    }));
    await k3().post(review('/start'), {}, 200);
    for (const topic of FORMAL) await k3().post(review('/topics'), { topic, text: 'considered' });
    for (const outcomeId of ['o1', 'o2'])
      await k3().post(review('/outcome-progress'), { outcomeId, status: 'noChange' });
    await k3().post(review('/attendance'), {
      party: { kind: 'person', id: plan.person.id },
      present: false,
      reason: 'unwell',
      viewsObtainedHow: 'by telephone',
    });
    await k3().post(review('/outcome'), { outcome: 'noChange', reason: 'all is well' }, 200);
    await k3().post(review('/briefings'), { party: { kind: 'person', id: plan.person.id } });
    await k3().post(review('/minutes'), { text: 'no change' });
    await pr3.manager.post(review('/close'), {}, 200);
    expect((await k3().reads(`/care-plan/plans/${plan.planId}/versions`)).items).toHaveLength(before.length);
    expect((await obligations(k3(), plan, 'formalReview')).at(-1)).toMatchObject({ dueAt: '2026-10-09T22:59:59.999Z' });
    expect((await k3().reads(review(''))).outcome.planVersionReviewed).toBe(before.length);
  });

  it('OUT-92: the evidence for an inspector shows needs, actions, and how each outcome came on from review to review', async () => {
    await platform.idle();
    const evidence = await k3().reads(`/review/persons/${plan.person.id}/outcome-evidence`);
    const ids = (section: string, name: string): string[] => plan.content[section].map((one: Body) => one[name]);
    expect(evidence.plans).toEqual([
      expect.objectContaining({
        planId: plan.planId,
        needIds: ids('needs', 'needId'),
        actionIds: ids('actions', 'actionId'),
        outcomeIds: ids('outcomes', 'outcomeId'),
      }),
    ]);
    expect(evidence.reviews.map(({ heldAt, outcome, progress }: Body) => [heldAt, outcome, progress])).toEqual([
      [
        '2026-04-10T10:00:00.000Z',
        'increase',
        { o1: { status: 'progressing', personRating: 4 }, o2: { status: 'noChange' } },
      ],
      ['2026-07-09T10:00:00.000Z', 'noChange', { o1: { status: 'noChange' }, o2: { status: 'noChange' } }],
    ]);
    const kept = evidence.obligations.filter(({ kind }: Body) => kind === 'formalReview' || kind === 'monthlyCheck');
    expect(new Set(kept.map(({ status, missed }: Body) => `${status} ${missed}`))).toEqual(
      new Set(['met false', 'notPracticable false', 'metLate true', 'open false']),
    );
  });
});

describe('STORY-03 variants', () => {
  let platform: StoryPlatform;
  afterEach(() => platform.stop());

  it('CITY-52: step 4, with the CITY pack the keyworker’s feedback is due two working days before, and missing shows', async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-01-15T12:00:00.000Z');
    const pr1 = await provider(platform, { councilOperated: true });
    const plan = await givenPlan(platform, pr1);
    await platform.clock('2026-04-01T10:00:00.000Z');
    const { id } = await pr1.keyworker.post('/review/reviews', {
      personId: plan.person.id,
      planId: plan.planId,
      type: 'formal',
      at: '2026-04-10T10:00:00.000Z',
    });
    expect((await pr1.keyworker.reads(`/review/reviews/${id}`)).feedbackMissing).toBe(false);
    await platform.clock('2026-04-08T22:59:59.999Z');
    expect((await pr1.keyworker.reads(`/review/reviews/${id}`)).feedbackMissing).toBe(false);
    await platform.clock('2026-04-08T23:00:00.000Z');
    expect((await pr1.keyworker.reads(`/review/reviews/${id}`)).feedbackMissing).toBe(true);
  });

  it('PLAT-13: step 8, a notice nobody acknowledged for 24 hours goes to the manager', async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-01-15T12:00:00.000Z');
    const pr3 = await provider(platform);
    const plan = await givenPlan(platform, pr3);
    const path = `/care-plan/tasks?personId=${plan.person.id}&kind=changeAcknowledgement`;
    await platform.clock('2026-01-16T12:00:00.000Z');
    expect((await pr3.manager.reads(path)).items).toEqual([]);
    await platform.clock('2026-01-16T12:00:00.001Z');
    await platform.idle();
    expect((await pr3.manager.reads(path)).items).toEqual([expect.objectContaining({ forRole: 'SM', status: 'open' })]);
  });

  it('R38: after a death nobody is reminded of a notice', async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-01-15T12:00:00.000Z');
    const pr3 = await provider(platform);
    const plan = await givenPlan(platform, pr3);
    const death = { dateOfDeath: '2026-01-15', evidence: 'notification' };
    const assessor = await platform.actor({ roles: ['AS'], qualifications: ['assessor'] });
    await assessor.post(`/assessment/persons/${plan.person.id}/death`, death);
    await platform.idle();
    await platform.clock('2026-01-20T12:00:00.000Z');
    await platform.idle();
    const path = `/care-plan/tasks?personId=${plan.person.id}&kind=changeAcknowledgement`;
    expect((await pr3.manager.reads(path)).items).toEqual([]);
  });

  it('step 13: a formal review that nobody held is missed from the next millisecond, and the manager is told', async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-01-15T12:00:00.000Z');
    const pr3 = await provider(platform);
    const plan = await givenPlan(platform, pr3);
    const formal = async (): Promise<string> => (await obligations(pr3.keyworker, plan, 'formalReview'))[0]?.status;
    await platform.clock('2026-04-15T22:59:59.999Z');
    expect(await formal()).toBe('open');
    await platform.clock('2026-04-15T23:00:00.000Z');
    expect(await formal()).toBe('missed');
    const { items } = await pr3.manager.reads(`/review/tasks?personId=${plan.person.id}&kind=obligationMissed`);
    expect(items).toContainEqual(
      expect.objectContaining({
        forRole: 'KW',
        escalations: expect.arrayContaining([expect.objectContaining({ forRole: 'SM', step: 'manager' })]),
        ref: expect.objectContaining({ obligationKind: 'formalReview' }),
      }),
    );
    expect((await pr3.manager.reads('/review/overdue')).items.map(({ kind }: Body) => kind)).toContain('formalReview');
  });
});
