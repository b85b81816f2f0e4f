import { toDate, localDate, addMillis } from '@carethread/calendar';
import { isDate, isInstant } from '@carethread/contracts';
import { LATE_MS } from './decider.js';

/** A refusal is looked at again: on the date given, else at the plan's next formal review, else in a week (SCOT-094). */
export function reviewDate(next: unknown, now: string): string {
  const day = isDate(next) || isInstant(next) ? toDate(next) : '';
  return day > localDate(now) ? day : localDate(addMillis(now, 7 * LATE_MS));
}
