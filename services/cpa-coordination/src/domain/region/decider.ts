import { addDays, localDate, type LocalDate } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import { type Decider, TENANT } from '@carethread/event-sourcing';
import { uuidV5 } from '@carethread/ledger';
import { schemePeriod } from '../dates.js';

/** Both days count. */
export type SchemePeriod = {
  readonly scheme: string;
  readonly from: LocalDate;
  readonly to?: LocalDate;
  readonly complexDefinition?: string;
  readonly source?: string;
};
export type RegionState = { readonly code: string; readonly periods: readonly SchemePeriod[] };
export type RegionEvent = {
  readonly type: 'RegionSchemeSet';
  readonly payload: SchemePeriod & { readonly code: string };
};
export type RegionCommand = { readonly type: 'SetRegionScheme'; readonly code: string; readonly period: SchemePeriod };

/** Which levels each scheme knows (model §13); a scheme without levels has named people all the same. */
const LEVELS: Readonly<Record<string, readonly string[]>> = {
  twoLevel: ['standard', 'enhanced'],
  singleComplex: ['complex'],
  communityFramework: [],
  walesCtp: [],
};

/** An NHS region's dated CPA schemes: configuration, about nobody (CPA-59). */
export const region: Decider<RegionState, RegionCommand, RegionEvent> = {
  category: 'cpaRegion',
  keyClass: 'core',
  holder: () => TENANT,
  classification: 'none',
  initial: { code: '', periods: [] },
  evolve: ({ periods }, { payload: { code, ...period } }) => {
    const before = periods.map((known) =>
      known.to === undefined && known.from < period.from ? { ...known, to: addDays(period.from, -1) } : known,
    );
    return { code, periods: [...before, period].sort((a, b) => (a.from < b.from ? -1 : 1)) };
  },
  decide: ({ code, period }, { periods }, { now }) => {
    if (periods.some((known) => sameAs(known, period))) return [];
    schemePeriod(period, now);
    const today = localDate(now);
    // A later beginning ends an open-ended period that has begun; anything else that shares a day with another overlaps it.
    const overlapped = periods.filter(
      (known) =>
        shareDays(known, period) && !(known.to === undefined && known.from <= today && known.from < period.from),
    );
    if (overlapped.length > 0)
      refuse(
        'REGION_PERIOD_OVERLAP',
        overlapped.map(({ from }) => from),
      );
    return [{ type: 'RegionSchemeSet', payload: { ...period, code } }];
  },
};

export function regionId(tenantId: string, code: string): string {
  return uuidV5(tenantId, code);
}

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

function shareDays(a: SchemePeriod, b: SchemePeriod): boolean {
  return (b.to === undefined || a.from <= b.to) && (a.to === undefined || b.from <= a.to);
}

function sameAs(a: SchemePeriod, b: SchemePeriod): boolean {
  return (
    a.scheme === b.scheme &&
    a.from === b.from &&
    a.to === b.to &&
    a.complexDefinition === b.complexDefinition &&
    a.source === b.source
  );
}
