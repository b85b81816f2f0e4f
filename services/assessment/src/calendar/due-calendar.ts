import { zonedTime } from '@carethread/calendar';
import { uuidV5, type Instant } from '@carethread/ledger';
import { ICalCalendar } from 'ical-generator';
import type { MadeFeed } from '../domain/calendar-feed/events.js';

/** Programmes look again so often, in seconds. */
const AGAIN_S = 3_600;
const SAYS = { en: 'Something is due', cy: 'Mae rhywbeth i’w wneud' } as const;

/**
 * The days on which something is due, in the form of RFC 5545: one entry a day, which says neither what nor how much nor of whom. The
 * same days are the same bytes.
 */
export function dueCalendar(
  user: string,
  { timeZone, language, madeAt }: Pick<MadeFeed, 'timeZone' | 'language'> & { readonly madeAt: Instant },
  due: readonly Instant[],
): string {
  const calendar = new ICalCalendar({
    name: 'Carethread',
    prodId: { company: 'Carethread', product: 'due dates', language: language.toUpperCase() },
    ttl: AGAIN_S,
  });
  for (const day of new Set(due.map((at) => zonedTime(at, timeZone).date)))
    calendar.createEvent({
      id: uuidV5(user, 'due on', day),
      start: new Date(`${day}T00:00:00.000Z`),
      allDay: true,
      summary: SAYS[language],
      stamp: new Date(madeAt),
    });
  return calendar.toString();
}
