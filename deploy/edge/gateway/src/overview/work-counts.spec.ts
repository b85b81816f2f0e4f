import { countedWork } from './work-counts.js';
import type { ReadPage } from './work-queue.js';
import { workSources } from './work-sources.js';

const NOW = '2026-03-02T09:00:00.000Z';
const sources = workSources(['risk', 'cpa']);

/** Pages of one task each: so many for each service; undefined while it is away. */
const pages =
  (of: Readonly<Record<string, number | undefined>>): ReadPage =>
  ({ service, item }, after) => {
    const whole = of[service];
    const nth = Number(after ?? 1);
    if (whole === undefined) return Promise.resolve('away');
    const found = { id: `${service} ${nth}`, kind: 'riskReview', title: 'x', status: 'open' };
    const items = [item({ ...found, dueAt: '2026-03-01T00:00:00.000Z' })];
    return Promise.resolve(nth < whole ? { items, next: String(nth + 1) } : { items });
  };

describe('how much there is to do', () => {
  it('is counted over the pages of every service', async () => {
    expect(await countedWork(sources, NOW, pages({ risk: 2, cpa: 3 }))).toEqual({
      total: 5,
      due: { overdue: 5, today: 0, week: 0, later: 0, none: 0 },
      kinds: { riskReview: 5 },
      asOf: NOW,
      complete: true,
      missing: [],
    });
  });

  it('is not complete without a service that is away, and names it', async () => {
    const counted = await countedWork(sources, NOW, pages({ risk: 2 }));
    expect(counted).toMatchObject({ total: 2, complete: false, missing: ['cpa'] });
  });

  it('is not complete where a list goes on further than it is read', async () => {
    expect(await countedWork(sources, NOW, pages({ risk: 1, cpa: 6 }))).toMatchObject({ total: 6, complete: false });
    expect(await countedWork(sources, NOW, pages({ risk: 1, cpa: 5 }))).toMatchObject({ total: 6, complete: true });
  });
});
