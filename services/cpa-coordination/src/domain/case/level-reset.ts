import { addDays, localDate, startOfDay } from '@carethread/calendar';
import type { Context, Decided } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import { levelBeforeDecision, periodOn } from '../region/schemes.js';
import type { RegionState } from '../region/state.js';
import type { SchemePeriod } from '../region/events.js';
import type { CommandOf } from './commands.js';
import type { CpaCaseEvent, LevelReset, Made } from './events.js';
import { levelAt } from './in-force.js';
import { regionOf } from './known-region.js';
import { isOpen, type CpaCaseState } from './state.js';

/** A region's new scheme opens the level again on each of its open cases (CPA-62). */
export function resetLevel(
  { regionCode, effectiveFrom }: CommandOf<'ResetLevel'>,
  state: CpaCaseState,
  context: Context,
): Made {
  if (!isOpen(state) || state.regions.at(-1)?.regionCode !== regionCode) return [];
  const schemes = regionOf(regionCode, context);
  const period = periodOn(schemes, effectiveFrom);
  const before = periodOn(schemes, addDays(effectiveFrom, -1));
  if (
    period === undefined ||
    (period.to !== undefined && period.to < localDate(context.now)) ||
    before?.scheme === period.scheme
  )
    return [];
  // A region that is set up for the first time, with levels, finds its cases undecided already.
  if (before === undefined && levelAt(state, context.now)?.level === levelBeforeDecision(period)) return [];
  return resetForScheme(period, regionCode, state, context);
}

/** C21: history stays, and nothing is converted; the level is open again from the day on which another scheme holds. */
function resetForScheme(period: SchemePeriod, regionCode: string, state: CpaCaseState, context: Context): Made {
  const begins = startOfDay(period.from);
  const isSet = state.levels.some(
    ({ cause, effectiveFrom, overtakenAt }) =>
      cause === 'scheme' && effectiveFrom === begins && overtakenAt === undefined,
  );
  if (isSet) return [];
  const current = levelAt(state, context.now);
  // Set late, after somebody decided under the scheme that had ended: what was decided stays in the history, until now.
  const effective = begins <= (current?.effectiveFrom ?? '') ? context.now : begins;
  const from = levelAt(state, effective)?.level ?? 'undecided';
  return [
    levelReset(
      {
        caseId: context.id,
        from,
        to: levelBeforeDecision(period),
        effectiveFrom: localDate(effective),
        cause: 'scheme',
        regionCode,
        scheme: period.scheme,
      },
      effective,
    ),
  ];
}

/** What a region has already set for later days, for a case that comes into it today. */
export function laterResets(regionState: RegionState, regionCode: string, level: string, context: Context): Made {
  const today = localDate(context.now);
  let from = level;
  return regionState.periods
    .filter((period) => period.from > today)
    .map((period) => {
      const to = levelBeforeDecision(period);
      const made = levelReset(
        {
          caseId: context.id,
          from,
          to,
          effectiveFrom: period.from,
          cause: 'scheme',
          regionCode,
          scheme: period.scheme,
        },
        startOfDay(period.from),
      );
      from = to;
      return made;
    });
}

export function levelReset(payload: LevelReset, effectiveFrom: Instant): Decided<CpaCaseEvent> {
  return { type: 'CpaLevelReset', payload, effectiveFrom };
}
