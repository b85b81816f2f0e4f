import { subscribe, type EventLog, type StoredEvent, type Subscription } from '@carethread/event-sourcing';

/** How long a beginning that failed waits for its next attempt, in milliseconds. */
const AGAIN_MS = 250;

/** A subscription that may have to begin again from elsewhere: what it keeps, or whom it tells, was lost meanwhile. */
export class Following {
  #subscription: Subscription | undefined;
  #beginning: Promise<void> | undefined;
  #error: Error | undefined;
  #stopped = true;
  #wake: (() => void) | undefined;

  constructor(
    readonly log: EventLog,
    readonly handle: (events: readonly StoredEvent[]) => Promise<void>,
  ) {}

  /** Begins after the position that `from` gives, as soon as it gives one; resolves at once, whether or not it has yet. */
  begin(from: () => Promise<number>): void {
    this.#stopped = false;
    if (this.#beginning !== undefined) return;
    this.#beginning = this.#begin(from).finally(() => (this.#beginning = undefined));
  }

  /** Resolves when the beginning that is under way has been made. */
  async begun(): Promise<void> {
    await this.#beginning;
  }

  async #begin(from: () => Promise<number>): Promise<void> {
    await this.#subscription?.stop();
    this.#subscription = undefined;
    while (!this.#stopped)
      try {
        const position = await from();
        this.#error = undefined;
        this.#subscription = subscribe({ log: this.log, from: position, handle: this.handle });
        return;
      } catch (error) {
        this.#error = error as Error;
        await this.#pause();
      }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, AGAIN_MS);
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
      await this.#beginning;
      if (this.#subscription === undefined) return;
      await this.#subscription.caughtUp(position);
    }
  }

  stalled(): Error | undefined {
    return this.#error ?? this.#subscription?.stalled();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake?.();
    await this.#beginning;
    await this.#subscription?.stop();
    this.#subscription = undefined;
  }
}
