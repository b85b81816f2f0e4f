/** A day that a query asks about, and what was wrong with it. */
export interface AskedDay {
  /** "2026-03-15" */
  readonly day: string;
  readonly parts: { readonly day: string; readonly month: string; readonly year: string };
  readonly wrong?: 'noDay' | 'future';
}

const LONDON = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' });

/** The calendar day of an instant in the United Kingdom. */
export const dayOf = (instant: string): string => LONDON.format(new Date(instant));

/** A day of a query: of three inputs, or as one value; today where none is asked for or it is none. */
export function askedDay(
  query: Readonly<Record<string, string>>,
  name: string,
  now: string,
  pastOnly: boolean,
): AskedDay {
  const today = dayOf(now);
  const given = ['day', 'month', 'year'].map((part) => (query[`${name}-${part}`] ?? '').trim());
  const [day = '', month = '', year = ''] = given.some((part) => part !== '')
    ? given
    : (query[name] ?? today).split('-').reverse();
  const parts = { day, month, year };
  const iso = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isDay(iso)) return { day: today, parts, wrong: 'noDay' };
  return pastOnly && iso > today ? { day: today, parts, wrong: 'future' } : { day: iso, parts };
}

function isDay(iso: string): boolean {
  const at = new Date(`${iso}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(iso) && !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === iso;
}

/** The end of a day, so that what happened on it counts; now where the day is not over. */
export function endOf(day: string, now: string): string {
  const end = `${day}T22:59:59.999Z`;
  return end < now ? end : now;
}
