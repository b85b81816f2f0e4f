import {
  EventIdTaken,
  checkImport,
  instantAfter,
  LogUnavailable,
  NO_STREAM,
  RevisionConflict,
  stampAppend,
  type AppendRequest,
  type AppendResult,
  type Clock,
  type ImportableLog,
  type LogHead,
  placed,
  type StoredEvent,
  type StreamHead,
} from '@carethread/event-sourcing';
import { member, type Instant } from '@carethread/ledger';
import { Connection } from './connection.js';
import { followStream } from './follow-stream.js';
import { LogReader } from './log-reader.js';
import { refuseAnother, refuseForgetting } from './stream-check.js';
import { StreamIndex } from './stream-index.js';
import { WriterClaim } from './writer-claim.js';

export interface KurrentLogOptions {
  /** `kurrentdb://host:2113?tls=false`, as the client package knows it. */
  readonly url: string;
  readonly service: string;
  readonly clock: Clock;
  /** Which of the service's logs: `risk`, `risk.access`. Default the service. */
  readonly name?: string;
  /** Stands before the stream's name, so that several platforms share a database. Default `carethread`. */
  readonly prefix?: string;
  /** Where the index of streams is kept between starts; without it the whole log is read at each start. */
  readonly indexFile?: string;
  /** Milliseconds after which a writer that renews nothing is taken for dead. Default 10,000. */
  readonly lease?: number;
  /** Milliseconds one call may take. Default 10,000. */
  readonly deadline?: number;
  /** Milliseconds for which an append is sent again while the server is away. Default 15,000. */
  readonly patience?: number;
}

interface Waiting {
  readonly request: AppendRequest;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
  readonly done: Promise<unknown>;
}

/** What is on its way in one append to the log's stream. */
interface Batch {
  readonly added: StoredEvent[];
  readonly streams: Map<string, { head: StreamHead; readonly events: StoredEvent[] }>;
  head: LogHead;
  bytes: number;
}

/** Appends that share one call, at most. */
const GROUP = 256;
/** KurrentDB takes 1 MiB in one append by default; positions and hashes go beside the texts. */
const GROUP_BYTES = 900 * 1024;
const PAGE = 1000;
const HEAL_MS = 500;
/** How often an append that finds the log moved is decided again. */
const TRIES = 5;

/**
 * One service's immutable log as one stream in KurrentDB, revision = position - 1, each event's canonical text as its bytes and
 * `logHash` beside it. That positions have no gaps, that they are in order and that nobody else wrote in between is then the database's own
 * expected-revision check. Which positions are a stream's is kept in an index that can be rebuilt. ADR 0014 says why.
 */
export class KurrentLog implements ImportableLog {
  readonly service: string;
  readonly #listeners = new Set<() => void>();
  readonly #ended = new AbortController();
  readonly #pending = new Set<Waiting>();
  #queue: Waiting[] = [];
  #scheduled = false;
  #working: Promise<void> = Promise.resolve();
  /** The head in the index may be behind the stream's: an append ended without an answer. */
  #uncertain = false;
  #notBefore: Instant = '';
  #following: Promise<void> | undefined;

  private constructor(
    private readonly options: KurrentLogOptions,
    readonly stream: string,
    private readonly connection: Connection,
    private readonly index: StreamIndex,
    private readonly reader: LogReader,
    private readonly claim: WriterClaim | undefined,
  ) {
    this.service = options.service;
  }

  /** Opens the log for writing. Throws LogUnavailable: who writes it already, or what is wrong and what to do. */
  static open(options: KurrentLogOptions): Promise<KurrentLog> {
    return KurrentLog.#open(options, true);
  }

  /** Opens the log for reading beside its writer. `append` is refused. */
  static openForReading(options: Omit<KurrentLogOptions, 'clock'>): Promise<KurrentLog> {
    return KurrentLog.#open({ ...options, clock: { now: () => 0 } }, false);
  }

