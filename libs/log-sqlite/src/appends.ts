import {
  checkImport,
  EventIdTaken,
  instantAfter,
  NO_STREAM,
  RevisionConflict,
  stampAppend,
  type AppendRequest,
  type AppendResult,
  type Clock,
  type LogHead,
  type StoredEvent,
} from '@carethread/event-sourcing';
import { member, numberMember, type Instant } from '@carethread/ledger';
import { LRUCache } from 'lru-cache';
import type { CommitRow, Commits } from './commit-thread.js';
import { explain } from './failures.js';
import type { LogRows, NumberedStream } from './log-rows.js';

interface Waiting {
  readonly request: AppendRequest;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/** What is on its way to the disk in one commit. */
interface Batch {
  /** Empty once the batch was given up and its appends wait again. */
  answers: ((failed: Error | undefined) => void)[];
  readonly waiting: readonly Waiting[];
  readonly added: StoredEvent[];
  readonly rows: CommitRow[];
  readonly streams: [number, string][];
  head: LogHead;
  /** Resolves when the commit has ended, well or badly. */
  arrived: Promise<void>;
}

/** What the writing end of a log works on. */
export interface AppendSite {
  readonly service: string;
  readonly file: string;
  readonly clock: Clock;
  readonly rows: LogRows;
  readonly commits: Commits;
  /** Called, in log order, with what was committed, before its appends are acknowledged. */
  readonly committed: (added: readonly StoredEvent[]) => void;
  /** Called after that. */
  readonly acknowledged: () => void;
}

/** Appends that share one commit, at most: a sync costs the same for one as for many. */
const GROUP = 256;
/** Commits on their way at once: while one waits for the disk, the next is stamped. More would only make them smaller. */
const ON_THE_WAY = 2;
/** Fewer appends are not divided into two groups. */
const SMALL_BATCH = 16;
const NEVER = new Promise<void>(() => undefined);

/** The writing end of one log: group commits on a thread of their own, acknowledged after the sync. */
export class Appends {
  /** By size and not by `max`, which would preallocate all of it when the log is opened. */
  readonly #streams = new LRUCache<string, NumberedStream>({ maxSize: 100_000, sizeCalculation: () => 1 });
  #queue: Waiting[] = [];
  #scheduled = false;
  /** Of what is stored. */
  #head: LogHead;
  /** Of what is stamped: what is on its way is counted as if it had arrived. */
  #next: LogHead;
  #lastNo: number;
  readonly #onTheWay: Batch[] = [];
  /** Grows with every commit that failed: what was numbered on from it is given up with it. */
  #epoch = 0;
  #failed: Error | undefined;
  readonly #resent = new WeakSet<AppendRequest>();
  readonly #drained: (() => void)[] = [];
  #notBefore: Instant = '';

  /** @param end the end of what is stored, and the greatest number of a stream */
  constructor(
    end: { readonly head: LogHead; readonly lastNo: number },
    readonly site: AppendSite,
  ) {
    this.#head = this.#next = end.head;
    this.#lastNo = end.lastNo;
  }

  /** The end of what is stored. */
  get head(): LogHead {
    return this.#head;
  }

  append(request: AppendRequest): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ request, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled || this.#queue.length === 0 || this.#onTheWay.length >= ON_THE_WAY) return;
    this.#scheduled = true;
    // A turn of the event loop gathers concurrent appends: they share one sync.
    setImmediate(() => this.#flush());
  }

