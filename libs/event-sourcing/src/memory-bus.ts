import type { Bus, BusHandler, BusMessage } from './bus.js';

interface Listener {
  readonly group: string;
  readonly handler: BusHandler;
}

const RETRY_MS = 50;

/**
 * The bus of one process: `publish` resolves once every subscriber has stored the messages, so the relay's checkpoint means the
 * same as with a broker. Tests may have everything delivered twice.
 */
export class MemoryBus implements Bus {
  readonly #listeners = new Map<string, Listener[]>();
  /** The last publication of each topic: the next one begins when it has ended, so that nothing overtakes a retry. */
  readonly #turns = new Map<string, Promise<void>>();
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

  subscribe(topics: string | readonly string[], group: string, handler: BusHandler): Promise<() => Promise<void>> {
    const listener = { group, handler };
    const names = [topics].flat();
    for (const topic of names) this.#listeners.set(topic, [...(this.#listeners.get(topic) ?? []), listener]);
    return Promise.resolve(() => {
      for (const topic of names)
        this.#listeners.set(
          topic,
          (this.#listeners.get(topic) ?? []).filter((one) => one !== listener),
        );
      return Promise.resolve();
    });
  }

  /** A publisher waits until every consumer has stored the message, so nothing is ever in flight. */
  lag(): Promise<number> {
    return Promise.resolve(0);
  }

  highWatermark(): string {
    return '';
  }

  retains(): Promise<boolean> {
    return Promise.resolve(true);
  }

  msSinceCaughtUp(): number {
    return 0;
  }

  close(): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
  }
}
