import type { Answered } from '../edge.js';
import { personOverview, type AskPart, type PersonOverview } from './person.js';
import { workSources } from './work-sources.js';

const PERSON = '7b6f3c1e-2f7a-4d0e-9a55-0c4a1d2e3f40';
const NOW = '2026-03-02T09:00:00.000Z';
const ok = (body: Record<string, unknown>): Answered => ({ status: 200, headers: {}, body });
const list = (...items: readonly object[]): Answered => ok({ items });
const NOTHING: Answered = { status: 404, headers: {}, body: {} };

const SERVED: Readonly<Record<string, Answered | 'away'>> = {
  '/assessment/persons/:personId': ok({
    id: PERSON,
    revision: 7,
    status: 'registered',
    age: 85,
    address: 'x',
    gpPractice: 'y',
  }),
  '/care-plan/episodes': list(
    { episodeId: 'e1', state: 'started', providerId: 'o', keyworkerId: 'k', agreedAt: NOW },
    { episodeId: 'e0', state: 'ended', providerId: 'o', keyworkerId: 'earlier' },
  ),
  '/care-plan/plans': list(
    {
      id: 'p1',
      planKind: 'provider',
      state: 'active',
      versionNo: 2,
      current: { effectiveFrom: NOW, content: { needs: ['x'] } },
    },
    { id: 'p0', planKind: 'provider', state: 'closed' },
  ),
  '/consent/plans/:planId/consent': ok({ state: 'given', versionNo: 2, withdrawn: [], history: [{ type: 'x' }] }),
  '/cpa/cases': list({ id: 'c', state: 'active', coordinatorId: 'u', level: 'enhanced', contacts: ['x'] }),
  '/risk/assessments': list({ riskId: 'r', state: 'concluded', conclusion: 'accept', weighing: { hazard: 'x' } }),
  '/risk/restrictions': list({ id: 's', state: 'active', justification: 'x' }, { id: 's0', state: 'ended' }),
};

const [task] = workSources(['risk']);
const work = [undefined, '2026-03-04T00:00:00.000Z', '2026-03-01T00:00:00.000Z'].flatMap(
  (dueAt, nth) => task?.item({ id: `t${nth}`, kind: 'riskReview', status: 'open', dueAt }) ?? [],
);

/** Who asked what, and the overview. */
async function overview(
  other: Readonly<Record<string, Answered | 'away'>> = {},
  items = work,
): Promise<PersonOverview & { readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const ask: AskPart = (template, values, query) => {
    asked.push(`${template} ${JSON.stringify({ ...values, ...query })}`);
    return Promise.resolve({ ...SERVED, ...other }[template] ?? NOTHING);
  };
  const all = Promise.resolve({ items, complete: true, missing: [] });
  return { ...(await personOverview(PERSON, NOW, ask, all)), asked };
}

describe('a person over all services', () => {
  it('shows the head of each part, and nothing of what is over', async () => {
    const { asked: _, work: open, nextDates, ...shown } = await overview();
    expect(shown).toEqual({
      personId: PERSON,
      asOf: NOW,
      person: { status: 'registered', age: 85 },
      careTeams: [{ episodeId: 'e1', state: 'started', providerId: 'o', keyworkerId: 'k' }],
      coordinators: [{ id: 'c', state: 'active', coordinatorId: 'u', level: 'enhanced' }],
      plans: [{ id: 'p1', planKind: 'provider', state: 'active', versionNo: 2, effectiveFrom: NOW }],
      consent: [{ planId: 'p1', state: 'given', versionNo: 2, withdrawn: [] }],
      risks: [{ riskId: 'r', state: 'concluded', conclusion: 'accept' }],
      restrictions: [{ id: 's', state: 'active' }],
      missing: [],
    });
    expect(open.items.map(({ id, due }) => [id, due])).toEqual([
      ['t2', 'overdue'],
      ['t1', 'week'],
      ['t0', 'none'],
    ]);
    expect([open.counts.total, nextDates.map(({ id }) => id)]).toEqual([3, ['t2', 't1']]);
  });

  it('asks each service about that person alone', async () => {
    for (const one of (await overview()).asked) expect(one).toMatch(new RegExp(`${PERSON}|"planId":"p1"`));
  });

  it('PLAT-24: leaves out what the caller may not read, and names nobody as missing for it', async () => {
    const shown = await overview({ '/cpa/cases': NOTHING, '/care-plan/plans': { ...NOTHING, status: 403 } });
    expect(shown).not.toHaveProperty('coordinators');
    expect(shown).not.toHaveProperty('plans');
    expect(shown).not.toHaveProperty('consent');
    expect([shown.missing, shown.risks?.length]).toEqual([[], 1]);
  });

  it('R19: shows whoever may not read the sheet what they hold themselves', async () => {
    const shown = await overview({ '/assessment/persons/:personId': NOTHING });
    expect(shown).not.toHaveProperty('person');
    expect([shown.coordinators?.length, shown.missing]).toEqual([1, []]);
  });

  it('PLAT-24: is not there for whoever may read nothing of it, whether a service says so or lists nothing', async () => {
    const closed = { ...SERVED, '/risk/assessments': list(), '/cpa/cases': list({ id: 'c', state: 'closed' }) };
    const nothing = Object.fromEntries(
      Object.entries(closed).map(([name, one]) => [
        name,
        name in { '/risk/assessments': 1, '/cpa/cases': 1 } ? one : NOTHING,
      ]),
    );
    await expect(overview(nothing, [])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await overview(nothing, work)).work.items).toHaveLength(3);
    expect((await overview({ ...nothing, '/assessment/persons/:personId': 'away' }, [])).missing).toEqual([
      'assessment',
    ]);
  });

  it('names each service that is away once, and shows what the others have', async () => {
    const shown = await overview({
      '/assessment/persons/:personId': 'away',
      '/risk/assessments': 'away',
      '/risk/restrictions': 'away',
    });
    expect([shown.missing, shown.plans?.length]).toEqual([['assessment', 'risk'], 1]);
    for (const part of ['person', 'risks', 'restrictions']) expect(shown).not.toHaveProperty(part);
  });
});
