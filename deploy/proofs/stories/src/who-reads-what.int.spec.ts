import { randomUUID } from 'node:crypto';
import type { Actor, Body } from './actor.js';
import { assessor, organisation, person, provider } from './givens.js';
import { draftedPlan, publishedVersion } from './plan-givens.js';
import { consentedRestriction, signedRisk } from './risk-givens.js';
import { StoryPlatform } from './platform.js';

/** Access that belongs to the thing: what stands in no story, asked over HTTP. */
describe('who reads what', () => {
  let platform: StoryPlatform;
  beforeEach(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-05-11T09:00:00.000Z');
  });
  afterEach(() => platform.stop());

  it('R20: broken glass opens the safety list of the person and what the own organisation holds, for 60 minutes', async () => {
    const serving = await provider(platform, { setting: 'careHome' });
    const latex = { id: 'l1', name: 'latex', reaction: 'a rash' };
    const sister = { name: 'Synthetic Sister', phone: '0100', emergency: true };
    const plan = await draftedPlan(platform, serving, {
      content: (content) => ({
        ...content,
        allergies: [latex],
        importantPeople: [sister, { name: 'Synthetic Friend' }],
      }),
    });
    const riskId = await signedRisk(serving.keyworker, plan.person, { planId: plan.planId, actionIds: ['a1'] });
    await publishedVersion(serving, plan);
    const restrictionId = await consentedRestriction(serving, plan.person);
    const personId = plan.person.id;
    const safety = `/care-plan/persons/${personId}/safety`;
    const alone = await provider(platform);
    await alone.manager.post('/care-plan/episodes', {
      personId,
      serviceId: alone.serviceId,
      setting: 'careAtHome',
      commissioner: 'private',
    });
    await platform.idle();
    const { keyworker } = alone;
    expect((await keyworker.get(safety)).status).toBe(404);
    expect((await serving.staff.get(safety)).status).toBe(200);

    const reason = 'found on the floor';
    await keyworker.post(`/care-plan/persons/${personId}/break-glass`, { reason });
    await platform.idle();
    expect(await keyworker.reads(safety)).toEqual({
      etag: null,
      personId,
      allergies: [{ name: 'latex', reaction: 'a rash' }],
      risks: [
        {
          riskId,
          version: 1,
          domain: 'falls',
          hazard: 'stairs',
          conclusion: 'acceptWithControls',
          managementPlan: 'check monthly',
        },
      ],
      restrictions: [
        {
          restrictionId,
          measure: 'the gate is kept shut',
          scheme: 'consented',
          from: '2026-05-11',
          to: '2027-05-10',
          conditions: [],
        },
      ],
      emergencyContacts: [sister],
    });
    for (const closed of [
      `/assessment/persons/${personId}`,
      `/consent/persons/${personId}/contacts`,
      `/care-plan/plans/${plan.planId}`,
      `/risk/assessments/${riskId}`,
    ])
      expect([closed, (await keyworker.get(closed)).status]).toEqual([closed, 404]);
    const { items } = await plan.person.self.reads(`/consent/persons/${personId}/access-log`);
    expect(items.filter(({ breakGlass }: Body) => breakGlass !== undefined)).toMatchObject([
      {
        userId: keyworker.userId,
        route: 'GET /care-plan/persons/:personId/safety',
        outcome: 'read',
        breakGlass: reason,
      },
    ]);

    await platform.clock('2026-05-11T10:00:00.000Z');
    expect((await keyworker.get(safety)).status).toBe(404);
  });

  it('R18: a trust that may not see a case does not learn that there is one', async () => {
    const [trust, other] = [
      await organisation(platform, { kind: 'trust' }),
      await organisation(platform, { kind: 'trust' }),
    ];
    const of = (roles: readonly string[], organisationId: string): Promise<Actor> =>
      platform.actor({ roles, organisationId });
    const [tm, cc, colleague, stranger] = [
      await of(['TM'], trust.id),
      await of(['CC'], trust.id),
      await of(['CC'], trust.id),
      await of(['TM'], other.id),
    ];
    const pa = await platform.actor({ roles: ['PA'] });
    await pa.does('PUT', '/cpa/regions/R1', { scheme: 'twoLevel', from: '2025-01-01' }, 200);
    const { id: personId } = await person(platform, await assessor(platform), { groups: ['mentalHealth'] });
    const opening = (id: string): Body => ({ personId: id, regionCode: 'R1', coordinatorId: cc.userId });
    const { id: caseId } = await tm.post('/cpa/cases', opening(personId));
    const taken = await colleague.refused('POST', '/cpa/cases', opening(personId), 409, 'CASE_EXISTS');
    expect(taken.body['items']).toEqual([caseId]);
    const withCase = await stranger.refused('POST', '/cpa/cases', opening(personId), 404, 'NOT_FOUND');
    const nobody = await stranger.refused('POST', '/cpa/cases', opening(randomUUID()), 404, 'NOT_FOUND');
    const told = ({ body }: { readonly body: Body }): Body => ({ ...body, correlationId: undefined });
    expect(told(withCase)).toEqual(told(nobody));
  });

  it('ENG-150: each organisation records the training of its own staff, and reads what it recorded', async () => {
    const [one, two] = [await provider(platform), await provider(platform)];
    const staffId = randomUUID();
    const path = `/review/competence/${staffId}`;
    const of = (roles: readonly string[], more: object = {}): Promise<Actor> => platform.actor({ roles, ...more });
    const training = async (by: Actor, purpose = 'oversight'): Promise<unknown> =>
      (await by.reads(path, { purpose })).items;
    const [care, planning] = [
      { course: 'care', completedOn: '2026-01-10' },
      { course: 'planning', completedOn: '2026-02-10' },
    ];
    expect((await one.manager.get(path)).status).toBe(404);
    await one.manager.post(path, care);
    await two.manager.post(path, planning);
    expect(await training(one.manager)).toEqual([care]);
    expect(await training(two.manager)).toEqual([planning]);
    expect(await training(await of(['CS'], { userId: staffId, organisationId: two.id }))).toEqual([care, planning]);
    expect(await training(await of(['AU']))).toEqual([care, planning]);
    expect((await (await provider(platform)).manager.get(path)).status).toBe(404);
    expect((await (await of(['SM'])).call('POST', path, care)).status).toBe(404);

    // The gate of a team counts what the organisation of that team recorded.
    const { id: personId } = await person(platform, await assessor(platform));
    const team = { keyworkerId: two.keyworker.userId, members: [{ userId: staffId, newStaff: true }] };
    const agreed = async (at: typeof one): Promise<string> =>
      (
        await at.manager.post('/care-plan/episodes', {
          personId,
          serviceId: at.serviceId,
          setting: 'careAtHome',
          commissioner: 'private',
        })
      ).id;
    const third = await provider(platform);
    await platform.idle();
    for (const at of [one, two])
      await at.manager.does(
        'POST',
        `/care-plan/episodes/${await agreed(at)}/team`,
        { ...team, keyworkerId: staffId },
        200,
      );
    await third.manager.refused(
      'POST',
      `/care-plan/episodes/${await agreed(third)}/team`,
      team,
      422,
      'TRAINING_REQUIRED',
    );
  });

  it('D23, R18: a case goes to another trust with its plan; the former team reads both as it left them', async () => {
    const [trust, other] = [
      await organisation(platform, { kind: 'trust' }),
      await organisation(platform, { kind: 'trust' }),
    ];
    const of = (roles: readonly string[], { id }: { readonly id: string }): Promise<Actor> =>
      platform.actor({ roles, organisationId: id });
    const [tm, cc, received, successor] = [
      await of(['TM'], trust),
      await of(['CC'], trust),
      await of(['TM'], other),
      await of(['CC'], other),
    ];
    const pa = await platform.actor({ roles: ['PA'] });
    await pa.does('PUT', '/cpa/regions/R1', { scheme: 'twoLevel', from: '2025-01-01' }, 200);
    const { id: personId } = await person(platform, await assessor(platform), { groups: ['mentalHealth'] });
    const { id } = await tm.post('/cpa/cases', { personId, regionCode: 'R1', coordinatorId: cc.userId });
    const path = `/cpa/cases/${id}`;
    await platform.idle();
    const { id: planId } = await cc.post('/care-plan/plans', { personId, planKind: 'cpa' });
    const plan = `/care-plan/plans/${planId}`;
    const drafting = async (by: Actor, whatMatters: string, status = 200): Promise<unknown> => {
      const { etag } = await by.reads(plan);
      return by.does('PUT', `${plan}/draft`, { content: { whatMatters } }, status, { ifMatch: etag });
    };
    await drafting(cc, 'music');
    await platform.clock('2026-05-12T09:00:00.000Z');
    await tm.post(`${path}/team`, { teamId: randomUUID(), organisationId: other.id, reason: 'moved' }, 200);
    await platform.idle();
    await platform.clock('2026-05-13T09:00:00.000Z');
    await received.refused('POST', `${path}/coordinator`, { toUserId: cc.userId }, 422, 'COORDINATOR_REQUIRED');
    await received.post(`${path}/coordinator`, { toUserId: successor.userId }, 200);
    await platform.idle();
    await drafting(successor, 'music and walks');
    const second = { personId, planKind: 'cpa' };
    await successor.refused('POST', '/care-plan/plans', second, 409, 'STATE_CONFLICT', { items: ['planKind'] });
    await successor.post(`${path}/contacts`, { outcome: 'seen' });
    await platform.idle();

    for (const former of [tm, cc]) {
      expect(await former.reads(path)).toMatchObject({ coordinatorId: cc.userId, contacts: [] });
      expect((await former.reads(`/cpa/cases?personId=${personId}`)).items).toMatchObject([{ contacts: [] }]);
    }
    expect((await cc.reads(plan)).state).toBe('draft');
    await cc.refused('POST', `${path}/contacts`, { outcome: 'seen' }, 404, 'NOT_FOUND');
    await tm.refused('POST', `${plan}/closure`, { reason: 'transferred' }, 404, 'NOT_FOUND');
    await tm.refused('POST', `${path}/team`, { teamId: randomUUID() }, 404, 'NOT_FOUND');
    expect((await successor.reads(path)).contacts).toHaveLength(1);
    expect((await successor.reads(plan)).draft.content).toMatchObject({ whatMatters: 'music and walks' });
  });

  it('R18: a text that stands elsewhere as well is said to be similar only where its writer may read that plan', async () => {
    const [at, other] = [await provider(platform), await provider(platform)];
    const whatMatters = 'to sit by the window in the morning and watch the birds come to the feeder in the garden';
    const drafting = async (by: typeof at): Promise<unknown> => {
      const plan = await draftedPlan(platform, by);
      const { etag } = await by.keyworker.reads(`/care-plan/plans/${plan.planId}`);
      const content = { ...plan.content, whatMatters };
      const { warnings } = await by.keyworker.does('PUT', `/care-plan/plans/${plan.planId}/draft`, { content }, 200, {
        ifMatch: etag,
      });
      await platform.idle();
      return warnings;
    };
    expect(await drafting(at)).toBeUndefined();
    expect(await drafting(other)).toBeUndefined();
    expect(await drafting(at)).toEqual(['NARRATIVE_SIMILAR']);
  });

  it('R18: draft and proposal stand in the head of a plan only for those who may read the draft', async () => {
    const at = await provider(platform);
    const plan = await draftedPlan(platform, at);
    await publishedVersion(at, plan);
    const path = `/care-plan/plans/${plan.planId}`;
    const amendment = { content: { whatMatters: 'music' }, reason: 'asked for' };
    await at.keyworker.post(`${path}/proposals`, amendment);
    const sister = await platform.actor({ roles: ['CA'] });
    await plan.person.self.does(
      'PUT',
      `/consent/persons/${plan.person.id}/contacts/${sister.userId}`,
      { kind: 'family', name: 'Synthetic Sister', scopes: ['readPlan'] },
      200,
    );
    await platform.idle();
    const listed = async (by: Actor): Promise<Body> => {
      const { items } = await by.reads(`/care-plan/plans?personId=${plan.person.id}`, { purpose: 'oversight' });
      return items.find(({ id }: Body) => id === plan.planId);
    };
    const seen = async (by: Actor): Promise<unknown[]> => {
      const heads = [await by.reads(path, { purpose: 'oversight' }), await listed(by)];
      for (const head of heads) expect(head.versionNo).toBe(1);
      const draft = await by.get(`${path}/draft`, { purpose: 'oversight' });
      return [draft.status, ...heads.map((head) => [head.draft !== undefined, head.proposal?.state])];
    };
    const [all, asked, nothing] = [
      [true, 'proposed'],
      [false, 'proposed'],
      [false, undefined],
    ];
    for (const by of [at.keyworker, at.manager, plan.assessor]) expect(await seen(by)).toEqual([200, all, all]);
    // Who is asked to sign sees what they sign.
    expect(await seen(plan.person.self)).toEqual([404, asked, asked]);
    for (const by of [at.staff, sister, await platform.actor({ roles: ['AU'] })])
      expect(await seen(by)).toEqual([404, nothing, nothing]);
  });

  it('R18: each provider’s entries of one day count for itself alone', async () => {
    const [at, other] = [await provider(platform), await provider(platform)];
    const personId = (await draftedPlan(platform, at)).person.id;
    const { id: episodeId } = await other.manager.post('/care-plan/episodes', {
      personId,
      serviceId: other.serviceId,
      setting: 'careAtHome',
      commissioner: 'private',
    });
    await other.manager.post(`/care-plan/episodes/${episodeId}/team`, { keyworkerId: other.keyworker.userId }, 200);
    await platform.idle();
    const path = '/care-plan/daily-records';
    const entry = (text: string): Body => ({ personId, kind: 'note', text });
    const revisions: number[] = [];
    for (const [by, text] of [
      [at.keyworker, 'tea at four'],
      [at.staff, 'a walk'],
      [other.keyworker, 'a visit'],
      [at.keyworker, 'supper'],
    ] as const)
      revisions.push((await by.post(path, entry(text))).revision);
    expect(revisions).toEqual([1, 2, 1, 3]);

    const { items } = await other.keyworker.reads(`${path}?personId=${personId}`);
    expect(items.map(({ revision, entries }: Body) => [revision, entries.length])).toEqual([[1, 1]]);
    const { id, entries } = items[0];
    const corrected = { entryId: entries[0].entryId, to: 'a visit at noon', reason: 'forgot to say' };
    expect((await other.keyworker.post(`${path}/${id}/corrections`, corrected)).revision).toBe(2);
    expect((await other.keyworker.reads(`${path}/${id}`)).revision).toBe(2);
    expect((await at.manager.reads(`${path}/${id}`)).revision).toBe(3);
    // Nor does a condition tell how far the sheet has come.
    for (const ifMatch of ['1', '99'])
      expect((await other.keyworker.call('POST', path, entry(`after ${ifMatch}`), { ifMatch })).status).toBe(201);
  });

  it('PLAT-24: a list over people is in the access log of each person whom it shows, and of no other', async () => {
    const [at, other] = [await provider(platform), await provider(platform)];
    const [plan, unseen] = [await draftedPlan(platform, at), await draftedPlan(platform, other)];
    await publishedVersion(at, plan);
    await publishedVersion(other, unseen);
    await platform.clock('2027-08-01T09:00:00.000Z');
    const { items } = await at.manager.reads('/review/overdue');
    expect(new Set(items.map(({ personId }: Body) => personId))).toEqual(new Set([plan.person.id]));
    const looked = async ({ person: { id, self } }: typeof plan): Promise<unknown[]> => {
      const log = await self.reads(`/consent/persons/${id}/access-log`);
      return log.items
        .filter(({ route }: Body) => route === 'GET /review/overdue')
        .map(({ userId, outcome }: Body) => [userId, outcome]);
    };
    expect(await looked(plan)).toEqual([[at.manager.userId, 'listed']]);
    expect(await looked(unseen)).toEqual([]);
  });
});
