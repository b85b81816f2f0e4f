import type { Bus, BusHandler, BusMessage } from './bus.js';

interface Listener {
  readonly group: string;
  readonly handler: BusHandler;
}

const RETRY_MS = 50;

/**
 * The bus of one process: `publish` resolves once every subscriber has stored the messages, so the relay's checkpoint means the
 * same as with a broker. Tests may pause it, hold topics back, and have everything delivered twice.
 */
export class MemoryBus implements Bus {
  readonly #listeners = new Map<string, Listener[]>();
  readonly #held = new Set<string>();
  readonly #waiting = new Set<() => void>();
  /** The last publication of each topic: the next one begins when it has ended, so that nothing overtakes a retry. */
  readonly #turns = new Map<string, Promise<void>>();
  #paused = false;
  #closed = false;

  constructor(readonly options: { readonly deliverTwice?: boolean } = {}) {}

  publish(topic: string, messages: readonly BusMessage[]): Promise<void> {
    const turn = (this.#turns.get(topic) ?? Promise.resolve()).then(() => this.#publish(topic, messages));
    this.#turns.set(
      topic,
      turn.catch(() => undefined),
    );
    return turn;
  }

  async #publish(topic: string, messages: readonly BusMessage[]): Promise<void> {
    while ((this.#paused || this.#held.has(topic)) && !this.#closed)
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    if (this.#closed) throw new Error('the bus is closed');
    await Promise.all((this.#listeners.get(topic) ?? []).map((listener) => this.#deliver(topic, listener, messages)));
  }

  async #deliver(topic: string, listener: Listener, messages: readonly BusMessage[]): Promise<void> {
    for (let again = this.options.deliverTwice === true ? 2 : 1; again > 0;) {
      try {
        await listener.handler(messages);
        again -= 1;
      } catch (error) {
        // Nobody is left who could store it, so the publisher must keep it.
        if (this.#closed || this.#listeners.get(topic)?.includes(listener) !== true) throw error;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  subscribe(topic: string, group: string, handler: BusHandler): Promise<() => Promise<void>> {
    const listener = { group, handler };
    this.#listeners.set(topic, [...(this.#listeners.get(topic) ?? []), listener]);
    return Promise.resolve(() => {
      this.#listeners.set(
        topic,
        (this.#listeners.get(topic) ?? []).filter((one) => one !== listener),
      );
      return Promise.resolve();
    });
  }

  /** Whether anything is being kept back now. */
  get held(): boolean {
    return this.#paused || this.#held.size > 0;
  }

  /** Stops the whole bus, or holds single topics; anything let go again flows at once. */
  control(wanted: { readonly paused: boolean; readonly hold: readonly string[] }): void {
    this.#paused = wanted.paused;
    this.#held.clear();
    for (const topic of wanted.hold) this.#held.add(topic);
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  /** Whether this topic flows. */
  flows(topic: string): boolean {
    return !this.#paused && !this.#held.has(topic);
  }

  close(): Promise<void> {
    this.#closed = true;
    for (const wake of this.#waiting) wake();
    return Promise.resolve();
  }
}
