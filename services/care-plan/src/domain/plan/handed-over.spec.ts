import type { PlanState } from './state.js';
import { openedByHandover, withVersions } from './handed-over.js';
import { inForceAt, versionAt } from './in-force.js';
import { carePlan } from './decider.js';

const version = (versionNo: number, effectiveFrom: string, more: object = {}): PlanState['versions'][number] =>
  ({ versionNo, effectiveFrom, publishedAt: effectiveFrom, content: {}, salts: {}, ...more }) as never;
const overtaken = { overtaken: { by: 4, at: '2026-03-09T00:00:00.000Z' } };
const state: PlanState = {
  ...carePlan.initial,
  versions: [
    version(1, '2026-03-01T00:00:00.000Z'),
    version(2, '2026-03-05T00:00:00.000Z'),
    version(3, '2026-03-10T00:00:00.000Z', overtaken),
    version(4, '2026-03-20T00:00:00.000Z'),
  ],
  renditions: [1, 4].map((versionNo) => ({ versionNo, issueNo: 1, format: 'standard' })),
};
const NOW = '2026-03-12T09:00:00.000Z';

describe('what a handover opens of a council plan', () => {
  it('R16: the version that it names and those that came into force, none before its day, none that was overtaken', () => {
    expect(openedByHandover(state, [1], NOW)).toEqual([1, 2]);
    expect(openedByHandover(state, [1], '2026-03-19T23:59:59.999Z')).toEqual([1, 2]);
    expect(openedByHandover(state, [1], '2026-03-20T00:00:00.000Z')).toEqual([1, 2, 4]);
    expect(openedByHandover(state, [4], NOW)).toEqual([1, 2, 4]);
    expect(openedByHandover(state, [], '2026-02-01T00:00:00.000Z')).toEqual([]);
  });

  it('R16: everything else of the plan reads as if there were no others', () => {
    const seen = withVersions(state, [1, 2]);
    expect(seen.versions.map(({ versionNo }) => versionNo)).toEqual([1, 2]);
    expect(seen.renditions).toEqual([{ versionNo: 1, issueNo: 1, format: 'standard' }]);
    expect(versionAt(seen, '2026-04-01T00:00:00.000Z')?.versionNo).toBe(2);
    expect(inForceAt(seen, '2026-03-02T00:00:00.000Z')?.versionNo).toBe(1);
  });
});
