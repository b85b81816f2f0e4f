import type { Clock } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';

/** Where a guard reads time, in milliseconds: the machine's clock, and one that only ever counts on. */
export interface TimeSources {
  wall(): number;
  monotonic(): number;
}

export const machineTime: TimeSources = { wall: () => Date.now(), monotonic: () => performance.now() };

/** A longer leap is no adjustment of the clock, but a fault. */
const LEAP_MS = 5 * 60_000;
/** A log that rested for longer is an old one, or the clock is wrong: the operator says which. */
const LONGEST_REST_MS = 30 * 24 * 3_600_000;

/** The last instants of a log, read at a start. */
export interface LastKnown {
  readonly recordedAt: Instant;
  /** The clock that the operator accepted while the log stood at this very instant. */
  readonly accepted?: Instant;
}

const REMEDY = 'set the clock right and start again, or accept it as it is: npm run carethread -- accept-clock';

/**
 * The clock of production (architecture §5). Small steps back are clamped; after a leap against the monotonic clock, or a start
 * before the last recordedAt or 30 days after it, writes are refused until the operator has accepted the clock. Meanwhile time goes
 * on from where it was last trusted, so that reads can still be written down.
 */
export class ClockGuard implements Clock {
  #wall: number;
  #monotonic: number;
  #trusted: number;
  #refusal: string | undefined;

  constructor(readonly sources: TimeSources = machineTime) {
    this.#wall = this.#trusted = sources.wall();
    this.#monotonic = sources.monotonic();
  }

  /** Compares the clock with the logs. */
  startAfter(known: readonly LastKnown[]): void {
    const last = known.toSorted((a, b) => (a.recordedAt < b.recordedAt ? 1 : -1))[0];
    if (last === undefined) return;
    const recorded = Date.parse(last.recordedAt);
    const floor = last.accepted === undefined ? recorded : Math.min(recorded, Date.parse(last.accepted));
    const wall = this.#wall;
    if (wall < floor - LEAP_MS) this.#refuse(`the clock stands before the last recorded event (${last.recordedAt})`);
    else if (wall > recorded + LONGEST_REST_MS)
      this.#refuse(`the clock stands more than 30 days after the last recorded event (${last.recordedAt})`);
    if (this.#refusal !== undefined) this.#trusted = recorded;
  }

  now(): number {
    this.#readTime();
    return this.#trusted;
  }

  /** Why nothing may be written, and what to do; undefined while the clock is trusted. */
  refusal(): string | undefined {
    this.#readTime();
    return this.#refusal;
  }

  /** The operator says that the clock is right; gives the instant that was accepted. */
  accept(): Instant {
    this.#readTime();
    this.#refusal = undefined;
    this.#trusted = this.#wall;
    return new Date(this.#wall).toISOString();
  }

  #readTime(): void {
    const wall = this.sources.wall();
    const monotonic = this.sources.monotonic();
    const elapsed = monotonic - this.#monotonic;
    const leap = wall - this.#wall - elapsed;
    this.#wall = wall;
    this.#monotonic = monotonic;
    if (Math.abs(leap) > LEAP_MS)
      this.#refuse(`the clock leapt by ${Math.round(leap / 1000)} seconds (now ${new Date(wall).toISOString()})`);
    this.#trusted = this.#refusal === undefined ? Math.max(this.#trusted, wall) : this.#trusted + elapsed;
  }

  #refuse(why: string): void {
    this.#refusal ??= `${why}: ${REMEDY}`;
  }
}