  static async #open(options: KurrentLogOptions, writes: boolean): Promise<KurrentLog> {
    const { service, name = service, prefix = 'carethread' } = options;
    const stream = `${prefix}-${name}`;
    const connection = new Connection(options.url, options.deadline ?? 10_000);
    let index: StreamIndex | undefined;
    let claim: WriterClaim | undefined;
    try {
      await refuseForgetting(connection, stream);
      index = new StreamIndex(options.indexFile, `${connection.place} ${stream}`);
      await refuseAnother(connection, stream, index);
      if (writes)
        claim = await WriterClaim.take(connection, `${prefix}_writer-${name}`, index.identity, options.lease ?? 10_000);
      const reader = new LogReader(connection, stream, index);
      const log = new KurrentLog(options, stream, connection, index, reader, claim);
      await log.#catchUp();
      if (!writes) log.#follow();
      return log;
    } catch (error) {
      await claim?.leave();
      index?.close();
      await connection.close();
      throw error;
    }
  }

  append(request: AppendRequest): Promise<AppendResult> {
    const closed = this.#refusal();
    if (closed !== undefined) return Promise.reject(closed);
    const { promise, resolve, reject } = Promise.withResolvers<AppendResult>();
    const waiting: Waiting = { request, resolve, reject, done: promise.catch(() => undefined) };
    this.#pending.add(waiting);
    void waiting.done.then(() => this.#pending.delete(waiting));
    this.#queue.push(waiting);
    this.#schedule();
    return promise;
  }

  /** Renews the claim to write this log, which adds no event to it: that needs a server that takes writes, and no other writer. */
  async probe(): Promise<void> {
    const refused = this.#refusal();
    if (refused !== undefined) throw refused;
    await this.claim?.renew();
  }

  #refusal(): LogUnavailable | undefined {
    if (this.#ended.signal.aborted) return new LogUnavailable(`the log ${this.stream} is closed`);
    if (this.claim === undefined) return new LogUnavailable(`the log ${this.stream} is open for reading only`);
    return this.claim.lost();
  }

  /** Appends are gathered for a turn of the event loop, and again while a call is on its way: they share the next. */
  #schedule(): void {
    if (this.#scheduled || this.#queue.length === 0) return;
    this.#scheduled = true;
    this.#working = this.#working.then(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      this.#scheduled = false;
      await this.#flush();
      this.#schedule();
    });
  }

  async #flush(): Promise<void> {
    const waiting = this.#queue.splice(0, GROUP);
    let last: unknown;
    for (let tries = 0; tries < TRIES; tries += 1) {
      try {
        if (this.#uncertain) await this.#catchUp();
        if (await this.#store(waiting)) return;
        // Another writer appended in between, or an answer was lost: go on from what is stored, if this process still may.
        await this.claim?.renew();
        await this.#catchUp();
      } catch (error) {
        last = error;
        break;
      }
    }
    this.#later();
    const failed =
      last ?? new LogUnavailable(`the log ${this.stream} is written by somebody else: a log has one writer`);
    for (const { reject } of waiting) reject(failed);
  }

  /** Decides, sends and answers. False where the log has moved: nothing was answered, and all is to be decided again. */
  async #store(waiting: Waiting[]): Promise<boolean> {
    const batch: Batch = { added: [], streams: new Map(), head: this.index.head(), bytes: 0 };
    const answers: (() => void)[] = [];
    for (const [at, { request, resolve, reject }] of waiting.entries()) {
      try {
        const { stream } = request;
        const before = { ...batch, count: batch.added.length, of: batch.streams.get(stream) };
        const result = await this.#decide(request, batch);
        if (batch.bytes > GROUP_BYTES && before.count > 0) {
          // Too much for one call: it waits for the next, with all that came after it.
          batch.added.length = before.count;
          batch.head = before.head;
          if (before.of === undefined) batch.streams.delete(stream);
          else batch.streams.set(stream, before.of);
          this.#queue.unshift(...waiting.splice(at));
          break;
        }
        answers.push(() => resolve(result));
      } catch (error) {
        answers.push(() => reject(error));
      }
    }
    if (batch.added.length > 0 && !(await this.#send(batch.added))) return false;
    for (const answer of answers) answer();
    if (batch.added.length > 0) this.#wakeListeners();
    return true;
  }

  /** Throws LogUnavailable; false where the log has moved. */
  async #send(added: readonly StoredEvent[]): Promise<boolean> {
    const { position } = this.index.head();
    try {
      const sent = await this.connection.send(this.stream, position, added, this.options.patience ?? 15_000);
      if (sent === 'moved') return false;
    } catch (error) {
      this.#uncertain ||= member(error, 'unknown') === true;
      throw error;
    }
    this.#takeIn(added);
    return true;
  }

  #takeIn(events: readonly StoredEvent[], notBefore?: Instant): void {
    this.reader.keep(events);
    try {
      this.index.add(events, notBefore);
    } catch {
      this.#uncertain = true; // stored all the same: the index reads it again before it is next used
    }
  }

  async #decide(request: AppendRequest, batch: Batch): Promise<AppendResult> {
    const { stream, expectedRevision } = request;
    const ids = request.events.map(({ id }) => id);
    const before = batch.streams.get(stream) ?? { head: this.index.last(stream) ?? NO_STREAM, events: [] };
    const onTheWay = before.events.filter(({ event }) => ids.includes(event.id));
    const stored = this.index.find(stream, ids);
    const duplicates = stored.length + onTheWay.length;
    if (duplicates === ids.length && new Set(ids).size === ids.length)
      return { outcome: 'duplicate', events: [...(await this.reader.at(stored)), ...onTheWay] };
    if (duplicates > 0 && new Set(ids).size === ids.length)
      throw new RevisionConflict(stream, expectedRevision, before.head.revision);
    if (duplicates === 0 && ids.some((id) => this.index.has(id) || batch.added.some(({ event }) => event.id === id)))
      throw new EventIdTaken(stream);
    const made = stampAppend(request, before.head, batch.head, this.options.clock, this.#notBefore);
    batch.streams.set(stream, { head: made.stream, events: [...before.events, ...made.stored] });
    batch.head = made.log;
    batch.added.push(...made.stored);
    batch.bytes += made.stored.reduce((sum, { text }) => sum + Buffer.byteLength(text) + 150, 0);
    return { outcome: 'appended', events: made.stored };
  }

  /** Takes in what the stream holds and the index does not know yet. Throws LogUnavailable. */
  async #catchUp(): Promise<void> {
    for (;;) {
      const events = await this.connection.events(this.stream, this.index.head().position, PAGE);
      // A reader's subscription may have brought some of them in the meantime.
      this.index.add(
        events.filter(({ position }) => position > this.index.head().position),
        this.#notBefore,
      );
      if (events.length > 0) this.#wakeListeners();
      if (events.length < PAGE) break;
    }
    this.#uncertain = false;
  }

  /** An append without an answer may be stored all the same: subscriptions must be woken even if no further append follows. */
  #later(): void {
    if (!this.#uncertain) return;
    const timer = setTimeout(() => {
      if (!this.#ended.signal.aborted && this.#uncertain)
        this.#working = this.#working.then(() => this.#catchUp()).catch(() => this.#later());
    }, HEAL_MS);
    timer.unref();
  }

  /** A reader follows the writer's appends by the database's own subscription. */
  #follow(): void {
    this.#following = followStream({
      connection: this.connection,
      stream: this.stream,
      ended: this.#ended.signal,
      after: () => this.index.head().position,
      handle: (events) => {
        this.#takeIn(events);
        this.#wakeListeners();
        return Promise.resolve();
      },
    });
  }

  #wakeListeners(): void {
    for (const wake of this.#listeners) wake();
  }

  /** Stores events that were stamped elsewhere, in calls of their own that nothing else is on its way beside. */
  importStored(events: readonly StoredEvent[]): Promise<void> {
    const done = this.#working.then(async () => {
      while (this.#queue.length > 0) await this.#flush();
      const closed = this.#refusal();
      if (closed !== undefined) throw closed;
      if (this.#uncertain) await this.#catchUp();
      const has = (id: string): boolean => this.index.has(id);
      const { index } = this;
      checkImport(this.service, events, index.head(), (stream) => index.last(stream), has);
      if (events.length > 0 && !(await this.#send(events)))
        throw new LogUnavailable(`the log ${this.stream} is written by somebody else: stop them, then move again`);
      this.#wakeListeners();
    });
    this.#working = done.catch(() => this.#later());
    return done;
  }

  async readStream(
    stream: string,
    range: { readonly from?: number; readonly to?: number } = {},
  ): Promise<readonly StoredEvent[]> {
    await this.#refresh();
    const positions = this.index.positions(stream, range.from ?? 1, range.to ?? Number.MAX_SAFE_INTEGER);
    // The index is a file beside the log: where it leads to another stream's event, that one is not used.
    return (await this.reader.at(positions)).map((stored) => placed(stored, { ...stored.event, stream }));
  }

  async readAll(after: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.reader.all(after, limit, this.claim === undefined ? undefined : this.index.head().position);
  }

  async head(): Promise<LogHead> {
    await this.#refresh();
    return this.index.head();
  }

  /** A writer knows what is stored; a reader has to query. */
  async #refresh(): Promise<void> {
    if (this.claim !== undefined) return;
    this.#working = this.#working.then(() => this.#catchUp());
    const before = this.#working;
    this.#working = before.catch(() => undefined);
    await before;
  }

  async positionAt(instant: Instant): Promise<number> {
    if (Date.parse(instant) < this.options.clock.now() && instant >= this.#notBefore)
      this.#notBefore = instantAfter(instant);
    await Promise.all([...this.#pending].map(({ done }) => done));
    await this.#refresh();
    return this.index.positionAt(instant);
  }

  onAppended(wake: () => void): () => void {
    this.#listeners.add(wake);
    return () => this.#listeners.delete(wake);
  }

  async close(): Promise<void> {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    while (this.#queue.length > 0 || this.#pending.size > 0)
      await Promise.all([...this.#pending].map(({ done }) => done));
    await this.#working;
    await this.#following;
    this.#listeners.clear();
    await this.claim?.leave();
    this.index.close();
    await this.connection.close();
  }
}
