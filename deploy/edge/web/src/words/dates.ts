import type { Language } from '../session/session.js';
import type { SharedWords } from './en.js';

const LONDON = 'Europe/London';
const DAY_MS = 86_400_000;

const formats = (locale: string) => ({
  day: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: LONDON }),
  time: new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', hourCycle: 'h23', timeZone: LONDON }),
});
const FORMATS = { en: formats('en-GB'), cy: formats('cy') };
const ISO = new Intl.DateTimeFormat('sv-SE', { timeZone: LONDON });

/** "21 March 2026": of an instant, or of a day without a time. */
export function dayText(language: Language, at: string): string {
  return FORMATS[language].day.format(new Date(at));
}

/** "9:30am", and "9am" on the hour, as GOV.UK writes it. */
export function timeText(language: Language, at: string): string {
  const [hours = '0', minutes = '00'] = FORMATS[language].time.format(new Date(at)).split(':');
  const hour = Number(hours);
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes === '00' ? '' : `:${minutes}`}${hour < 12 ? 'am' : 'pm'}`;
}

/** How many days of the calendar lie between two instants; negative where the second is earlier. */
export function daysBetween(from: string, to: string): number {
  const midnight = (at: string): number => Date.parse(`${ISO.format(new Date(at))}T00:00:00Z`);
  return Math.round((midnight(to) - midnight(from)) / DAY_MS);
}

/** How late or how soon, in words: never by a colour alone. */
export function dueText(words: SharedWords, dueAt: string, now: string): string {
  const days = daysBetween(now, dueAt);
  if (days < 0) return words.due.late(-days);
  if (days === 0) return words.due.today;
  return days === 1 ? words.due.tomorrow : words.due.inDays(days);
}

/** Whole years since a day. */
export function ageOn(born: string, now: string): number {
  const [today, day] = [ISO.format(new Date(now)), born.slice(0, 10)];
  const years = Number(today.slice(0, 4)) - Number(day.slice(0, 4));
  return today.slice(5) < day.slice(5) ? years - 1 : years;
}
