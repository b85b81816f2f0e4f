import type { StoredEvent } from '@carethread/event-sourcing';

/** A ring buffer of recent events, shared by all subscriptions: those that keep up query the server once between them. */
const RECENT = 2048;
/** Events that one query at the end reads, for all subscriptions at once. */
const PAGE = 500;

/** The end of a log as this process knows it, by its own appends and by notices of other processes. */
export class Tail {
  #recent: StoredEvent[] = [];
  /** How many notices of appends there were. */
  #notices = 1;
  /** That count when the server last answered that there was nothing more. */
  #answered = 0;
  #next: Promise<void> | undefined;
  #sent: Promise<unknown> = Promise.resolve();

  constructor(
    /** Reads events with a position > after from the server, in order. */
    readonly query: (after: number, limit: number) => Promise<readonly StoredEvent[]>,
  ) {}

  get last(): number | undefined {
    return this.#recent.at(-1)?.position;
  }

  /** Caches what was stored. Only an unbroken run is of use; where another process wrote in between, the cache begins again. */
  remember(stored: readonly StoredEvent[]): void {
    const { last } = this;
    const added = last === undefined ? stored : stored.filter(({ position }) => position > last);
    if (last !== undefined && added.length > 0 && last + 1 !== added[0]?.position) this.#recent = [];
    this.#recent.push(...added);
    if (this.#recent.length > 2 * RECENT) this.#recent = this.#recent.slice(-RECENT);
  }

  /** Another process may have stored something, or notices may have been missed. */
  invalidate(): void {
    this.#notices += 1;
  }

  /** Whether no notice is unanswered and nothing follows the position. */
  isCaughtUp(position: number): boolean {
    return this.#answered === this.#notices && position === this.last;
  }

  /** As `EventLog.readAll`. */
  async read(after: number, limit: number): Promise<readonly StoredEvent[]> {
    const cached = this.#cached(after, limit);
    if (cached !== undefined) return cached;
    if (after !== this.last) return this.#beyond(after, limit);
    await this.#catchUp();
    return this.#cached(after, limit) ?? (after === this.last ? [] : this.#beyond(after, limit));
  }

  #cached(after: number, limit: number): readonly StoredEvent[] | undefined {
    const first = this.#recent[0]?.position;
    const { last } = this;
    return first !== undefined && last !== undefined && after >= first - 1 && after < last
      ? this.#recent.slice(after - first + 1, after - first + 1 + limit)
      : undefined;
  }

  async #beyond(after: number, limit: number): Promise<readonly StoredEvent[]> {
    const notices = this.#notices;
    const events = await this.query(after, limit);
    // The end of the log, and nothing of it is cached yet.
    if (this.#recent.length === 0 && events.length > 0 && events.length < limit) {
      this.remember(events);
      this.#answered = notices;
    }
    return events;
  }

  /** Reads what others have stored since; a call made during a query shares the next one. */
  #catchUp(): Promise<void> {
    this.#next ??= this.#sent.then(() => {
      this.#next = undefined;
      const answer = this.#readAppended();
      this.#sent = answer.catch(() => undefined);
      return answer;
    });
    return this.#next;
  }

  async #readAppended(): Promise<void> {
    const { last } = this;
    if (last === undefined) return;
    const notices = this.#notices;
    const events = await this.query(last, PAGE);
    // What this process stored meanwhile is cached already, or will be.
    if (this.last !== last) return;
    this.remember(events);
    if (events.length < PAGE) this.#answered = notices;
  }
}
