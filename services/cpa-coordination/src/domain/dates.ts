import { addDays, addMonths, localDate, startOfDay, type LocalDate, type Period } from '@carethread/calendar';
import { fault, malformed, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { CpaCaseState } from './case/state.js';
import type { CpaFacts } from './facts.js';
import { faultsOf } from './faults.js';

/** The day on which the Care Programme Approach began: nobody was accepted before. */
const CPA_BEGAN = '1991-04-01';
/** The longest time between two CPA reviews: no level is decided for later than that. */
const LONGEST_CYCLE_MONTHS = 6;
/** A profile may be cited for 28 days, so older observations than these are of no use to a case that begins. */
const PROFILE_DAYS = 28;
/** Regions announce their schemes ahead, and not for another generation. */
const ANNOUNCED_YEARS = 10;
/** Contact is expected at least once a year. */
const LONGEST_INTERVAL: Readonly<Record<string, number>> = { D: 366, W: 53, M: 12 };

/** A case is accepted in the person's life, under CPA, and not in days to come. */
export function acceptedOn(date: LocalDate, { facts, now }: Context<CpaFacts>): LocalDate {
  if (date > localDate(now)) refuse('FUTURE_DATE', ['acceptedOn']);
  if (date < CPA_BEGAN || date < (facts.bornOn ?? '')) refuse('TIMESCALE_INVALID', ['acceptedOn']);
  return date;
}

/** Contact with a person under a case is had since the case was accepted. */
export function contactAt(at: Instant, state: CpaCaseState, { now }: Context): Instant {
  if (at > now) refuse('FUTURE_DATE', ['at']);
  if (at < startOfDay(state.acceptedOn)) refuse('TIMESCALE_INVALID', ['at']);
  return at;
}

/** What was seen shortly before the case was accepted, or since. */
export function seenOn(date: LocalDate, state: CpaCaseState, { now }: Context): LocalDate {
  if (date > localDate(now)) refuse('FUTURE_DATE', ['recordedOn']);
  if (date < addDays(state.acceptedOn, -PROFILE_DAYS)) refuse('TIMESCALE_INVALID', ['recordedOn']);
  return date;
}

/** A level is decided from a day within the next cycle of reviews. */
export function levelFrom(date: LocalDate, { now }: Context): LocalDate {
  if (date > addMonths(localDate(now), LONGEST_CYCLE_MONTHS)) refuse('TIMESCALE_INVALID', ['effectiveFrom']);
  return date;
}

export function contactInterval(interval: Period): Period {
  const [, count, unit = ''] = /^P([1-9]\d{0,2})([DWM])$/.exec(interval) ?? [];
  const longest = LONGEST_INTERVAL[unit];
  if (longest === undefined)
    malformed(fault('/interval', 'format', 'is a period of days, weeks or months, such as P14D'));
  if (Number(count) > (longest ?? 0)) malformed(fault('/interval', 'maximum', 'is at the most twelve months'));
  return interval;
}

/** A region's scheme begins and ends within the time of CPA and what is announced ahead. */
export function schemePeriod({ from, to }: { readonly from: LocalDate; readonly to?: LocalDate }, now: Instant): void {
  if (to !== undefined && to < from) malformed(fault('/to', 'tooEarly', 'lies before from'));
  const last = addMonths(localDate(now), 12 * ANNOUNCED_YEARS);
  const beyond = faultsOf({ from: from < CPA_BEGAN || from > last, to: to !== undefined && to > last });
  if (beyond.length > 0) refuse('TIMESCALE_INVALID', beyond);
}

/** The instant that a request names: not after now, and not before what it follows. */
export function instantOf(at: Instant | undefined, notBefore: Instant | undefined, { now }: Context): Instant {
  const instant = at ?? now;
  if (instant > now) refuse('FUTURE_DATE', ['at']);
  if (instant < (notBefore ?? '')) refuse('STATE_CONFLICT', ['at']);
  return instant;
}
