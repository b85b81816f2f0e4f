import type { Actor, Answer, Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, publishedVersion, type PlanInForce } from './plan-givens.js';
import { consentedRestriction } from './risk-givens.js';
import { StoryPlatform } from './platform.js';

describe('STORY-10 Replay before an amendment, late correction, inspection', () => {
  let platform: StoryPlatform;
  let pr3: Provider;
  let plan: PlanInForce;
  let au1: Actor;
  const purpose = 'audit of a complaint';
  const now = '2026-05-20T09:00:00.000Z';

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-02-02T10:00:00.000Z');
    pr3 = await provider(platform);
    plan = await draftedPlan(platform, pr3);
    await pr3.manager.post('/care-plan/subscriptions', { personId: plan.person.id });
    await publishedVersion(pr3, plan);
    await platform.clock('2026-03-20T15:00:00.000Z');
    const amended = structuredClone(plan.content);
    amended.actions[0].when = 'daily 09:00';
    await publishedVersion(pr3, plan, {
      content: amended,
      effectiveFrom: '2026-03-23T00:00:00.000Z',
      changes: [{ itemId: 'a1', field: 'when', what: 'an hour later', reason: 'sleeps longer' }],
    });
    await platform.clock(now);
    au1 = await platform.actor({ roles: ['AU'] });
  });
  afterAll(() => platform.stop());

  const ask = (
    knownAt: string | undefined,
    effectiveAt: string,
    by: Actor = au1,
    why: string | undefined = purpose,
  ): Promise<Answer> =>
    by.get(
      `/care-plan/plans/${plan.planId}?${knownAt === undefined ? '' : `knownAt=${knownAt}&`}effectiveAt=${effectiveAt}`,
      why === undefined ? {} : { purpose: why },
    );
  const queries: Readonly<Record<string, () => Promise<Answer>>> = {
    Q1: () => ask('2026-03-21T00:00Z', '2026-03-21T00:00Z'),
    Q2: () => ask('2026-05-01T00:00Z', '2026-04-01T00:00Z'),
    Q3: () => ask(undefined, '2026-02-15T00:00Z'),
    Q4: () => ask(undefined, '2026-03-21T00:00Z'),
    Q5: () => ask(undefined, '2026-04-01T00:00Z'),
    Q6: () => ask('2026-02-01T00:00Z', '2026-02-01T00:00Z'),
    Q7: () => ask('2026-05-21T00:00Z', '2026-05-21T00:00Z'),
  };
  const answered = async (): Promise<Record<string, Answer>> =>
    Object.fromEntries(await Promise.all(Object.entries(queries).map(async ([name, query]) => [name, await query()])));
  const shown = ({ status, body }: Answer): object =>
    status === 200
      ? { versionNo: body.versionNo, issueNo: body.issueNo, allergy: body.content.allergies !== undefined }
      : { status, code: body.code };
  let before: Record<string, Answer>;

  it('PLAT-03, PLAT-18: step 1, a purpose is needed, and the table of answers holds before the correction', async () => {
    expect(await ask('2026-03-21T00:00Z', '2026-03-21T00:00Z', au1, '')).toMatchObject({
      status: 400,
      body: { code: 'MALFORMED' },
    });
    before = await answered();
    expect(Object.fromEntries(Object.entries(before).map(([name, answer]) => [name, shown(answer)]))).toEqual({
      Q1: { versionNo: 1, issueNo: 1, allergy: false },
      Q2: { versionNo: 2, issueNo: 1, allergy: false },
      Q3: { versionNo: 1, issueNo: 1, allergy: false },
      Q4: { versionNo: 1, issueNo: 1, allergy: false },
      Q5: { versionNo: 2, issueNo: 1, allergy: false },
      Q6: { status: 404, code: 'NO_VERSION_IN_FORCE' },
      Q7: { status: 400, code: 'KNOWN_AT_FUTURE' },
    });
  });

  it('PLAT-19, ENG-147: step 2, a late correction has its own date; the server says when it was recorded; those concerned are told', async () => {
    const correction = {
      field: 'allergies',
      to: [{ substance: 'synthetic allergen' }],
      effectiveFrom: '2026-03-01',
      appliesToVersions: [1, 2],
      reason: 'hospital letter',
      recordedAt: '2026-01-01T00:00:00.000Z',
    };
    await pr3.keyworker.post(`/care-plan/plans/${plan.planId}/corrections`, correction);
    const { items } = await au1.reads(`/care-plan/streams/carePlan-${plan.planId}/events?limit=1000`, { purpose });
    const stored = items.findLast(({ event }: Body) => event.type === 'PlanCorrectionRecorded').event;
    expect(stored).toMatchObject({ recordedAt: now, effectiveFrom: '2026-03-01T00:00:00.000Z' });
    const [subscription] = (await pr3.manager.reads(`/care-plan/subscriptions?personId=${plan.person.id}`)).items;
    await pr3.manager.eventually(`/care-plan/subscriptions/${subscription.id}/notices`, (body) =>
      body.items.find((one: Body) => one.changeKind === 'correction'),
    );
    await plan.person.self.eventually(`/care-plan/plans/${plan.planId}/copies`, ({ issued }) =>
      issued.find((one: Body) => one.issueNo === 2),
    );
  });

  it('PLAT-02, ENG-143: step 3, answers for what was known then stay byte for byte; those for now show the correction where it holds', async () => {
    const after = await answered();
    expect(Object.fromEntries(Object.entries(after).map(([name, answer]) => [name, shown(answer)]))).toEqual({
      Q1: { versionNo: 1, issueNo: 1, allergy: false },
      Q2: { versionNo: 2, issueNo: 1, allergy: false },
      Q3: { versionNo: 1, issueNo: 1, allergy: false },
      Q4: { versionNo: 1, issueNo: 2, allergy: true },
      Q5: { versionNo: 2, issueNo: 2, allergy: true },
      Q6: { status: 404, code: 'NO_VERSION_IN_FORCE' },
      Q7: { status: 400, code: 'KNOWN_AT_FUTURE' },
    });
    expect(after['Q1']?.text).toBe(before['Q1']?.text);
    expect(after['Q2']?.text).toBe(before['Q2']?.text);
    expect(after['Q1']?.headers.get('x-known-at-final')).toBe('true');
    expect(after['Q1']?.headers.get('x-later-changes')).toBe('versions=1, corrections=1');
  });

  it('step 4: a correction changes no care and does not reach into the future', async () => {
    const correct = (field: string, effectiveFrom: string, code: string): Promise<unknown> =>
      pr3.keyworker.refused(
        'POST',
        `/care-plan/plans/${plan.planId}/corrections`,
        { field, to: 'x', effectiveFrom, appliesToVersions: [2], reason: 'r' },
        422,
        code,
      );
    await correct('actions', '2026-03-01', 'CORRECTION_CHANGES_CARE');
    await correct('allergies', '2026-05-21', 'FUTURE_DATE');
    await pr3.keyworker.refused(
      'POST',
      `/care-plan/plans/${plan.planId}/corrections`,
      { field: 'allergies', to: 'x', effectiveFrom: '2026-03-01', appliesToVersions: [2] },
      422,
      'REASON_REQUIRED',
    );
  });

  it('PLAT-04: step 5, the timeline shows all services in order, nothing after that instant, and no gap', async () => {
    const path = `/audit/persons/${plan.person.id}/timeline?knownAt=2026-03-21T00:00Z`;
    expect(await au1.get(path)).toMatchObject({ status: 400, body: { code: 'MALFORMED' } });
    const { items, gaps } = await au1.reads(path, { purpose });
    expect(gaps).toEqual([]);
    expect(new Set(items.map(({ service }: Body) => service))).toEqual(
      new Set(['assessment', 'care-plan', 'consent', 'review']),
    );
    const instants = items.map(({ recordedAt }: Body) => recordedAt);
    expect(instants).toEqual([...instants].sort());
    expect(instants.at(-1) <= '2026-03-21T00:00:00.000Z').toBe(true);
    const streams = Map.groupBy(items as Body[], ({ stream }) => stream);
    for (const events of streams.values())
      expect(events.map(({ revision }) => revision)).toEqual(events.map((_, index) => index + 1));
    const read = (await plan.person.self.reads(`/consent/persons/${plan.person.id}/access-log`)).items;
    for (const service of ['assessment', 'care-plan', 'consent', 'review'])
      expect(read).toContainEqual(
        expect.objectContaining({
          userId: au1.userId,
          role: 'AU',
          purpose,
          outcome: 'read',
          route: `GET /${service}/persons/:personId/timeline`,
        }),
      );
  });

  it('PLAT-05: step 6, the stream verifies', async () => {
    expect(await au1.reads(`/audit/streams/carePlan-${plan.planId}/verification`, { purpose })).toMatchObject({
      valid: true,
    });
  });

  it('PLAT-01: step 7, dropped and rebuilt views answer as before', async () => {
    const kept = await answered();
    await platform.testRoute('POST', '/test/rebuild');
    const again = await answered();
    expect(shown(again['Q6'] as Answer)).toEqual({ status: 404, code: 'NO_VERSION_IN_FORCE' });
    for (const name of ['Q1', 'Q2', 'Q4', 'Q5']) expect(again[name]?.text).toBe(kept[name]?.text);
  });

  it('ENG-141: the difference of two versions shows the change with before, after, author, date and reason', async () => {
    const { changes } = await au1.reads(`/care-plan/plans/${plan.planId}/diff?from=1&to=2`, { purpose });
    expect(changes).toEqual([
      expect.objectContaining({
        section: 'actions',
        itemId: 'a1',
        field: 'when',
        before: 'daily 08:00',
        after: 'daily 09:00',
        author: pr3.keyworker.userId,
        date: '2026-03-20T15:00:00.000Z',
        reason: 'sleeps longer',
      }),
    ]);
  });

  it('ENG-084, OUT-91, OUT-92: step 8, the auditor writes nothing; an inspector reads one service while the grant lasts', async () => {
    await au1.refused(
      'POST',
      `/care-plan/plans/${plan.planId}/corrections`,
      { field: 'allergies', to: 'x', appliesToVersions: [1], reason: 'r' },
      403,
      'ROLE_NOT_PERMITTED',
    );
    const i1 = await platform.actor({ roles: ['RI'] });
    const restrictionId = await consentedRestriction(pr3, plan.person);
    const reads = async (): Promise<number[]> =>
      Promise.all(
        [
          `/care-plan/plans/${plan.planId}`,
          `/risk/restrictions?personId=${plan.person.id}`,
          `/risk/restrictions/${restrictionId}`,
          `/review/persons/${plan.person.id}/outcome-evidence`,
        ].map(async (path) => (await i1.get(path, { purpose: 'inspection' })).status),
      );
    expect(await reads()).toEqual([404, 404, 404, 404]);
    await pr3.manager.post('/consent/inspections', {
      regulator: 'CQC',
      inspectorId: i1.userId,
      serviceId: pr3.serviceId,
      from: '2026-05-20',
      to: '2026-05-22',
    });
    await platform.idle();
    expect(await reads()).toEqual([200, 200, 200, 200]);
    const { items } = await i1.reads(`/risk/restrictions?personId=${plan.person.id}`, { purpose: 'inspection' });
    expect(items).toEqual([
      expect.objectContaining({ id: restrictionId, state: 'active', measure: 'the gate is kept shut' }),
    ]);
    const evidence = await i1.reads(`/review/persons/${plan.person.id}/outcome-evidence`, { purpose: 'inspection' });
    expect(evidence.plans).toEqual([
      expect.objectContaining({
        planId: plan.planId,
        versionNo: 2,
        needIds: plan.content.needs.map(({ needId }: Body) => needId),
        outcomeIds: expect.arrayContaining(['o1']),
      }),
    ]);
    expect(evidence.obligations).toContainEqual(expect.objectContaining({ kind: 'monthlyCheck', missed: true }));
    const other = await provider(platform);
    const elsewhere = await draftedPlan(platform, other);
    const restrictedElsewhere = await consentedRestriction(other, elsewhere.person);
    for (const path of [
      `/care-plan/plans/${elsewhere.planId}`,
      `/risk/restrictions?personId=${elsewhere.person.id}`,
      `/risk/restrictions/${restrictedElsewhere}`,
    ])
      expect((await i1.get(path, { purpose: 'inspection' })).status).toBe(404);
    await platform.clock('2026-05-23T00:00:00.000Z');
    expect(await reads()).toEqual([404, 404, 404, 404]);
  });

  it('OUT-90, PLAT-18: step 9, the person sees who looked, in which role and why; so does the data protection officer', async () => {
    const log = `/consent/persons/${plan.person.id}/access-log`;
    const { items } = await plan.person.self.reads(log);
    const looked = items.filter(({ outcome }: Body) => outcome === 'read');
    const dpo = await platform.actor({ roles: ['DP'] });
    expect((await dpo.reads(log, { purpose: 'oversight' })).items).toEqual(expect.arrayContaining(looked));
    expect(looked).toContainEqual(expect.objectContaining({ role: 'AU', purpose, versionNo: 1, at: now }));
    expect(looked).toContainEqual(expect.objectContaining({ role: 'RI', purpose: 'inspection' }));
  });

  it('ENG-005, ENG-147: step 10, where a correction is refused, the person’s statement stands with the fact, and a reply is due in a month', async () => {
    const { id, dueAt } = await plan.person.self.post('/consent/data-requests', {
      personId: plan.person.id,
      right: 'rectification',
      about: 'the allergy',
    });
    expect(dueAt).toBe('2026-06-23T22:59:59.999Z');
    const dpo = await platform.actor({ roles: ['DP'] });
    await dpo.post(`/consent/data-requests/${id}/refusal`, { reasons: 'the letter says so' }, 200);
    // The way to complain stands with it, for the person to read.
    expect((await plan.person.self.reads(`/consent/data-requests/${id}`)).complaint).toEqual({
      to: 'Information Commissioner’s Office',
      at: 'https://ico.org.uk/make-a-complaint/',
    });
    await plan.person.self.post(`/care-plan/plans/${plan.planId}/statements`, {
      about: 'allergies',
      statement: 'I do not agree',
    });
    expect((await plan.person.self.reads(`/care-plan/plans/${plan.planId}/versions/2`)).statements).toEqual([
      expect.objectContaining({ about: 'allergies', statement: 'I do not agree' }),
    ]);
  });
});
