import { Temporal } from '@js-temporal/polyfill';
import { bankHolidays, isPublished } from './bank-holidays.js';

/** ISO 8601, UTC, milliseconds: 24 characters. */
export type Instant = string;
/** YYYY-MM-DD, read in Europe/London. */
export type LocalDate = string;
/** `PT24H` elapsed hours · `P7D`, `P6W`, `P3M` local days, weeks, months · `5WD` working days. */
export type Period = string;

const ZONE = 'Europe/London';

function iso(instant: Temporal.Instant): Instant {
  return new Date(instant.epochMilliseconds).toISOString();
}

const starts = new Map<LocalDate, Instant>();

/** Local midnight, as an instant. */
export function startOfDay(date: LocalDate): Instant {
  const known = starts.get(date);
  if (known !== undefined) return known;
  const instant = iso(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: ZONE }).toInstant());
  if (starts.size > 50_000) starts.clear();
  starts.set(date, instant);
  return instant;
}

/** 23:59:59.999 local, as an instant. */
export function endOfDay(date: LocalDate): Instant {
  return new Date(Date.parse(startOfDay(addDays(date, 1))) - 1).toISOString();
}

/** The local date on which an instant falls. */
export function localDate(instant: Instant): LocalDate {
  const utc = instant.slice(0, 10);
  // London is at most one hour ahead of UTC, so only the last hour of a UTC day can belong to the next.
  if (instant.slice(11, 13) < '23') return utc;
  const next = addDays(utc, 1);
  return instant >= startOfDay(next) ? next : utc;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Corresponding-date rule: the same day of the later month, or that month's last day. Month ends have no memory. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ months }, { overflow: 'constrain' }).toString();
}

export function addMillis(instant: Instant, millis: number): Instant {
  return new Date(Date.parse(instant) + millis).toISOString();
}

/** Monday to Friday, less the nation's bank holidays. */
export function isWorkingDay(date: LocalDate, jurisdiction: string): boolean {
  const day = new Date(`${date}T00:00:00.000Z`).getUTCDay();
  return day !== 0 && day !== 6 && !bankHolidays(jurisdiction, yearOf(date)).has(date);
}

/** Whether working days from one date to another were counted over a year whose bank holidays are not published yet. */
export function isProvisional(from: LocalDate, to: LocalDate): boolean {
  return !isPublished(yearOf(from)) || !isPublished(yearOf(to));
}

function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

/** `days` working days on (or, negative, back); the day itself is not counted. */
export function addWorkingDays(date: LocalDate, days: number, jurisdiction: string): LocalDate {
  let at = date;
  for (let left = Math.abs(days); left > 0;) {
    at = addDays(at, Math.sign(days));
    if (isWorkingDay(at, jurisdiction)) left -= 1;
  }
  return at;
}

/** The date that a period (not of hours) leads to. */
export function dateAfter(date: LocalDate, period: Period, jurisdiction?: string): LocalDate {
  const found = /^(?:P(\d+)([DWM])|(\d+)WD)$/.exec(period);
  if (found === null) throw new RangeError(`${period} is not a period of days, weeks, months or working days`);
  const [, count, unit, workingDays] = found;
  if (workingDays !== undefined) {
    if (jurisdiction === undefined) throw new RangeError('working days are those of a jurisdiction');
    return addWorkingDays(date, Number(workingDays), jurisdiction);
  }
  if (unit === 'M') return addMonths(date, Number(count));
  return addDays(date, Number(count) * (unit === 'W' ? 7 : 1));
}

/**
 * When something falls due (model §6 rules 1 and 11): hours are exact elapsed time, across clock changes too; all else ends with
 * the local day, and the day of the trigger is not counted.
 */
export function dueAt(trigger: Instant, period: Period, jurisdiction?: string): Instant {
  const hours = /^PT(\d+)H$/.exec(period);
  if (hours !== null) return addMillis(trigger, Number(hours[1]) * 3_600_000);
  return endOfDay(dateAfter(localDate(trigger), period, jurisdiction));
}

/** Whether a period that began then was counted in working days of a year whose bank holidays are not published yet. */
export function isDueProvisional(trigger: Instant, period: Period, due: Instant): boolean {
  return period.endsWith('WD') && isProvisional(localDate(trigger), localDate(due));
}

/** When a window opens: local midnight at the beginning of the day. */
export function opensAt(trigger: Instant, period: Period, jurisdiction?: string): Instant {
  return startOfDay(dateAfter(localDate(trigger), period, jurisdiction));
}

/** How late, as an ISO 8601 duration: `PT0.001S`. */
export function lateBy(due: Instant, at: Instant): string {
  const millis = Date.parse(at) - Date.parse(due);
  return Temporal.Duration.from({ milliseconds: millis }).round({ largestUnit: 'hours' }).toString();
}

/** A date stands for its local midnight; an instant for itself. */
export function toInstant(when: string): Instant {
  return when.length === 10 ? startOfDay(when) : new Date(when).toISOString();
}

/** The local date of a date or an instant. */
export function toDate(when: string): LocalDate {
  return when.length === 10 ? when : localDate(toInstant(when));
}

/** The first millisecond after. */
export function justAfter(instant: Instant): Instant {
  return addMillis(instant, 1);
}
