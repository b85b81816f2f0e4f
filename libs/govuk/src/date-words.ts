// Dates as GOV.UK writes them: "21 March 2026 at 9:30am", in the time of the United Kingdom.
const LONDON = 'Europe/London';
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: LONDON });
const clock = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit', hour12: true, timeZone: LONDON });

/** "9:30am", and "9am" on the hour. */
function timeWords(at: Date): string {
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const hour = parts.get('hour') ?? '';
  const minute = parts.get('minute') ?? '00';
  const half = (parts.get('dayPeriod') ?? '').toLowerCase().replace(/[^apm]/g, '');
  return `${hour === '0' ? '12' : hour}${minute === '00' ? '' : `:${minute}`}${half}`;
}

/** What MOJ's macros call `mojDate`: theirs needs a library of dates and takes the time zone of the server. */
export function dateWords(timestamp: string, type: 'date' | 'time' | 'datetime'): string {
  const at = new Date(timestamp);
  if (type === 'date') return day.format(at);
  return type === 'time' ? timeWords(at) : `${day.format(at)} at ${timeWords(at)}`;
}
