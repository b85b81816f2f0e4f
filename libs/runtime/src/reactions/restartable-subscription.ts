import { subscribe, type EventLog, type StoredEvent, type Subscription } from '@carethread/event-sourcing';
import { errorOf } from '@carethread/ledger';
import { isOutage } from '../outage.js';

/** How long a failed start waits for its next attempt, in milliseconds. */
const RETRY_MS = 250;

/** A subscription that can restart at another position after its store or broker lost data. */
export class RestartableSubscription {
  #subscription: Subscription | undefined;
  #beginning: Promise<void> | undefined;
  #error: Error | undefined;
  #stopped = true;
  #wake: (() => void) | undefined;

  constructor(
    readonly log: EventLog,
    readonly handle: (events: readonly StoredEvent[]) => Promise<void>,
  ) {}

  /**
   * Begins after the position that `from` gives. While a server is away, the call is repeated until it answers; resolves when there was
   * an answer, and rejects with any other failure.
   */
  begin(from: () => Promise<number>): Promise<void> {
    this.#stopped = false;
    return this.#once(() => this.#begin(from, isOutage));
  }

  /** Restarts after the position that `from` gives, as often as it takes; does nothing where it was stopped. */
  restart(from: () => Promise<number>): void {
    if (!this.#stopped) void this.#once(() => this.#begin(from, () => true));
  }

  #once(begin: () => Promise<void>): Promise<void> {
    if (this.#beginning !== undefined) return this.#beginning;
    const beginning = begin().finally(() => (this.#beginning = undefined));
    this.#beginning = beginning;
    beginning.catch(() => undefined);
    return beginning;
  }

  async #begin(from: () => Promise<number>, patient: (error: unknown) => boolean): Promise<void> {
    await this.#subscription?.stop();
    this.#subscription = undefined;
    while (!this.#stopped)
      try {
        const position = await from();
        this.#error = undefined;
        this.#subscription = subscribe({ log: this.log, from: position, handle: this.handle });
        return;
      } catch (error) {
        this.#error = errorOf(error);
        if (!patient(error)) throw error;
        await this.#pause();
      }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, RETRY_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.#stopped) this.#wake();
    });
  }

  position(): number {
    return this.#subscription?.position() ?? 0;
  }

  async caughtUp(position: number): Promise<void> {
    while (!this.#stopped && this.position() < position) {
      await this.#beginning?.catch(() => undefined);
      if (this.#subscription === undefined) return;
      await this.#subscription.caughtUp(position);
    }
  }

  /** As `caughtUp`, but rejects with the error that the subscription is stalled at. */
  async reached(position: number): Promise<void> {
    await this.#subscription?.reached(position);
    await this.caughtUp(position);
  }

  stalled(): Error | undefined {
    return this.#error ?? this.#subscription?.stalled();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake?.();
    await this.#beginning?.catch(() => undefined);
    await this.#subscription?.stop();
    this.#subscription = undefined;
  }
}
