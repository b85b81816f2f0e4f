import { addDays, addMillis, instantAt, zonedTime } from '@carethread/calendar';
import type { Instant } from '@carethread/ledger';
import { WEEKDAYS, type MailChoices } from './choices.js';

/** The latest instant at or before `now` for which a summary was chosen; undefined where none was within a week. */
export function lastDigest({ digest, timeZone }: MailChoices, now: Instant): Instant | undefined {
  if (digest === undefined) return undefined;
  const today = zonedTime(now, timeZone).date;
  for (let back = 0; back <= 7; back++) {
    const date = addDays(today, -back);
    const at = instantAt(date, digest.at, timeZone);
    const weekday = WEEKDAYS[zonedTime(at, timeZone).weekday - 1];
    if (at <= now && weekday !== undefined && digest.days.includes(weekday)) return at;
  }
  return undefined;
}

/** Whether it is an hour in which the user wants no mail; the hour at which that ends is not. */
export function isQuiet({ quietHours, timeZone }: MailChoices, now: Instant): boolean {
  if (quietHours === undefined) return false;
  const { from, to } = quietHours;
  const { time } = zonedTime(now, timeZone);
  return from < to ? from <= time && time < to : from <= time || time < to;
}

/** The last instant of tomorrow, where the user is. */
export function endOfTomorrow({ timeZone }: MailChoices, now: Instant): Instant {
  return addMillis(instantAt(addDays(zonedTime(now, timeZone).date, 2), '00:00', timeZone), -1);
}
