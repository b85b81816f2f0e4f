import { coordinatorAt, levelAt, regionAt } from './in-force.js';
import { type SchemePeriod } from '../region/events.js';
import { allocated, opened, type Past, regions, spec, standard } from './testing/opened-case.js';

describe('moving', () => {
  const NOW = '2026-07-01T09:00:00.000Z';
  const R2: readonly SchemePeriod[] = [{ scheme: 'communityFramework', from: '2020-01-01' }];
  const R3: readonly SchemePeriod[] = [{ scheme: 'twoLevel', from: '2020-01-01' }];
  const changed: Past = {
    type: 'CpaRegionChanged',
    payload: { caseId: 'C', from: 'R1', to: 'R3', at: NOW },
    meta: { effectiveFrom: NOW },
  };
  const reset: Past = {
    type: 'CpaLevelReset',
    payload: {
      caseId: 'C',
      from: 'standard',
      to: 'undecided',
      effectiveFrom: '2026-07-01',
      cause: 'regionMoved',
      regionCode: 'R3',
    },
    meta: { effectiveFrom: NOW },
  };

  it('CPA-63: a new region asks for a decision within 28 days, or has none to ask for', () => {
    spec
      .given(opened, allocated, standard)
      .when({ type: 'MoveRegion', to: 'R3' }, regions(NOW, { R3 }))
      .then({ type: 'CpaRegionChanged' }, { type: 'CpaLevelReset', payload: { from: 'standard', to: 'undecided' } });
    spec
      .given(opened, allocated, standard)
      .when({ type: 'MoveRegion', to: 'R2' }, regions(NOW, { R2 }))
      .then({ type: 'CpaRegionChanged' }, { type: 'CpaLevelReset', payload: { to: 'notApplicable' } });
    expect(spec.given(opened, allocated, standard, changed, reset).state.obligations).toMatchObject([
      { kind: 'regionLevelDecision', dueAt: '2026-07-29T22:59:59.999Z', status: 'open' },
    ]);
  });

  it('CPA-63: history and co-ordinator stay', () => {
    const { state } = spec.given(opened, allocated, standard, changed, reset);
    expect(state.levels.map(({ level }) => level)).toEqual(['undecided', 'standard', 'undecided']);
    expect([levelAt(state, '2026-06-30T00:00:00.000Z')?.level, regionAt(state, '2026-06-30T00:00:00.000Z')]).toEqual([
      'standard',
      'R1',
    ]);
    expect([levelAt(state, NOW)?.level, regionAt(state, NOW), coordinatorAt(state, NOW)?.userId]).toEqual([
      'undecided',
      'R3',
      'CC1',
    ]);
  });

  it('what the region left behind had set for later does not follow the person', () => {
    const later: Past = {
      type: 'CpaLevelReset',
      payload: {
        caseId: 'C',
        from: 'standard',
        to: 'undecided',
        effectiveFrom: '2026-10-01',
        cause: 'scheme',
        regionCode: 'R1',
      },
      meta: { effectiveFrom: '2026-09-30T23:00:00.000Z' },
    };
    const { state } = spec.given(opened, allocated, standard, later, changed, reset);
    expect(levelAt(state, '2026-12-01T00:00:00.000Z')?.cause).toBe('regionMoved');
    expect(state.levels.filter(({ overtakenAt }) => overtakenAt !== undefined)).toMatchObject([{ cause: 'scheme' }]);
    expect(state.obligations.map(({ status }) => status)).toEqual(['cancelled', 'open']);
  });

  it('CPA-62: a review closed meanwhile brings the decision forward, never back', () => {
    const review = {
      type: 'BringLevelDecisionForward',
      reviewId: 'V',
      heldAt: '2026-07-10T09:00:00.000Z',
      closedAt: '2026-07-13T09:00:00.000Z',
    } as const;
    const moved = spec.given(opened, allocated, standard, changed, reset);
    moved.when(review).then({ type: 'LevelDecisionBroughtForward', payload: { dueAt: '2026-07-13T22:59:59.999Z' } });
    moved.when({ ...review, closedAt: '2026-08-03T09:00:00.000Z' }).nothing();
    moved.when({ ...review, heldAt: '2026-06-30T09:00:00.000Z' }).nothing();
  });
});
