import type { Actor, Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, publishedVersion, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

/** A first planning meeting that nobody held: who was to hold it, who manages them and who commissioned it begin their day. */
describe('what was missed is one thing to do', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let plan: PlanInForce;
  let everybody: readonly (readonly [string, Actor])[];

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-01-05T09:00:00.000Z');
    at = await provider(platform);
    plan = await draftedPlan(platform, at);
    await publishedVersion(at, plan);
    await platform.clock('2026-01-20T09:00:00.000Z');
    await platform.idle();
    const watching = await Promise.all(['AU', 'DP'].map((role) => platform.actor({ roles: [role] })));
    const names = ['keyworker', 'manager', 'assessor', 'member of the team', 'auditor', 'data protection officer'];
    everybody = [at.keyworker, at.manager, plan.assessor, at.staff, ...watching].map((by, nth) => [
      names[nth] ?? '',
      by,
    ]);
  }, 120_000);
  afterAll(() => platform.stop());

  const read = (by: Actor, path: string): Promise<Body> => by.reads(path, { purpose: 'oversight' });
  const whole = (by: Actor, query = ''): Promise<Body> => read(by, `/overview/work?limit=200${query}`);
  const obligation = async (): Promise<Body> => {
    const { items } = await at.manager.reads(`/review/plans/${plan.planId}/obligations?kind=firstPlanningMeeting`);
    return items[0];
  };
  /** What of somebody's work is about the meeting that was missed. */
  const about = async (by: Actor, query = ''): Promise<readonly Body[]> => {
    const { id } = await obligation();
    const found: Body[] = [];
    for (const item of (await whole(by, query)).items as Body[]) {
      const isTask = item.kind === 'obligationMissed' && (await read(by, item.href)).ref.obligationId === id;
      if (item.id === id || isTask) found.push(item);
    }
    return found;
  };

  it('C18: it stands once with everybody, as the task of those concerned, complete and overdue', async () => {
    const { dueAt, status } = await obligation();
    expect(status).toBe('missed');
    const tasks = new Set<string>();
    for (const [name, by] of everybody) {
      const items = await about(by);
      expect([name, items.map(({ type }) => type)]).toEqual([
        name,
        // Whom it is not a task of sees what is owed.
        name === 'member of the team' ? ['obligation'] : ['task'],
      ]);
      if (name === 'member of the team') continue;
      expect(items[0]).toMatchObject({
        service: 'review',
        kind: 'obligationMissed',
        title: 'Missed: Hold the first planning meeting',
        personId: plan.person.id,
        forRole: 'KW',
        due: 'overdue',
        dueAt,
        since: dueAt,
        priority: 'high',
        escalations: [
          { step: 'manager', forRole: 'SM', organisationId: at.id, since: expect.any(String) },
          { step: 'council', forRole: 'AS', since: expect.any(String) },
        ],
      });
      tasks.add(items[0]?.id);
    }
    expect(tasks.size).toBe(1);
  });

  it.each(['', '&mine=true', 'of the person'])('the counts say what the list says, narrowed by “%s”', async (query) => {
    for (const [name, by] of everybody) {
      if (query === 'of the person') {
        const { work } = await read(by, `/overview/persons/${plan.person.id}`);
        expect([name, work.counts.total]).toEqual([name, work.items.length]);
        continue;
      }
      const { items, counts } = await whole(by, query);
      const counted = await read(by, `/overview/work/counts?${query.slice(1)}`);
      expect([name, counted]).toMatchObject([name, { ...counts, complete: true, missing: [] }]);
      const ofReview = items.filter(({ service }: Body) => service === 'review');
      const { total, kinds } = await read(by, `/review/work/counts?${query.slice(1)}`);
      expect([name, total]).toEqual([name, ofReview.length]);
      const byKind: Record<string, number> = {};
      for (const { kind } of ofReview) byKind[kind] = (byKind[kind] ?? 0) + 1;
      expect([name, kinds]).toEqual([name, byKind]);
    }
  });

  it('the list of what is owed has it all the same, and its counts say so', async () => {
    const { id } = await obligation();
    for (const by of [at.keyworker, at.manager, plan.assessor]) {
      const { items } = await read(by, '/review/obligations?limit=200');
      expect(items.map((one: Body) => one.id)).toContain(id);
      expect((await read(by, '/review/obligations/counts')).total).toBe(items.length);
      expect((await read(by, '/review/overdue')).items.map((one: Body) => one.obligationId)).toContain(id);
    }
  });

  it('comes once page by page', async () => {
    for (const [, by] of everybody) {
      const all = (await whole(by)).items.map(({ id }: Body) => id);
      const paged: string[] = [];
      for (let after = ''; ;) {
        const { items, next } = await read(by, `/overview/work?limit=1${after}`);
        paged.push(...items.map(({ id }: Body) => id));
        if (next === undefined) break;
        after = `&after=${encodeURIComponent(String(next))}`;
      }
      expect(paged).toEqual(all);
    }
  });

  it('done by hand it is owed still, and stands as that', async () => {
    const [task] = await about(at.manager);
    await at.manager.post(`${task?.href}/completion`, { outcome: 'talked about it' }, 200);
    await platform.idle();
    for (const [name, by] of everybody)
      expect([name, (await about(by)).map(({ type, state }) => [type, state])]).toEqual([
        name,
        [['obligation', 'missed']],
      ]);
    const { counts } = await whole(at.manager);
    expect(await at.manager.reads('/overview/work/counts')).toMatchObject(counts);
  });

  it('what is missed later closes with what was owed', async () => {
    await platform.clock('2026-02-20T09:00:00.000Z');
    const missed = async (by: Actor): Promise<readonly Body[]> =>
      (await whole(by)).items.filter(({ kind }: Body) => kind === 'obligationMissed');
    const before = await missed(at.keyworker);
    expect(before.length).toBeGreaterThan(0);
    expect((await missed(plan.assessor)).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    await at.keyworker.post(`/review/plans/${plan.planId}/monthly-checks`, {
      participants: [{ kind: 'person', id: plan.person.id }],
      personsView: 'glad of the walks',
      findings: 'all goes well',
      raisesReview: false,
    });
    await platform.idle();
    const after = await missed(at.keyworker);
    expect(after.length).toBeLessThan(before.length);
    for (const { href } of before.filter(({ id }) => !after.some((one) => one.id === id)))
      expect(await at.keyworker.reads(href)).toMatchObject({ status: 'closed', closed: { outcome: 'met' } });
  });
});
