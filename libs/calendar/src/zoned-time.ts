import { Temporal } from '@js-temporal/polyfill';
import type { Instant, LocalDate } from './calendar.js';

/** What a clock and a calendar on the wall show somewhere. */
export interface ZonedTime {
  readonly date: LocalDate;
  /** `HH:MM` */
  readonly time: string;
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
}

/** What the clocks of a time zone show at an instant. */
export function zonedTime(instant: Instant, timeZone: string): ZonedTime {
  const there = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return {
    date: there.toPlainDate().toString(),
    time: there.toPlainTime().toString({ smallestUnit: 'minute' }),
    weekday: there.dayOfWeek,
  };
}

/** When the clocks of a time zone show that: a time that a change of the clocks skips is as much later, of one shown twice it is the first. */
export function instantAt(date: LocalDate, time: string, timeZone: string): Instant {
  const there = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone, {
    disambiguation: 'compatible',
  });
  return new Date(there.epochMilliseconds).toISOString();
}
