import type { Bus, BusHandler, BusMessage } from './bus.js';

/** A bus whose publications can be kept back: all of them, or single topics. What is kept waits with its publisher, in order. */
export class PausableBus implements Bus {
  readonly #held = new Set<string>();
  readonly #waiting = new Set<() => void>();
  readonly #gates = new Map<string, Promise<void>>();
  #paused = false;
  #closed = false;

  constructor(readonly inner: Bus) {}

  async publish(topic: string, messages: readonly BusMessage[]): Promise<void> {
    // Through the gate in the order in which they came, however long the first has waited.
    const gate = (this.#gates.get(topic) ?? Promise.resolve()).then(() => this.#open(topic));
    this.#gates.set(topic, gate);
    await gate;
    if (this.#closed) throw new Error('the bus is closed');
    await this.inner.publish(topic, messages);
  }

  async #open(topic: string): Promise<void> {
    while (!this.flows(topic) && !this.#closed) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  subscribe(topics: string | readonly string[], group: string, handler: BusHandler): Promise<() => Promise<void>> {
    return this.inner.subscribe(topics, group, handler);
  }

  lag(): Promise<number> {
    return this.inner.lag();
  }

  highWatermark(topic: string): string {
    return this.inner.highWatermark(topic);
  }

  retains(topic: string, end: string): Promise<boolean> {
    return this.inner.retains(topic, end);
  }

  msSinceCaughtUp(): number {
    return this.inner.msSinceCaughtUp();
  }

  /** Stops the whole bus, or holds single topics; anything let go again flows at once. */
  pause(wanted: { readonly paused: boolean; readonly hold: readonly string[] }): void {
    this.#paused = wanted.paused;
    this.#held.clear();
    for (const topic of wanted.hold) this.#held.add(topic);
    this.#wake();
  }

  /** Whether this topic flows. */
  flows(topic: string): boolean {
    return !this.#paused && !this.#held.has(topic);
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#wake();
    await this.inner.close();
  }
}
