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
  #query: Promise<void> | undefined;
  #sent: Promise<unknown> = Promise.resolve();

  constructor(
    /** Asks the server for events with a position > after, in order. */
    readonly ask: (after: number, limit: number) => Promise<readonly StoredEvent[]>,
  ) {}

  get last(): number | undefined {
    return this.#recent.at(-1)?.position;
  }

  /** Takes to hand what was stored. Only an unbroken run is of use; where another process wrote in between, it begins again. */
  remember(stored: readonly StoredEvent[]): void {
    const { last } = this;
    const added = last === undefined ? stored : stored.filter(({ position }) => position > last);
    if (last !== undefined && added.length > 0 && last + 1 !== added[0]?.position) this.#recent = [];
    this.#recent.push(...added);
    if (this.#recent.length > 2 * RECENT) this.#recent = this.#recent.slice(-RECENT);
  }

  /** Another process may have stored something, or nobody could tell whether one has. */
  invalidate(): void {
    this.#notices += 1;
  }

  /** Whether no notice is unanswered and nothing follows the position. */
  isCaughtUp(position: number): boolean {
    return this.#answered === this.#notices && position === this.last;
  }

  /** As `EventLog.readAll`. */
  async read(after: number, limit: number): Promise<readonly StoredEvent[]> {
    const atHand = this.#atHand(after, limit);
    if (atHand !== undefined) return atHand;
    if (after !== this.last) return this.#beyond(after, limit);
    await this.#news();
    return this.#atHand(after, limit) ?? (after === this.last ? [] : this.#beyond(after, limit));
  }

  #atHand(after: number, limit: number): readonly StoredEvent[] | undefined {
    const first = this.#recent[0]?.position;
    const { last } = this;
    return first !== undefined && last !== undefined && after >= first - 1 && after < last
      ? this.#recent.slice(after - first + 1, after - first + 1 + limit)
      : undefined;
  }

  async #beyond(after: number, limit: number): Promise<readonly StoredEvent[]> {
    const notices = this.#notices;
    const events = await this.ask(after, limit);
    // The end of the log, and nothing of it is at hand yet.
    if (this.#recent.length === 0 && events.length > 0 && events.length < limit) {
      this.remember(events);
      this.#answered = notices;
    }
    return events;
  }

  /** Reads what others have stored since; a call made during a query shares the next one. */
  #news(): Promise<void> {
    this.#query ??= this.#sent.then(() => {
      this.#query = undefined;
      const answer = this.#askNews();
      this.#sent = answer.catch(() => undefined);
      return answer;
    });
    return this.#query;
  }

  async #askNews(): Promise<void> {
    const { last } = this;
    if (last === undefined) return;
    const notices = this.#notices;
    const events = await this.ask(last, PAGE);
    // What this process stored meanwhile has been taken to hand already, or will be.
    if (this.last !== last) return;
    this.remember(events);
    if (events.length < PAGE) this.#answered = notices;
  }
}
