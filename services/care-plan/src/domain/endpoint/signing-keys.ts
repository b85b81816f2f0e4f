import type { Instant } from '@carethread/ledger';
import type { SigningKey } from './state.js';

/** How long a key that was replaced still signs, in milliseconds: its receiver learns the new one meanwhile. */
export const OVERLAP_MS = 14 * 86_400_000;

/** The keys that sign at an instant, the newest first: the last one, and those whose successor is younger than 14 days. */
export function keysInForce(keys: readonly SigningKey[], now: Instant): readonly string[] {
  return keys
    .filter((_, at) => {
      const successor = keys[at + 1];
      return successor === undefined || Date.parse(now) - Date.parse(successor.since) < OVERLAP_MS;
    })
    .map(({ keyId }) => keyId)
    .reverse();
}
