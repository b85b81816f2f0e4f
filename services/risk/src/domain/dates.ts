import { addDays, addMonths, localDate, type LocalDate } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { RiskFacts } from './facts.js';

/** A risk is looked at again within two years at the latest, and a control that is planned is there by then. */
const LOOKED_AT_MONTHS = 24;

/** Where it is not known when the person was born: nobody whom a plan is for was cared for before. */
export const EARLIEST: LocalDate = '1900-01-01';

/** What is begun of somebody was not begun before they were born. */
export function begunInLife({ occurredAt, facts }: Context<RiskFacts>): void {
  if (localDate(occurredAt) < (facts.bornOn ?? EARLIEST)) refuse('TIMESCALE_INVALID', ['occurredAt']);
}

/** Nothing came of what had not been begun. */
export function notBefore(begunAt: Instant | undefined, { occurredAt }: Context): void {
  if (begunAt !== undefined && occurredAt < begunAt) refuse('TIMESCALE_INVALID', ['occurredAt']);
}

/** A day to come, or today, and not so far away that it means never. */
function within(date: LocalDate, member: string, { now }: Context): LocalDate {
  const today = localDate(now);
  if (date < today || date > addMonths(today, LOOKED_AT_MONTHS)) refuse('TIMESCALE_INVALID', [member]);
  return date;
}

export function reviewedOn(date: LocalDate, context: Context): LocalDate {
  return within(date, 'reviewOn', context);
}

export function controlBy(date: LocalDate, member: string, context: Context): LocalDate {
  return within(date, member, context);
}

/**
 * The last day of so many months from a day on, both days counted: the day before the one of the same number. A month that has no
 * such day ends with its last: a year from 29 February ends with 28 February.
 */
export function lastDayOf(from: LocalDate, months: number): LocalDate {
  const same = addMonths(from, months);
  return same.slice(8) < from.slice(8) ? same : addDays(same, -1);
}
