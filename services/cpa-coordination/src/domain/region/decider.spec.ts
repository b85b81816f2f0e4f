import { specify } from '@carethread/event-sourcing/testing';
import { levelBeforeDecision, levelsOf, periodOn } from './schemes.js';
import { region } from './decider.js';
import { type RegionEvent, type SchemePeriod } from './events.js';

const set = (period: SchemePeriod): RegionEvent => ({ type: 'RegionSchemeSet', payload: { ...period, code: 'R1' } });
const command = (period: SchemePeriod) => ({ type: 'SetRegionScheme' as const, code: 'R1', period });
const spec = specify(region);
/** The region has two levels since 2020. */
const twoLevel: SchemePeriod = { scheme: 'twoLevel', from: '2020-01-01' };
const complex: SchemePeriod = { scheme: 'singleComplex', from: '2026-10-01' };
const at = (date: string) => ({ now: `${date}T10:00:00.000Z` });

describe('a region’s schemes', () => {
  it('CPA-59: a later beginning ends the open-ended period before it', () => {
    spec
      .given(set(twoLevel))
      .when(command(complex), at('2026-09-20'))
      .then({ type: 'RegionSchemeSet', payload: { scheme: 'singleComplex', code: 'R1' } });
    const { state } = spec.given(set(twoLevel), set(complex));
    expect(state.periods).toEqual([{ ...twoLevel, to: '2026-09-30' }, complex]);
    expect(periodOn(state, '2026-09-30')?.scheme).toBe('twoLevel');
    expect(periodOn(state, '2026-10-01')?.scheme).toBe('singleComplex');
    expect(periodOn(state, '2019-12-31')).toBeUndefined();
  });

  it.each([
    ['inside a bounded period', '2026-09-20', { scheme: 'walesCtp', from: '2026-09-15', to: '2026-09-20' }],
    ['on the last day of a bounded period', '2026-09-20', { scheme: 'walesCtp', from: '2026-09-30', to: '2026-09-30' }],
    ['inside a period that has not begun', '2026-09-20', { scheme: 'walesCtp', from: '2026-10-15' }],
    ['from the day of a period that has begun', '2026-10-20', { scheme: 'walesCtp', from: '2026-10-01' }],
    ['from before an open-ended period', '2026-10-20', { scheme: 'walesCtp', from: '2019-01-01' }],
  ])('CPA-59: periods do not overlap: %s', (_, today, period) => {
    spec.given(set(twoLevel), set(complex)).when(command(period), at(today)).refused('REGION_PERIOD_OVERLAP');
  });

  it('CPA-59: a bounded period may lie before the first, and an open-ended one that has begun may be followed', () => {
    spec
      .given(set(twoLevel), set(complex))
      .when(command({ scheme: 'walesCtp', from: '2019-01-01', to: '2019-12-31' }), at('2026-10-20'))
      .then({ type: 'RegionSchemeSet' });
    spec
      .given(set(twoLevel), set(complex))
      .when(command({ scheme: 'walesCtp', from: '2026-10-15' }), at('2026-10-20'))
      .then({ type: 'RegionSchemeSet' });
  });

  it('the same period again changes nothing; one that ends before it begins is not understood', () => {
    spec.given(set(twoLevel)).when(command(twoLevel)).nothing();
    spec
      .given()
      .when(command({ scheme: 'twoLevel', from: '2026-02-01', to: '2026-01-31' }))
      .refused('MALFORMED');
  });

  it.each([
    ['twoLevel', ['standard', 'enhanced'], 'undecided'],
    ['singleComplex', ['complex'], 'undecided'],
    ['communityFramework', [], 'notApplicable'],
    ['walesCtp', [], 'notApplicable'],
  ])('CPA-20, CPA-66: %s allows %j', (scheme, levels, undecided) => {
    expect(levelsOf({ scheme, from: '2020-01-01' })).toEqual(levels);
    expect(levelBeforeDecision({ scheme, from: '2020-01-01' })).toBe(undecided);
  });

  it('a region about which nothing is set allows no level', () => {
    expect(levelsOf(undefined)).toEqual([]);
    expect(levelBeforeDecision(undefined)).toBe('undecided');
  });
});
