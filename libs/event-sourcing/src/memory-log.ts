import type { Instant } from '@carethread/ledger';
import {
  EventIdTaken,
  RevisionConflict,
  type AppendRequest,
  type AppendResult,
  type Clock,
  type LogHead,
  type StoredEvent,
} from './event-log.js';
import { EMPTY_LOG, instantAfter, NO_STREAM, stampAppend } from './stamping.js';
import { checkImport, type ImportableLog } from './stored-import.js';

/** An event log that lives as long as its process: for tests, and to say what every adapter must do. */
export class MemoryLog implements ImportableLog {
  readonly service: string;
  readonly #clock: Clock;
  readonly #events: StoredEvent[] = [];
  readonly #streams = new Map<string, StoredEvent[]>();
  readonly #ids = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #head: LogHead = EMPTY_LOG;
  #notBefore: Instant = '';

  constructor(options: { readonly service: string; readonly clock: Clock }) {
    this.service = options.service;
    this.#clock = options.clock;
  }

  append(request: AppendRequest): Promise<AppendResult> {
    return Promise.resolve().then(() => {
      const known = this.#streams.get(request.stream) ?? [];
      const duplicates = known.filter(({ event }) => request.events.some(({ id }) => id === event.id));
      if (duplicates.length === request.events.length) return { outcome: 'duplicate', events: duplicates };
      if (duplicates.length > 0) throw new RevisionConflict(request.stream, request.expectedRevision, known.length);
      if (request.events.some(({ id }) => this.#ids.has(id))) throw new EventIdTaken(request.stream);
      const last = known.at(-1)?.event;
      const made = stampAppend(
        request,
        last === undefined ? NO_STREAM : last,
        this.#head,
        this.#clock,
        this.#notBefore,
      );
      this.#head = made.log;
      this.#events.push(...made.stored);
      for (const { event } of made.stored) this.#ids.add(event.id);
      this.#streams.set(request.stream, [...known, ...made.stored]);
      for (const wake of this.#listeners) wake();
      return { outcome: 'appended', events: made.stored };
    });
  }

  importStored(events: readonly StoredEvent[]): Promise<void> {
    return Promise.resolve().then(() => {
      const known = (stream: string): readonly StoredEvent[] => this.#streams.get(stream) ?? [];
      this.#head = checkImport(
        this.service,
        events,
        this.#head,
        (stream) => known(stream).at(-1)?.event,
        (id) => this.#ids.has(id),
      );
      this.#events.push(...events);
      for (const { event } of events) this.#ids.add(event.id);
      for (const stored of events) this.#streams.set(stored.event.stream, [...known(stored.event.stream), stored]);
      for (const wake of this.#listeners) wake();
    });
  }

  readStream(
    stream: string,
    range: { readonly from?: number; readonly to?: number } = {},
  ): Promise<readonly StoredEvent[]> {
    const { from = 1, to = Infinity } = range;
    const events = this.#streams.get(stream) ?? [];
    return Promise.resolve(events.filter(({ event }) => event.revision >= from && event.revision <= to));
  }

  readAll(after: number, limit: number): Promise<readonly StoredEvent[]> {
    return Promise.resolve(this.#events.slice(after, after + limit));
  }

  head(): Promise<LogHead> {
    return Promise.resolve(this.#head);
  }

  positionAt(instant: Instant): Promise<number> {
    // One turn later than any append that was called before.
    return Promise.resolve().then(() => {
      if (Date.parse(instant) < this.#clock.now() && instant >= this.#notBefore)
        this.#notBefore = instantAfter(instant);
      return this.#events.findLast(({ event }) => event.recordedAt <= instant)?.position ?? 0;
    });
  }

  onAppended(wake: () => void): () => void {
    this.#listeners.add(wake);
    return () => this.#listeners.delete(wake);
  }

  close(): Promise<void> {
    this.#listeners.clear();
    return Promise.resolve();
  }
}
