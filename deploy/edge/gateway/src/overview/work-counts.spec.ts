import type { Answered } from '../edge.js';
import { countedWork, type AskCounts } from './work-counts.js';

const NOW = '2026-03-02T09:00:00.000Z';
const PATHS = ['risk', 'cpa'];
const none = { overdue: 0, today: 0, week: 0, later: 0, none: 0 };
const answer = (status: number, body: Record<string, unknown> = {}): Answered => ({ status, headers: {}, body });
const COUNTS: Readonly<Record<string, Answered>> = {
  '/risk/work/counts': answer(200, {
    ...{ total: 3, due: { ...none, overdue: 2, none: 1 }, kinds: { riskReview: 3 } },
    ...{ asOf: NOW, complete: true },
  }),
  '/cpa/work/counts': answer(200, {
    ...{ total: 2, due: { ...none, overdue: 1, week: 1 }, kinds: { riskReview: 1, contactLapsed: 1 } },
    ...{ asOf: NOW, complete: true },
  }),
};
const asks =
  (more: Readonly<Record<string, Answered | 'away'>> = {}): AskCounts =>
  (template) =>
    Promise.resolve(more[template] ?? COUNTS[template] ?? answer(404));

describe('how much there is to do', () => {
  it('is what every service counts, and one call to each', async () => {
    const asked: string[] = [];
    const counted = await countedWork(PATHS, NOW, (template) => {
      asked.push(template);
      return asks()(template);
    });
    expect(counted).toEqual({
      total: 5,
      due: { ...none, overdue: 3, week: 1, none: 1 },
      kinds: { riskReview: 4, contactLapsed: 1 },
      asOf: NOW,
      complete: true,
      missing: [],
    });
    expect(asked).toEqual(Object.keys(COUNTS));
  });

  it('is not complete without a service that is away, and names it', async () => {
    const counted = await countedWork(PATHS, NOW, asks({ '/cpa/work/counts': 'away' }));
    expect(counted).toMatchObject({ total: 3, complete: false, missing: ['cpa'] });
  });

  it('is complete without a service that has nothing for the role', async () => {
    expect(await countedWork([...PATHS, 'review'], NOW, asks())).toMatchObject({
      total: 5,
      complete: true,
      missing: [],
    });
  });

  it('is not complete where a service counted only a part', async () => {
    const part = answer(200, { total: 1_000, due: none, kinds: {}, complete: false });
    expect(await countedWork(PATHS, NOW, asks({ '/cpa/work/counts': part }))).toMatchObject({ complete: false });
  });
});
