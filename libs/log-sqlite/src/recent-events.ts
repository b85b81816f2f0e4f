import type { StoredEvent } from '@carethread/event-sourcing';

const RECENT = 4096;
/** As many characters of text as they may hold together: large events make fewer of them. */
const RECENT_LENGTH = 16 * 1024 * 1024;

/** The newest events of a log in memory: subscriptions that keep up never read the disk. */
export class RecentEvents {
  #events: StoredEvent[] = [];
  #length = 0;

  add(added: readonly StoredEvent[]): void {
    for (const event of added) {
      this.#events.push(event);
      this.#length += event.text.length;
    }
    if (this.#events.length <= 2 * RECENT && this.#length <= RECENT_LENGTH) return;
    this.#events = this.#events.slice(-Math.min(RECENT, Math.ceil(this.#events.length / 2)));
    this.#length = this.#events.reduce((sum, { text }) => sum + text.length, 0);
  }

  /** Events with position > after, at most `limit`; undefined where they reach further back than these. */
  after(position: number, limit: number): readonly StoredEvent[] | undefined {
    const first = this.#events[0]?.position;
    if (first === undefined || position < first - 1) return undefined;
    const from = position - first + 1;
    return this.#events.slice(from, from + limit);
  }
}
