import { localDate } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { schemePeriod } from '../dates.js';
import type { RegionCommand } from './commands.js';
import type { RegionEvent, SchemePeriod } from './events.js';
import type { RegionState } from './state.js';

/** CPA-59: periods of one region share no day. */
export function setRegionScheme(
  { code, period }: RegionCommand,
  { periods }: RegionState,
  { now }: Context,
): readonly RegionEvent[] {
  if (periods.some((known) => sameAs(known, period))) return [];
  schemePeriod(period, now);
  const today = localDate(now);
  // A later beginning ends an open-ended period that has begun; anything else that shares a day with another overlaps it.
  const overlapped = periods.filter(
    (known) => shareDays(known, period) && !(known.to === undefined && known.from <= today && known.from < period.from),
  );
  if (overlapped.length > 0)
    refuse(
      'REGION_PERIOD_OVERLAP',
      overlapped.map(({ from }) => from),
    );
  return [{ type: 'RegionSchemeSet', payload: { ...period, code } }];
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
