import { randomUUID } from 'node:crypto';
import type { Actor, Body } from './actor.js';
import { assessor, distinctName, organisation, person, provider, type Provider } from './givens.js';
import { draftedPlan, openSignOff, publishedVersion, signAll, type PlanInForce } from './plan-givens.js';
import { signedRisk } from './risk-givens.js';
import { StoryPlatform } from './platform.js';

describe('STORY-12 Bad input, permissions, concurrency, redelivery', () => {
  let platform: StoryPlatform;
  let pr3: Provider;
  let plan: PlanInForce;
  let a1: Actor;
  let auditor: Actor;
  let subscriptionId: string;

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-01-15T12:00:00.000Z');
    pr3 = await provider(platform);
    plan = await draftedPlan(platform, pr3);
    ({ id: subscriptionId } = await pr3.manager.post('/care-plan/subscriptions', { personId: plan.person.id }));
    await publishedVersion(pr3, plan);
    a1 = plan.assessor;
    auditor = await platform.actor({ roles: ['AU'] });
  });
  afterAll(() => platform.stop());

  const newPerson = (): Body => ({
    name: distinctName(),
    dateOfBirth: '1941-05-04',
    firstLanguage: 'en',
    groups: [],
  });
  const planPath = (): string => `/care-plan/plans/${plan.planId}`;

  it('row 1: what is not understood is 400 with its path, and nothing sent is echoed', async () => {
    const secret = 'unmistakable-word-of-a-record';
    const cases: [unknown, string?][] = [
      [undefined, '{"name": not json'],
      [{ ...newPerson(), groups: [secret] }],
      [{ ...newPerson(), dateOfBirth: undefined }],
      [{ ...newPerson(), address: `${secret}${'x'.repeat(10_001)}` }],
      [{ ...newPerson(), [secret]: 1 }],
      [{ ...newPerson(), address: null }],
    ];
    for (const [body, raw] of cases) {
      const answer = await a1.refused('POST', '/assessment/persons', body, 400, 'MALFORMED', {
        ...(raw === undefined ? {} : { raw, headers: { 'content-type': 'application/json' } }),
      });
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.text).not.toContain(secret);
    }
    await a1.refused(
      'POST',
      '/assessment/assessments',
      { personId: plan.person.id, kind: 'councilNeeds', reason: 'x'.repeat(10_001) },
      400,
      'MALFORMED',
    );
  });

  it('row 1: a POST without Idempotency-Key is not understood', async () => {
    const answer = await fetch(`${platform.url}/assessment/persons`, {
      method: 'POST',
      headers: { authorization: `Bearer ${a1.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(newPerson()),
    });
    expect({ status: answer.status, code: ((await answer.json()) as Body).code }).toEqual({
      status: 400,
      code: 'MALFORMED',
    });
  });

  it('row 2: dates that cannot be are refused as listed', async () => {
    await a1.refused('POST', '/assessment/persons', { ...newPerson(), dateOfBirth: '2026-01-16' }, 422, 'FUTURE_DATE');
    await a1.refused(
      'POST',
      `/assessment/persons/${plan.person.id}/death`,
      { dateOfDeath: '1930-01-01', evidence: 'notification' },
      400,
      'MALFORMED',
    );
    const { etag } = await pr3.keyworker.reads(planPath());
    const routines = [{ routineId: 'r1', what: 'morning', start: '09:00', end: '08:00' }];
    await pr3.keyworker.refused('PUT', `${planPath()}/draft`, { content: { routines } }, 400, 'MALFORMED', {
      ifMatch: etag,
    });
    const early = structuredClone(plan.content);
    early.goals[0].target = '2026-01-01';
    await pr3.keyworker.refused('POST', `${planPath()}/proposals`, { content: early }, 422, 'TIMESCALE_INVALID');
  });

  it('ENG-005: row 3, what happened cannot lie in the future; what was recorded late is flagged', async () => {
    await pr3.staff.refused(
      'POST',
      '/care-plan/daily-records',
      { personId: plan.person.id, kind: 'note', text: 'tea', occurredAt: '2026-01-15T12:00:00.001Z' },
      422,
      'FUTURE_DATE',
    );
    expect(
      await pr3.staff.post('/care-plan/daily-records', {
        personId: plan.person.id,
        kind: 'note',
        text: 'tea',
        occurredAt: '2026-01-14T06:00:00.000Z',
      }),
    ).toMatchObject({ lateEntry: true });
  });

  it('row 4: a client’s recordedAt is ignored', async () => {
    const { id } = await a1.post('/assessment/persons', { ...newPerson(), recordedAt: '1999-01-01T00:00:00.000Z' });
    const { items } = await auditor.reads(`/assessment/streams/person-${id}/events`, { purpose: 'audit' });
    expect(items[0].event.recordedAt).toBe('2026-01-15T12:00:00.000Z');
  });

  it('PLAT-16, OUT-20: rows 5 and 6, two writers with one ETag: one is stored, the other learns the present one; none at all is 428', async () => {
    const { etag, draft } = await pr3.keyworker.reads(planPath());
    const other = await platform.actor({ roles: ['KW'], userId: pr3.keyworker.userId, organisationId: pr3.id });
    const save = (by: Actor, whatMatters: string) =>
      by.call('PUT', `${planPath()}/draft`, { content: { whatMatters } }, { ifMatch: etag });
    const answers = await Promise.all([
      save(pr3.keyworker, 'my garden and my cat'),
      save(other, 'my garden and my dog'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const stale = answers.find(({ status }) => status === 412);
    expect(stale?.body.code).toBe('STALE_VERSION');
    expect(stale?.headers.get('etag')).toBe((await pr3.keyworker.reads(planPath())).etag);
    const { draftRevision, changes, ...now } = await other.reads(`${planPath()}/draft?since=${draft.revision}`);
    expect([draftRevision, now.etag]).toEqual([draft.revision + 1, stale?.headers.get('etag')]);
    const kept = answers[0].status === 200 ? 'my garden and my cat' : 'my garden and my dog';
    expect(changes).toMatchObject([{ section: 'whatMatters', after: kept, savedAt: expect.any(String) }]);
    expect((await other.reads(`${planPath()}/draft?since=${draft.revision + 1}`)).changes).toEqual([]);
    await other.refused('GET', `${planPath()}/draft?since=${draft.revision + 2}`, undefined, 400, 'MALFORMED');
    await pr3.keyworker.refused('PUT', `${planPath()}/draft`, { content: {} }, 428, 'IF_MATCH_REQUIRED');
  });

  it('PLAT-15: row 7, the same key and body is one event; another body is a conflict', async () => {
    const key = randomUUID();
    const body = newPerson();
    const first = await a1.post('/assessment/persons', body, 201, { key });
    const before = await platform.idle();
    const second = await a1.post('/assessment/persons', body, 201, { key });
    expect({ id: second.id, revision: second.revision }).toEqual({ id: first.id, revision: first.revision });
    expect(await platform.idle()).toEqual(before);
    await a1.refused('POST', '/assessment/persons', { ...body, firstLanguage: 'cy' }, 409, 'IDEMPOTENCY_MISMATCH', {
      key,
    });
  });

  it('rows 8 and 9: a changed proposal voids its sign-off; signing twice is once', async () => {
    const change = (what: string): Body => ({ content: { ...plan.content, whatMatters: what }, reason: 'asked for' });
    const first = await pr3.keyworker.post(`${planPath()}/proposals`, change('the cat'));
    const old = await openSignOff(plan.person.self, plan.planId, first.contentHash);
    const second = await pr3.keyworker.post(`${planPath()}/proposals`, change('the dog'));
    const now = await openSignOff(plan.person.self, plan.planId, second.contentHash);
    await plan.person.self.refused(
      'POST',
      `/consent/sign-offs/${old.id}/signatures`,
      { role: 'person', mode: 'signed', contentHash: first.contentHash },
      422,
      'HASH_MISMATCH',
    );
    expect(await plan.person.self.reads(`/consent/sign-offs/${old.id}`)).toMatchObject({ state: 'voided' });
    const signed = await plan.person.self.post(
      `/consent/sign-offs/${now.id}/signatures`,
      { role: 'person', mode: 'signed' },
      200,
    );
    const again = await plan.person.self.post(
      `/consent/sign-offs/${now.id}/signatures`,
      { role: 'person', mode: 'signed' },
      200,
    );
    expect(again.state).toBe(signed.state);
    await pr3.keyworker.eventually(planPath(), ({ current }) => current?.contentHash === second.contentHash);
  });

  it('ENG-093, OUT-90, PLAT-24: row 10, strangers to the record get 404, and that is logged', async () => {
    const elsewhere = await provider(platform);
    const alsoServing = await provider(platform);
    const { id: theirs } = await alsoServing.manager.post('/care-plan/episodes', {
      personId: plan.person.id,
      serviceType: 'homeCare',
      serviceId: alsoServing.serviceId,
      setting: 'careAtHome',
      commissioner: 'council',
    });
    const members = [{ userId: alsoServing.staff.userId, purposes: ['carryThrough'] }];
    const team = { keyworkerId: alsoServing.keyworker.userId, members };
    await alsoServing.manager.post(`/care-plan/episodes/${theirs}/team`, team, 200);
    const trust = await organisation(platform, { kind: 'trust' });
    const stranger = (role: string): Promise<Actor> => platform.actor({ roles: [role] });
    const other = randomUUID();
    const refused = {
      'care staff of another provider': elsewhere.staff,
      'a keyworker of another provider of the person': alsoServing.keyworker,
      'a manager of another provider of the person': alsoServing.manager,
      'care staff of another provider of the person': alsoServing.staff,
      'a co-ordinator of a trust': await platform.actor({ roles: ['CC'], organisationId: trust.id }),
      'staff who give no care': await platform.actor({ roles: ['NC'], organisationId: pr3.id }),
      'a carer': await stranger('CA'),
      'another professional': await stranger('OP'),
      'an advocate': await stranger('AD'),
      'a DWP decision maker': await stranger('DW'),
      'an inspector without a grant': await stranger('RI'),
      'another person': await platform.actor({ roles: ['PE'], personId: randomUUID() }),
    };
    const ofAnotherTenant = {
      'an auditor': await platform.actor({ roles: ['AU'], tenantId: other }),
      'an assessor': await platform.actor({ roles: ['AS'], tenantId: other, qualifications: ['assessor'] }),
    };
    for (const [who, by] of Object.entries({ ...refused, ...ofAnotherTenant })) {
      const { status, body } = await by.get(planPath(), { purpose: 'curiosity' });
      expect({ who, status, code: body.code }).toEqual({ who, status: 404, code: 'NOT_FOUND' });
    }
    const { items } = await plan.person.self.reads(`/consent/persons/${plan.person.id}/access-log`);
    for (const { userId } of Object.values(refused))
      expect(items).toContainEqual(expect.objectContaining({ userId, outcome: 'refused', code: 'NOT_FOUND' }));
  });

  it('ENG-139: row 11, an administrator sees administrative fields and no content', async () => {
    const administrator = await platform.actor({ roles: ['PA'] });
    expect((await administrator.get(planPath())).status).toBe(404);
    const answer = await administrator.get(`${planPath()}/administrative`);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain('garden');
  });

  it('row 12: care staff do not propose, publish, sign for the person, close a review or decide a level', async () => {
    const { id: reviewId } = await pr3.keyworker.post('/review/reviews', {
      personId: plan.person.id,
      planId: plan.planId,
      type: 'formal',
    });
    const { items } = await plan.person.self.reads(`/consent/sign-offs?subjectId=${plan.planId}`);
    const refused = (path: string, body: object): Promise<unknown> =>
      pr3.staff.refused('POST', path, body, 403, 'ROLE_NOT_PERMITTED');
    await refused(`${planPath()}/proposals`, {});
    await refused(`${planPath()}/provisional`, { consentBasis: 'verbal' });
    await refused(`/consent/sign-offs/${items[0].id}/signatures`, { role: 'person', mode: 'signed' });
    await refused(`/review/reviews/${reviewId}/close`, {});
    await refused(`/cpa/cases/${randomUUID()}/level-decisions`, {
      to: 'standard',
      effectiveFrom: '2026-01-15',
      rationale: 'r',
    });
  });

  it('ENG-150: row 13, untrained new staff work under a named supervisor, or once they are trained', async () => {
    const newcomer = randomUUID();
    const team = `/care-plan/episodes/${plan.episodeId}/team`;
    const members = (more: object): Body => ({
      keyworkerId: pr3.keyworker.userId,
      members: [{ userId: pr3.staff.userId }, { userId: newcomer, newStaff: true, ...more }],
    });
    await pr3.manager.refused('POST', team, members({}), 422, 'TRAINING_REQUIRED', { items: [newcomer] });
    await pr3.manager.post(team, members({ supervisedBy: pr3.keyworker.userId }), 200);
    await pr3.manager.post(`/review/competence/${newcomer}`, { course: 'carePlanning', completedOn: '2026-01-10' });
    await platform.idle();
    await pr3.manager.post(team, members({}), 200);
  });

  it('PLAT-07, PLAT-06: row 14, a fact that is redelivered takes effect once', async () => {
    const riskId = await signedRisk(pr3.keyworker, plan.person, { planId: plan.planId });
    await pr3.keyworker.eventually(planPath(), ({ riskLinks }) =>
      riskLinks.some((link: Body) => link.riskId === riskId),
    );
    const { items } = (await platform.testRoute('GET', `/test/messages?personId=${plan.person.id}`)) as Body;
    const assessed = items.find(({ headers }: Body) => headers.ce_type === 'risk.risk-assessed.v1');
    const before = await platform.idle();
    for (let again = 0; again < 3; again++)
      await platform.testRoute('POST', '/test/redeliver', { eventId: assessed.headers.ce_id });
    expect(await platform.idle()).toEqual(before);
    const { items: events } = await auditor.reads(`/care-plan/streams/carePlan-${plan.planId}/events?limit=1000`, {
      purpose: 'audit',
    });
    expect(events.filter(({ event }: Body) => event.type === 'RiskLinkedToPlan')).toHaveLength(1);
  });

  it('PLAT-09: row 15, what is signed while the bus holds the sign-off topic is published once when it flows again', async () => {
    const body = { content: { ...plan.content, whatMatters: 'the radio' }, reason: 'asked for' };
    const proposed = await pr3.keyworker.post(`${planPath()}/proposals`, body);
    const signOff = await openSignOff(plan.person.self, plan.planId, proposed.contentHash);
    await platform.testRoute('PUT', '/test/bus', { paused: false, hold: ['consent.events.v1'] });
    await plan.person.self.post(`/consent/sign-offs/${signOff.id}/signatures`, { role: 'person', mode: 'signed' }, 200);
    expect(
      (await plan.person.self.call('GET', planPath(), undefined, { headers: { prefer: 'respond-async' } })).body.current
        .contentHash,
    ).not.toBe(proposed.contentHash);
    await platform.testRoute('PUT', '/test/bus', { paused: false, hold: [] });
    await platform.idle();
    const { items } = await pr3.keyworker.reads(`${planPath()}/versions`);
    expect(items.filter((one: Body) => one.contentHash === proposed.contentHash)).toHaveLength(1);
  });

  it('PLAT-08: row 16, a version published while the bus stands still: its notice comes once, in unbroken order', async () => {
    const proposed = await pr3.keyworker.post(`${planPath()}/proposals`, {
      content: { ...plan.content, whatMatters: 'the window seat' },
      reason: 'asked for',
    });
    await openSignOff(plan.person.self, plan.planId, proposed.contentHash);
    await platform.testRoute('PUT', '/test/bus', { paused: true });
    const { items: open } = (
      await plan.person.self.call('GET', `/consent/sign-offs?subjectId=${plan.planId}`, undefined, {
        headers: { prefer: 'respond-async' },
      })
    ).body;
    const id = open.find((one: Body) => one.contentHash === proposed.contentHash).id;
    await plan.person.self.post(`/consent/sign-offs/${id}/signatures`, { role: 'person', mode: 'signed' }, 200, {
      headers: { prefer: 'respond-async' },
    });
    await platform.testRoute('PUT', '/test/bus', { paused: false });
    await platform.idle();
    const { items } = await pr3.manager.reads(`/care-plan/subscriptions/${subscriptionId}/notices`);
    expect(items.map(({ noticeNo }: Body) => noticeNo)).toEqual(items.map((_: Body, index: number) => index + 1));
    const { items: messages } = (await platform.testRoute('GET', `/test/messages?personId=${plan.person.id}`)) as Body;
    expect(new Set(messages.map(({ key }: Body) => key))).toEqual(new Set([plan.person.id]));
    const versions = items
      .filter(({ changeKind }: Body) => changeKind === 'published')
      .map(({ versionNo }: Body) => versionNo);
    expect(versions).toEqual(versions.map((_: Body, index: number) => index + 1));
  });

  it('PLAT-10: row 17, nothing on the bus can be read for names, words or health', async () => {
    const { items } = (await platform.testRoute('GET', `/test/messages?personId=${plan.person.id}`)) as Body;
    // What is sealed is looked at as the bytes that it is: among twenty thousand letters of base64url a word of four turns up by chance.
    const bytes = JSON.stringify(items)
      .replaceAll(/(?<="sealed\\":\\")[\w-]+/g, (sealed) => Buffer.from(sealed, 'base64url').toString('latin1'))
      .toLowerCase();
    for (const word of [
      'synthetic',
      'garden',
      'wash',
      'stairs',
      'sister',
      'chapel',
      'wound',
      'radio',
      pr3.keyworker.userId,
      plan.person.self.userId,
    ])
      expect(bytes).not.toContain(word);
    expect(items.length).toBeGreaterThan(10);
  });

  it('row 19: two versions with one effective instant are a conflict', async () => {
    const effectiveFrom = '2026-01-20T00:00:00.000Z';
    const first = await pr3.keyworker.post(`${planPath()}/proposals`, {
      content: { ...plan.content, whatMatters: 'tea at four' },
      reason: 'asked for',
      effectiveFrom,
    });
    await signAll(pr3, plan, first.contentHash);
    await pr3.keyworker.eventually(planPath(), ({ upcoming }) => upcoming?.contentHash === first.contentHash);
    await pr3.keyworker.refused('POST', `${planPath()}/proposals`, { effectiveFrom }, 409, 'STATE_CONFLICT');
  });

  it('SCOT-018: row 20, a narrative copied from another person’s plan warns its author and is flagged', async () => {
    const narrative = {
      whatMatters: 'She was a weaver for forty years and still sets the table for everybody who comes to the house.',
    };
    const other = await draftedPlan(platform, pr3, { content: (content) => ({ ...content, ...narrative }) });
    await platform.idle();
    const { etag } = await pr3.keyworker.reads(planPath());
    const saved = await pr3.keyworker.does('PUT', `${planPath()}/draft`, { content: narrative }, 200, {
      ifMatch: etag,
    });
    expect(saved.warnings).toEqual(['NARRATIVE_SIMILAR']);
    await pr3.manager.eventually(
      `/care-plan/tasks?personId=${plan.person.id}&kind=narrativeSimilar`,
      ({ items }) => items[0],
    );
    const { etag: own } = await pr3.keyworker.reads(`/care-plan/plans/${other.planId}`);
    expect(
      (
        await pr3.keyworker.does(
          'PUT',
          `/care-plan/plans/${other.planId}/draft`,
          {
            content: {
              personsView: 'my own long view of how I would like every single day of mine to begin and to end',
            },
          },
          200,
          { ifMatch: own },
        )
      ).warnings,
    ).toBeUndefined();
  });

  it('rows 20 and 21, nothing is copied from another person, and nothing is deleted or patched', async () => {
    for (const path of [`${planPath()}/copy-from-person`, '/care-plan/copy-from-person'])
      expect([404, 405]).toContain((await pr3.keyworker.call('POST', path, {})).status);
    for (const path of [
      `${planPath()}/versions/1`,
      planPath(),
      `/care-plan/streams/carePlan-${plan.planId}/events`,
      '/care-plan/daily-records',
      `/care-plan/attachments/${'0'.repeat(64)}`,
    ])
      for (const method of ['DELETE', 'PATCH']) {
        const answer = await pr3.keyworker.call(method, path);
        expect({ path, method, status: answer.status, code: answer.body.code }).toEqual({
          path,
          method,
          status: 405,
          code: 'METHOD_NOT_ALLOWED',
        });
      }
  });

  it('row 22: a second open plan for the same person, kind and organisation is a conflict', async () => {
    await pr3.keyworker.refused(
      'POST',
      '/care-plan/plans',
      { personId: plan.person.id, planKind: 'provider' },
      409,
      'STATE_CONFLICT',
    );
  });

  it('row 23: what does not exist is not found', async () => {
    for (const path of [
      `/assessment/persons/${randomUUID()}`,
      `/care-plan/plans/${randomUUID()}`,
      `${planPath()}/versions/999`,
      '/assessment/persons/not-a-uuid',
    ])
      expect(await a1.get(path)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  it('row 24: break-glass opens for 60 minutes, the DPO learns of it, and then it is over', async () => {
    const k9 = await platform.actor({ roles: ['KW'], organisationId: pr3.id });
    expect((await k9.get(planPath())).status).toBe(404);
    await k9.refused('POST', `/care-plan/persons/${plan.person.id}/break-glass`, {}, 422, 'REASON_REQUIRED');
    await k9.post(`/care-plan/persons/${plan.person.id}/break-glass`, { reason: 'found on the floor' });
    expect((await k9.get(planPath())).status).toBe(200);
    const dpo = await platform.actor({ roles: ['DP'] });
    await dpo.eventually(`/care-plan/tasks?personId=${plan.person.id}&kind=breakGlass`, ({ items }) => items[0], {
      purpose: 'oversight',
    });
    await platform.clock('2026-01-15T13:00:00.000Z');
    expect((await k9.get(planPath())).status).toBe(404);
  });

  it('PLAT-23: row 18, the content of every version still hashes to what was agreed', async () => {
    const { items } = await pr3.keyworker.reads(`${planPath()}/versions`);
    await platform.testRoute('POST', '/test/rebuild');
    expect((await pr3.keyworker.reads(`${planPath()}/versions`)).items).toEqual(items);
    expect(
      await auditor.reads(`/audit/streams/carePlan-${plan.planId}/verification`, { purpose: 'audit' }),
    ).toMatchObject({ valid: true });
  });

  it('a person of another provider is not disturbed: givens stand alone', async () => {
    const another = await person(platform, await assessor(platform));
    expect((await pr3.keyworker.get(`/assessment/persons/${another.id}`)).status).toBe(404);
  });
});
