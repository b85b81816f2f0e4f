import { addDays } from '@carethread/calendar';
import type { EvolveTable } from '@carethread/event-sourcing';
import type { RegionEvent, SchemePeriod } from './events.js';

export type RegionState = { readonly code: string; readonly periods: readonly SchemePeriod[] };

export const evolve: EvolveTable<RegionState, RegionEvent> = {
  RegionSchemeSet: ({ periods }, { payload: { code, ...period } }) => {
    const before = periods.map((known) =>
      known.to === undefined && known.from < period.from ? { ...known, to: addDays(period.from, -1) } : known,
    );
    return { code, periods: [...before, period].sort((a, b) => (a.from < b.from ? -1 : 1)) };
  },
};