  /** Many writers are divided into two groups that take turns: while one group's commit waits for the disk, the other is stamped. */
  #share(): number {
    const { length } = this.#queue;
    return Math.min(GROUP, length < SMALL_BATCH ? length : Math.ceil(length / (ON_THE_WAY - this.#onTheWay.length)));
  }

  #flush(): void {
    this.#scheduled = false;
    const batch = this.#begin(this.#queue.splice(0, this.#share()));
    this.#onTheWay.push(batch);
    for (const { request, resolve, reject } of batch.waiting) {
      try {
        const result = this.#store(request, batch);
        batch.answers.push((failed) => (failed === undefined ? resolve(result) : reject(failed)));
      } catch (error) {
        // Even a refusal waits for its commit: what it was refused for may be on its way.
        const refused = isSqlite(error) ? explain(error, this.site.file) : error;
        batch.answers.push((failed) => reject(failed ?? refused));
      }
    }
    batch.head = this.#next;
    batch.arrived = this.#commit(batch, this.#epoch);
    this.#schedule();
  }

  #begin(waiting: readonly Waiting[]): Batch {
    return { answers: [], waiting, added: [], rows: [], streams: [], head: this.#next, arrived: NEVER };
  }

  async #commit(batch: Batch, epoch: number): Promise<void> {
    let failed: Error | undefined;
    try {
      await this.site.commits.commit(epoch, batch.streams, batch.rows);
    } catch (error) {
      if (epoch === this.#epoch) this.#giveUp(error);
      failed = this.#failed;
    }
    this.#onTheWay.shift(); // commits end in the order in which they began
    if (failed === undefined) {
      this.#head = batch.head;
      this.site.committed(batch.added);
    }
    for (const answer of batch.answers) answer(failed);
    if (failed === undefined && batch.added.length > 0) this.site.acknowledged();
    this.#schedule();
    if (this.#onTheWay.length === 0 && this.#queue.length === 0) for (const done of this.#drained.splice(0)) done();
  }

  /** Numbers on from what is stored; what is still on its way was numbered on from what is not, and fails with it. */
  #giveUp(error: unknown): void {
    this.#epoch += 1;
    this.#failed = explain(error, this.site.file);
    this.#next = this.#head;
    this.#lastNo = this.site.rows.lastNo();
    this.#streams.clear();
    if (!isConstraint(error)) return;
    // An id is there already: an acknowledgement was lost. The whole batch waits again, and this time the ids are looked up first.
    const again = this.#onTheWay.flatMap(({ waiting }) => waiting);
    for (const batch of this.#onTheWay) if (batch.waiting.length > 0) batch.answers = [];
    for (const { request } of again) this.#resent.add(request);
    this.#queue.unshift(...again);
  }

  /** Resolves when nothing is on its way. */
  async settled(): Promise<void> {
    if (this.#onTheWay.length > 0 || this.#queue.length > 0)
      await new Promise<void>((resolve) => this.#drained.push(resolve));
  }

  /** From now on nothing is stamped at or before the instant; resolves once all that was is on the disk. */
  async closeUntil(instant: Instant): Promise<void> {
    if (Date.parse(instant) < this.site.clock.now() && instant >= this.#notBefore)
      this.#notBefore = instantAfter(instant);
    const last = this.#queue.at(-1);
    do {
      await new Promise((resolve) => setImmediate(resolve));
      await Promise.all(this.#onTheWay.map(({ arrived }) => arrived));
    } while (last !== undefined && this.#queue.includes(last));
  }

  #store(request: AppendRequest, batch: Batch): AppendResult {
    const stream = this.#stream(request.stream);
    // Ids are looked up where something speaks for a resent append; the table refuses the others (see #giveUp).
    const suspect = request.expectedRevision !== (stream?.revision ?? 0) || this.#resent.has(request);
    const duplicates = stream === undefined || !suspect ? [] : this.#duplicates(stream.no, request);
    if (duplicates.length === request.events.length) return { outcome: 'duplicate', events: duplicates };
    if (duplicates.length > 0)
      throw new RevisionConflict(request.stream, request.expectedRevision, stream?.revision ?? 0);
    // Of those that nothing speaks against the table refuses the ones whose id stands in another stream, and they wait again.
    if (this.#resent.has(request) && request.events.some(({ id }) => this.#isTaken(id)))
      throw new EventIdTaken(request.stream);
    const made = stampAppend(request, stream ?? NO_STREAM, this.#next, this.site.clock, this.#notBefore);
    const no = stream?.no ?? this.#newStream(request.stream, batch);
    for (const { position, logHash, text, event } of made.stored)
      batch.rows.push([position, no, event.revision, event.id, logHash, text]);
    this.#streams.set(request.stream, { ...made.stream, no });
    this.#next = made.log;
    batch.added.push(...made.stored);
    return { outcome: 'appended', events: made.stored };
  }

  #newStream(name: string, batch: Batch): number {
    this.#lastNo += 1;
    batch.streams.push([this.#lastNo, name]);
    return this.#lastNo;
  }

  /** Stores events that were stamped elsewhere, in a commit of their own that nothing else is on its way beside. */
  async importStored(events: readonly StoredEvent[]): Promise<void> {
    while (this.#onTheWay.length > 0 || this.#queue.length > 0) await this.settled();
    const batch = this.#begin([]);
    batch.head = checkImport(
      this.site.service,
      events,
      this.#next,
      (stream) => this.#stream(stream),
      (id) => this.site.rows.holds(id),
    );
    for (const { position, logHash, text, event } of events) {
      const no = this.#stream(event.stream)?.no ?? this.#newStream(event.stream, batch);
      batch.rows.push([position, no, event.revision, event.id, logHash, text]);
      this.#streams.set(event.stream, { revision: event.revision, hash: event.hash, no });
      batch.added.push({ position, logHash, text, event });
    }
    this.#next = batch.head;
    this.#onTheWay.push(batch);
    await new Promise<void>((resolve, reject) => {
      batch.answers.push((failed) => (failed === undefined ? resolve() : reject(failed)));
      batch.arrived = this.#commit(batch, this.#epoch);
    });
  }

  #duplicates(streamNo: number, request: AppendRequest): StoredEvent[] {
    return request.events.flatMap(
      ({ id }) => this.site.rows.eventOf(streamNo, id) ?? this.#coming(request.stream, id) ?? [],
    );
  }

  /** Whether an id stands in the log, or is on its way there. */
  #isTaken(id: string): boolean {
    return this.site.rows.holds(id) || this.#onTheWay.some(({ added }) => added.some(({ event }) => event.id === id));
  }

  /** An event that is on its way to the disk already. */
  #coming(stream: string, id: string): StoredEvent | undefined {
    for (const { added } of this.#onTheWay) {
      const found = added.find(({ event }) => event.id === id && event.stream === stream);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #stream(name: string): NumberedStream | undefined {
    const cached = this.#streams.get(name);
    if (cached !== undefined) return cached;
    const stream = this.site.rows.streamEnd(name);
    if (stream !== undefined) this.#streams.set(name, stream);
    return stream;
  }
}

/** SQLITE_CONSTRAINT: the table or its triggers refused a row that is there already. */
function isConstraint(error: unknown): boolean {
  return (numberMember(error, 'errcode') ?? 0) % 256 === 19;
}

function isSqlite(error: unknown): boolean {
  return member(error, 'code') === 'ERR_SQLITE_ERROR';
}
