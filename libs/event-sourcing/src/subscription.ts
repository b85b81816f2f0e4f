import { errorOf } from '@carethread/ledger';
import type { EventLog, StoredEvent } from './event-log.js';

export interface SubscriptionOptions {
  readonly log: EventLog;
  /** The last position already handled; 0 begins at the first event. */
  readonly from: number;
  /** Events a call, at most. Default 500. */
  readonly batch?: number;
  /** Resolves once the events are dealt with; a rejection brings the same events again, later. */
  readonly handle: (events: readonly StoredEvent[]) => Promise<void>;
}

/** A consumer of one log that never skips: it stops at what it cannot handle, says so, and tries again. */
export interface Subscription {
  /** The last position handled. */
  position(): number;
  /** Resolves when everything up to `position` has been handled. */
  caughtUp(position: number): Promise<void>;
  /** Like `caughtUp`, but rejects at once with the error that the subscription is stalled at. */
  reached(position: number): Promise<void>;
  /** The error that it is stalled at, if it is. */
  stalled(): Error | undefined;
  /** Resolves when nothing is being handled any more. */
  stop(): Promise<void>;
}

interface Waiting {
  readonly position: number;
  readonly resolve: () => void;
  /** Present where the waiter does not wait for a repair. */
  readonly reject?: (error: Error) => void;
}

const FIRST_BACK_OFF_MS = 20;
const LONGEST_BACK_OFF_MS = 5_000;

/** Catches up from any position and then follows live, one batch at a time (back-pressure), with no gap between the two. */
export function subscribe(options: SubscriptionOptions): Subscription {
  const { log, batch = 500, handle } = options;
  let position = options.from;
  let stopped = false;
  let error: Error | undefined;
  let woken = true;
  let wake: (() => void) | undefined;
  let waiting: Waiting[] = [];

  const nudge = (): void => {
    woken = true;
    wake?.();
  };
  const stopListening = log.onAppended(nudge);

  const pause = (millis?: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = millis === undefined ? undefined : setTimeout(done, millis);
      function done(): void {
        clearTimeout(timer);
        wake = undefined;
        resolve();
      }
      // A back-off ends by time or by stopping; an idle wait by the next append.
      wake = () => {
        if (millis === undefined || stopped) done();
      };
    });

  const release = (): void => {
    if (waiting.length === 0) return;
    const still = [];
    for (const waiter of waiting)
      if (waiter.position <= position) waiter.resolve();
      else still.push(waiter);
    waiting = still;
  };

  const run = async (): Promise<void> => {
    let backOff = FIRST_BACK_OFF_MS;
    while (!stopped) {
      woken = false;
      try {
        const events = await log.readAll(position, batch);
        const last = events.at(-1);
        if (last === undefined) {
          error = undefined; // the events that could not be handled are gone
          backOff = FIRST_BACK_OFF_MS;
          if (!woken) await pause();
          continue;
        }
        await handle(events);
        position = last.position;
        error = undefined;
        backOff = FIRST_BACK_OFF_MS;
        release();
        if (!woken && log.isCaughtUp?.(position) === true) await pause();
      } catch (cause) {
        if (stopped) return;
        error = errorOf(cause);
        for (const { reject } of waiting) reject?.(error);
        waiting = waiting.filter(({ reject }) => reject === undefined);
        await pause(backOff);
        backOff = Math.min(backOff * 2, LONGEST_BACK_OFF_MS);
      }
    }
  };
  const running = run();

  return {
    position: () => position,
    caughtUp: (wanted) =>
      wanted <= position || stopped
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push({ position: wanted, resolve })),
    reached: (wanted) => {
      if (wanted <= position || stopped) return Promise.resolve();
      if (error !== undefined) return Promise.reject(error);
      return new Promise((resolve, reject) => waiting.push({ position: wanted, resolve, reject }));
    },
    stalled: () => error,
    stop: async () => {
      stopped = true;
      stopListening();
      nudge();
      await running;
      for (const { resolve } of waiting) resolve();
      waiting = [];
    },
  };
}
