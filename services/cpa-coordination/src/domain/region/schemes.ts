import type { LocalDate } from '@carethread/calendar';
import type { RegionState } from './state.js';
import type { SchemePeriod } from './events.js';

/** Which levels each scheme knows (model §13); a scheme without levels has named people all the same. */
const LEVELS: Readonly<Record<string, readonly string[]>> = {
  twoLevel: ['standard', 'enhanced'],
  singleComplex: ['complex'],
  communityFramework: [],
  walesCtp: [],
};

export function periodOn({ periods }: RegionState, date: LocalDate): SchemePeriod | undefined {
  return periods.find(({ from, to }) => from <= date && (to === undefined || date <= to));
}

export function levelsOf(period: SchemePeriod | undefined): readonly string[] {
  return period === undefined ? [] : (LEVELS[period.scheme] ?? []);
}

/** The level until a person has decided: nothing to decide where the scheme has no levels. */
export function levelBeforeDecision(period: SchemePeriod | undefined): 'undecided' | 'notApplicable' {
  return period !== undefined && levelsOf(period).length === 0 ? 'notApplicable' : 'undecided';
}
