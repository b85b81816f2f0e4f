import type { Instant } from '@carethread/ledger';

/** So many searches of one user within an hour are looked at by the data protection officer. */
export const OFTEN = 60;
const WITHIN_MS = 3_600_000;

/** The searches of the last hour, with the one made now; no more of them than decide whether they are many. */
export function withSearch(before: readonly Instant[], now: Instant): readonly Instant[] {
  const since = Date.parse(now) - WITHIN_MS;
  return [...before.filter((at) => Date.parse(at) > since), now].slice(-OFTEN);
}

export const isOften = (searches: readonly Instant[]): boolean => searches.length >= OFTEN;
