import { fault, malformed, refuse } from '@carethread/contracts';
import { addDays, localDate, toDate, toInstant } from '@carethread/calendar';
import type { Instant } from '@carethread/ledger';
import type { CarePlanFacts } from './facts.js';

/** Where it is not known when the person was born: nobody whom a plan is for was cared for before. */
const EARLIEST = '1900-01-01';

/** When something happened: not yet to come, and not before the person was born. */
export function happenedAt(
  at: string,
  name: string,
  { now, facts }: { readonly now: Instant; readonly facts: Pick<CarePlanFacts, 'bornOn'> },
): Instant {
  const instant = toInstant(at);
  if (instant > now) refuse('FUTURE_DATE', [name]);
  if (localDate(instant) < (facts.bornOn ?? EARLIEST)) refuse('TIMESCALE_INVALID', [name]);
  return instant;
}

/** The local day of a conversation or a notice: not to come, and not longer ago than a year. */
export function dayWithinAYear(at: string, name: string, { now }: { readonly now: Instant }): string {
  const [day, today] = [toDate(at), localDate(now)];
  if (day > today) refuse('FUTURE_DATE', [name]);
  return day < addDays(today, -366) ? refuse('TIMESCALE_INVALID', [name]) : day;
}

/** `date` says on which day something happened, `occurredAt` at which instant: the two never differ. */
export function oneDay(date: string | undefined, occurredAt: string | undefined): void {
  if (date !== undefined && occurredAt !== undefined && toDate(date) !== localDate(toInstant(occurredAt)))
    malformed(fault('/date', 'conflict', 'is not the local day of occurredAt'));
}
