const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long after each failed attempt the next one follows, in milliseconds; the last one again and again. */
const DELAYS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
/** An attempt comes up to this part earlier or later, so that many endpoints of one receiver do not come back at once. */
const JITTER = 0.2;
/** The receiver may ask for this long at most. */
const LONGEST_RETRY_AFTER = HOUR;

export interface RetryRules {
  /** Between 0 and 1. */
  readonly random: () => number;
  /** Shortens every delay in tests; 1 elsewhere. */
  readonly scale: number;
}

/** Milliseconds from a failed attempt to the next one, after so many failed attempts of one notice. */
export function retryDelay(failed: number, { random, scale }: RetryRules): number {
  const delay = DELAYS[Math.min(failed, DELAYS.length) - 1] ?? 0;
  return Math.round(delay * scale * (1 - JITTER + 2 * JITTER * random()));
}

/** What `Retry-After` asks for, in milliseconds: seconds, or a date of HTTP. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const asked = /^\d{1,9}$/.test(text) ? Number(text) * SECOND : Date.parse(text) - now;
  return Number.isNaN(asked) ? undefined : Math.min(Math.max(asked, 0), LONGEST_RETRY_AFTER);
}
