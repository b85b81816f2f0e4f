import { randomUUID } from 'node:crypto';
import type { Actor, Body } from './actor.js';
import { assessor, organisation, person, provider } from './givens.js';
import { draftedPlan, publishedVersion } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

/** Whose list a task stands on, as staff come and go; told in no story whole. */
/** What council and person are told of a tie that one side made alone (R19): a test of its own looks at it. */
const ALONE: readonly string[] = ['serviceAgreedAlone', 'caseOpenedAlone'];

describe('work lists', () => {
  let platform: StoryPlatform;
  beforeEach(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-01-05T09:00:00.000Z');
  });
  afterEach(() => platform.stop());

  const tasks = async (by: Actor, service: string, personId: string): Promise<Body[]> => {
    await platform.idle();
    const { items } = await by.reads(`/${service}/tasks?personId=${personId}`, { purpose: 'oversight' });
    return items.filter(({ kind }: Body) => !ALONE.includes(kind));
  };
  const named = async (by: Actor, service: string, personId: string): Promise<unknown[]> =>
    (await tasks(by, service, personId))
      .map(({ kind, status, forRole, forUserId }) => [kind, status, forRole, forUserId])
      .sort();

  describe('under CPA', () => {
    const cpa = async () => {
      const trust = await organisation(platform, { kind: 'trust' });
      const other = await organisation(platform, { kind: 'trust' });
      const of = (roles: readonly string[], organisationId = trust.id): Promise<Actor> =>
        platform.actor({ roles, organisationId });
      const [tm, c1, c2, c3] = [await of(['TM']), await of(['CC']), await of(['CC']), await of(['CC'])];
      const pa = await platform.actor({ roles: ['PA'] });
      await pa.does('PUT', '/cpa/regions/R1', { scheme: 'twoLevel', from: '2025-01-01' }, 200);
      await pa.does('PUT', '/cpa/regions/R2', { scheme: 'singleComplex', from: '2025-01-01' }, 200);
      const { id: personId } = await person(platform, await assessor(platform), { groups: ['mentalHealth'] });
      const { id } = await tm.post('/cpa/cases', {
        personId,
        teamId: trust.id,
        regionCode: 'R1',
        coordinatorId: c1.userId,
      });
      const path = `/cpa/cases/${id}`;
      const gone = (who: Actor, status = 200): Promise<Body> =>
        tm.does('POST', `/cpa/coordinators/${who.userId}/deactivation`, { reason: 'left' }, status);
      return { trust, other, of, tm, c1, c2, c3, personId, path, gone };
    };

    it('every task of whoever leaves is the successor’s, in every service, in whichever order they leave', async () => {
      const { tm, c1, c2, c3, personId, path, gone } = await cpa();
      await c1.does('PUT', `${path}/contact-interval`, { interval: 'P7D' }, 200);
      await tm.post(`${path}/region`, { to: 'R2' }, 200);
      await platform.clock('2026-01-20T09:00:00.000Z');
      await gone(c1, 409);
      await tm.post(`${path}/coordinator`, { toUserId: c2.userId, reason: 'leaves' }, 200);
      await tm.post(`${path}/coordinator`, { toUserId: c3.userId, reason: 'leaves too' }, 200);
      await platform.idle();
      await gone(c1);
      await gone(c2);
      for (const service of ['cpa', 'risk']) {
        const found = (await tasks(tm, service, personId)).filter(({ status }) => status === 'open');
        expect([service, found.map(({ forUserId }) => forUserId)]).toEqual([
          service,
          found.map(({ forRole }) => (forRole === 'CC' ? c3.userId : undefined)),
        ]);
        expect(found.some(({ forRole }) => forRole === 'CC')).toBe(true);
      }
      const kinds = (await tasks(c3, 'cpa', personId)).map(({ kind }) => kind).sort();
      expect(kinds).toEqual(['contactLapsed', 'disengagementIndicator', 'regionLevelDecision']);
      expect((await tasks(tm, 'cpa', personId)).find(({ kind }) => kind === 'regionLevelDecision')).toMatchObject({
        titleCode: 'regionLevelDecision',
        title: 'Decide the level anew: the region or its scheme has changed',
        since: '2026-01-05T09:00:00.000Z',
        dueAt: '2026-02-02T23:59:59.999Z',
        priority: 'high',
        forRole: 'CC',
        closesWhen: ['completion', 'CpaLevelDecided', 'CpaRegionChanged', 'CpaCaseClosed'],
      });
    });

    it('R38: after a death nothing is left to do on any list', async () => {
      const { tm, c1, personId, path, gone } = await cpa();
      await c1.does('PUT', `${path}/contact-interval`, { interval: 'P7D' }, 200);
      await platform.clock('2026-01-20T09:00:00.000Z');
      expect(await named(tm, 'risk', personId)).toEqual([['riskReview', 'open', 'CC', c1.userId]]);
      const by = await assessor(platform);
      const death = { dateOfDeath: '2026-01-20', evidence: 'certificate', evidenceRef: 'synthetic' };
      await by.post(`/assessment/persons/${personId}/death`, death);
      await platform.idle();
      await gone(c1);
      await platform.clock('2026-06-20T09:00:00.000Z');
      const officer = await platform.actor({ roles: ['DP'] });
      for (const service of ['cpa', 'risk'])
        expect((await tasks(officer, service, personId)).filter(({ status }) => status === 'open')).toEqual([]);
    });

    it('R18: another trust ends no account here, is shown no case, and its own word counts for its own cases alone', async () => {
      const { other, of, tm, c1, c2, path, gone } = await cpa();
      const elsewhere = await of(['TM'], other.id);
      const end = (who: Actor): string => `/cpa/coordinators/${who.userId}/deactivation`;
      const unseen = await elsewhere.does('POST', end(c1), { reason: 'x' }, 404);
      expect([unseen.code, unseen.items ?? []]).toEqual(['NOT_FOUND', []]);
      await elsewhere.does('POST', end(c2), { reason: 'x' }, 200);
      await platform.idle();
      await tm.post(`${path}/coordinator`, { toUserId: c2.userId, reason: 'leaves' }, 200);
      await platform.idle();
      await elsewhere.refused('POST', end(c1), { reason: 'x' }, 404, 'NOT_FOUND');
      await gone(c1);
      const { items } = await gone(c2, 409);
      expect(items).toEqual([path.split('/').at(-1)]);
    });

    it('a case that another organisation’s team takes on takes its tasks with it, to the manager and then to whoever they name', async () => {
      const { other, of, tm, c1, personId, path } = await cpa();
      await tm.post(`${path}/region`, { to: 'R2' }, 200);
      expect(await named(c1, 'cpa', personId)).toEqual([['regionLevelDecision', 'open', 'CC', c1.userId]]);
      await tm.post(`${path}/team`, { teamId: randomUUID(), organisationId: other.id, reason: 'moved' }, 200);
      const reader = await platform.actor({ roles: ['AU'] });
      // CPA-43: a co-ordinator of the trust that takes it on is to be named within five working days.
      const theirs = [
        ['interimCoordinator', 'open', 'TM', undefined],
        ['regionLevelDecision', 'open', 'TM', undefined],
      ];
      expect(await named(reader, 'cpa', personId)).toEqual(theirs);
      const received = await of(['TM'], other.id);
      const c9 = await of(['CC'], other.id);
      expect(await named(received, 'cpa', personId)).toEqual(theirs);
      await received.post(`${path}/coordinator`, { toUserId: c9.userId, reason: 'theirs' }, 200);
      expect(await named(c9, 'cpa', personId)).toEqual([['regionLevelDecision', 'open', 'CC', c9.userId]]);
      const ended = (await tasks(reader, 'cpa', personId)).find(({ kind }) => kind === 'interimCoordinator');
      expect(ended?.status).toBe('closed');
    });
  });

  it('a keyworker’s task is the new keyworker’s; only those it is for, their manager, auditor and officer see and close it', async () => {
    const at = await provider(platform);
    const plan = await draftedPlan(platform, at);
    await publishedVersion(at, plan);
    await publishedVersion(at, plan, { content: { ...plan.content, whatMatters: 'music' }, reason: 'synthetic' });
    const personId = plan.person.id;
    expect(await named(at.keyworker, 'care-plan', personId)).toEqual([
      ['replaceHomeCopy', 'open', 'KW', at.keyworker.userId],
    ]);
    expect(await tasks(at.staff, 'care-plan', personId)).toEqual([]);
    const k2 = await platform.actor({ roles: ['KW'], organisationId: at.id, serviceIds: [at.serviceId] });
    const team = {
      keyworkerId: k2.userId,
      members: [at.keyworker, at.staff].map(({ userId }) => ({ userId, purposes: ['carryThrough'] })),
    };
    await at.manager.post(`/care-plan/episodes/${plan.episodeId}/team`, team, 200);
    const mine = [['replaceHomeCopy', 'open', 'KW', k2.userId]];
    expect(await named(k2, 'care-plan', personId)).toEqual(mine);
    expect(await named(at.manager, 'care-plan', personId)).toEqual(mine);
    const [{ id }] = await tasks(at.manager, 'care-plan', personId);
    for (const outsider of [at.keyworker, at.staff, plan.assessor]) {
      expect(await tasks(outsider, 'care-plan', personId)).toEqual([]);
      expect((await outsider.get(`/care-plan/tasks/${id}`)).status).toBe(404);
      await outsider.refused('POST', `/care-plan/tasks/${id}/completion`, { outcome: 'done' }, 404, 'NOT_FOUND');
    }
    for (const roles of [['AU'], ['DP']])
      expect(await named(await platform.actor({ roles }), 'care-plan', personId)).toEqual(mine);
    await k2.post(`/care-plan/tasks/${id}/completion`, { outcome: 'done' }, 200);
    await k2.post(`/care-plan/tasks/${id}/completion`, { outcome: 'done' }, 200);
    await k2.refused('POST', `/care-plan/tasks/${id}/completion`, { outcome: 'not done' }, 409, 'STATE_CONFLICT');
    expect((await k2.reads(`/care-plan/tasks/${id}`)).closed).toEqual({ by: k2.userId, outcome: 'done' });
  });

  it('R19: council and person are told of a service that its provider agreed alone, and nobody else is', async () => {
    const at = await provider(platform);
    const plan = await draftedPlan(platform, at);
    await platform.idle();
    const told = async (by: Actor): Promise<unknown[]> =>
      (await by.reads(`/care-plan/tasks?personId=${plan.person.id}&kind=serviceAgreedAlone`)).items.map(
        ({ forRole, ref }: Body) => [forRole, ref.providerId],
      );
    expect(await told(plan.assessor)).toEqual([['AS', at.id]]);
    expect(await told(plan.person.self)).toEqual([['PE', at.id]]);
    expect(await told(at.manager)).toEqual([]);
  });

  it('whoever a task is about neither sees nor closes it, whatever office they hold', async () => {
    const at = await provider(platform);
    const plan = await draftedPlan(platform, at);
    const both = await platform.actor({ roles: ['KW', 'SM'], organisationId: at.id, serviceIds: [at.serviceId] });
    const team = { keyworkerId: both.userId, members: [{ userId: at.keyworker.userId, purposes: ['carryThrough'] }] };
    await at.manager.post(`/care-plan/episodes/${plan.episodeId}/team`, team, 200);
    await publishedVersion({ ...at, keyworker: both }, plan);
    const withdrawal = { scope: ['a3'], mode: 'signed', reasons: 'not this' };
    await plan.person.self.post(`/consent/plans/${plan.planId}/withdrawal`, withdrawal);
    await platform.idle();
    await both.post('/care-plan/daily-records', {
      personId: plan.person.id,
      plannedActionId: 'a3',
      kind: 'dailyActivity',
      text: 'the rail was raised at ten',
    });
    const kinds = async (by: Actor): Promise<string[]> =>
      (await tasks(by, 'care-plan', plan.person.id)).map(({ kind }) => kind);
    expect(await kinds(at.manager)).toContain('CARE_WITHOUT_CONSENT');
    expect(await kinds(both)).not.toContain('CARE_WITHOUT_CONSENT');
  });
});
