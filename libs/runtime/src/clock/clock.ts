import type { Clock } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';

let lastMillis = Number.NaN;
let lastInstant: Instant = '';

/** Caches the last instant: calls within a millisecond give the same one. */
export function instantOf(millis: number): Instant {
  if (millis !== lastMillis) {
    lastInstant = new Date(millis).toISOString();
    lastMillis = millis;
  }
  return lastInstant;
}

/** The machine's clock. Steps back are clamped by the log; production has a `ClockGuard` instead. */
export const systemClock: Clock = { now: () => Date.now() };

/** The one clock of every service in tests: it stands at 2000-01-01 until it is set, and then stands again. */
export class TestClock implements Clock {
  #millis = Date.parse('2000-01-01T00:00:00.000Z');

  now(): number {
    return this.#millis;
  }

  /** Forward only; the caller refuses to set it back. */
  set(millis: number): void {
    this.#millis = Math.max(this.#millis, millis);
  }
}
