import {
  checkImport,
  EMPTY_LOG,
  EventIdTaken,
  instantAfter,
  LogUnavailable,
  NO_STREAM,
  PlaceCheck,
  readPlaced,
  readStored,
  RevisionConflict,
  stampAppend,
  type AppendRequest,
  type AppendResult,
  type Clock,
  type EventPlace,
  type ImportableLog,
  type LogHead,
  type StoredColumns,
  type StoredEvent,
  type StreamHead,
} from '@carethread/event-sourcing';
import { isInstant, type Instant, member, numberMember } from '@carethread/ledger';
import { LRUCache } from 'lru-cache';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { openCommits, type CommitRow, type Commits, type Pragmas } from './commit-thread.js';
import { explain } from './failures.js';
import { layDown, schemaFaults } from './schema.js';
import { holdWriterLock, type WriterLock } from './writer-lock.js';

export interface SqliteLogOptions {
  readonly file: string;
  readonly service: string;
  readonly clock: Clock;
  /** Refuses to grow beyond this many pages of 4 KiB: for tests of a full disk. */
  readonly maxPages?: number;
  /** Called with the names of triggers and indexes that were missing or different in an existing log, and were created again. */
  readonly onLaidAgain?: (guards: readonly string[]) => void;
}

interface Waiting {
  readonly request: AppendRequest;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

interface KnownStream extends StreamHead {
  readonly no: number;
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

/** Appends that share one commit, at most: a sync costs the same for one as for many. */
const GROUP = 256;
/** Commits on their way at once: while one waits for the disk, the next is stamped. More would only make them smaller. */
const ON_THE_WAY = 2;
/** Appends that are not worth a commit of their own. */
const FEW = 16;
/** Events that are looked at in one go where a whole log is. */
const PAGE = 1_000;
const NEVER = new Promise<void>(() => undefined);
/** A ring buffer of recent events: subscriptions that keep up never read the disk. */
const RECENT = 4096;
/** As many characters of text as they may hold together: large events make fewer of them. */
const RECENT_LENGTH = 16 * 1024 * 1024;

/**
 * One service's immutable log in one SQLite file: WAL, synchronous=FULL, group commit on a thread of its own. An append is
 * acknowledged after the commit that holds it was synced. One writer per file; readers may read beside it.
 */
export class SqliteLog implements ImportableLog {
  readonly service: string;
  readonly #db: DatabaseSync;
  readonly #clock: Clock;
  readonly #lock: WriterLock | undefined;
  readonly #file: string;
  /** By size and not by `max`: that would set the whole room aside when the log is opened. */
  readonly #streams = new LRUCache<string, KnownStream>({ maxSize: 100_000, sizeCalculation: () => 1 });
  readonly #listeners = new Set<() => void>();
  readonly #sql: Record<
    | 'streamNo'
    | 'lastNo'
    | 'last'
    | 'ids'
    | 'taken'
    | 'stream'
    | 'all'
    | 'head'
    | 'stampAt'
    | 'place'
    | 'names'
    | 'naming',
    StatementSync
  >;
  readonly #commits: Commits | undefined;
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
  #recent: StoredEvent[] = [];
  #recentLength = 0;
  #closed = false;

  private constructor(db: DatabaseSync, options: SqliteLogOptions, lock: WriterLock | undefined) {
    this.#db = db;
    this.#lock = lock;
    this.#clock = options.clock;
    this.#file = options.file;
    this.service = options.service;
    const rows = (text: string): StatementSync => {
      const statement = db.prepare(text);
      statement.setReturnArrays(true);
      return statement;
    };
    this.#sql = {
      streamNo: rows('SELECT no FROM streams WHERE name = ?'),
      lastNo: rows('SELECT max(no) FROM streams'),
      last: rows('SELECT revision, body FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1'),
      ids: rows(`SELECT ${PLACED} WHERE e.stream = ? AND e.id = ?`),
      taken: rows('SELECT 1 FROM events WHERE id = ?'),
      stream: rows(
        `SELECT ${PLACED} WHERE e.stream = (SELECT no FROM streams WHERE name = ?) AND e.revision BETWEEN ? AND ? ORDER BY e.revision`,
      ),
      all: rows(`SELECT ${PLACED} WHERE e.position > ? ORDER BY e.position LIMIT ?`),
      head: rows('SELECT position, log_hash FROM events ORDER BY position DESC LIMIT 1'),
      stampAt: rows('SELECT body FROM events WHERE position = ?'),
      names: rows('SELECT name FROM streams'),
      naming: rows(
        `SELECT position FROM events WHERE position BETWEEN ? AND ? AND instr(body, ?) > 0
         AND CASE WHEN json_valid(body) THEN json_extract(body, '$.stream') = ? ELSE false END ORDER BY position`,
      ),
      place: rows('SELECT s.name, e.revision FROM events e JOIN streams s ON s.no = e.stream WHERE e.position = ?'),
    };
    this.#head = this.#next = this.#readHead();
    this.#lastNo = this.#readLastNo();
    this.#commits = lock === undefined ? undefined : openCommits(options.file, options.maxPages);
  }

  /** Opens the log for writing. Throws LogUnavailable, which says what is wrong and what to do. */
  static open(options: SqliteLogOptions): SqliteLog {
    const lock = holdWriterLock(options.file);
    try {
      const db = new DatabaseSync(options.file);
      // This connection makes the schema and reads; the one that commits is the thread's.
      db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000');
      const laid = layDown(db);
      if (laid.length > 0) options.onLaidAgain?.(laid);
      return new SqliteLog(db, options, lock);
    } catch (error) {
      lock.release();
      throw explain(error, options.file);
    }
  }

  /** Opens the log for reading beside a running platform. `append` is refused. */
  static openForReading(options: Omit<SqliteLogOptions, 'clock'>): SqliteLog {
    try {
      const db = new DatabaseSync(options.file, { readOnly: true });
      return new SqliteLog(db, { ...options, clock: { now: () => 0 } }, undefined);
    } catch (error) {
      throw explain(error, options.file);
    }
  }

  /**
   * SQLite's own check of every page and index; whether what refuses changes and doubles is there and is what the log lays down; and
   * every column that an event is found by, with the names of the streams, against the texts.
   */
  faults(): Promise<readonly string[]> {
    return this.#reading(() => {
      // One snapshot: concurrent writers change nothing of what is compared.
      this.#db.exec('BEGIN');
      try {
        const found = this.#db.prepare('PRAGMA integrity_check').all();
        return [
          ...found.map((row) => String(row['integrity_check'])).filter((text) => text !== 'ok'),
          ...schemaFaults(this.#db),
          ...this.#placeFaults(),
        ];
      } finally {
        this.#db.exec('COMMIT');
      }
    });
  }

  #placeFaults(): readonly string[] {
    const check = new PlaceCheck();
    for (let after = 0; ;) {
      const page = this.#sql.all.all(after, PAGE).map((found) => row(found) ?? []);
      for (const found of page) {
        after = Number(found[0]);
        check.take(after, String(found[2]), columnsOf(found));
      }
      if (page.length < PAGE) break;
    }
    return check.faults(this.#sql.names.all().map((found) => String(row(found)?.[0])));
  }

  append(request: AppendRequest): Promise<AppendResult> {
    if (this.#closed || this.#lock === undefined)
      return Promise.reject(
        new LogUnavailable(`the log ${this.#file} is ${this.#closed ? 'closed' : 'open for reading only'}`),
      );
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

  /** Many writers are parted in two groups that take turns: while one group's commit waits for the disk, the other is stamped. */
  #share(): number {
    const { length } = this.#queue;
    return Math.min(GROUP, length < FEW ? length : Math.ceil(length / (ON_THE_WAY - this.#onTheWay.length)));
  }

  #flush(): void {
    this.#scheduled = false;
    const waiting = this.#queue.splice(0, this.#share());
    const batch: Batch = { answers: [], waiting, added: [], rows: [], streams: [], head: this.#next, arrived: NEVER };
    this.#onTheWay.push(batch);
    for (const { request, resolve, reject } of waiting) {
      try {
        const result = this.#store(request, batch);
        batch.answers.push((failed) => (failed === undefined ? resolve(result) : reject(failed)));
      } catch (error) {
        // Even a refusal waits for its commit: what it was refused for may be on its way.
        const refused = isSqlite(error) ? explain(error, this.#file) : error;
        batch.answers.push((failed) => reject(failed ?? refused));
      }
    }
    batch.head = this.#next;
    batch.arrived = this.#commit(batch, this.#epoch);
    this.#schedule();
  }

  async #commit(batch: Batch, epoch: number): Promise<void> {
    let failed: Error | undefined;
    try {
      await this.#commits?.commit(epoch, batch.streams, batch.rows);
    } catch (error) {
      if (epoch === this.#epoch) this.#giveUp(error);
      failed = this.#failed;
    }
    this.#onTheWay.shift(); // commits end in the order in which they began
    if (failed === undefined) {
      this.#head = batch.head;
      this.#remember(batch.added);
    }
    for (const answer of batch.answers) answer(failed);
    if (failed === undefined && batch.added.length > 0) for (const wake of this.#listeners) wake();
    this.#schedule();
    if (this.#onTheWay.length === 0 && this.#queue.length === 0) for (const done of this.#drained.splice(0)) done();
  }

  /** Numbers on from what is stored; whatever is still on its way was numbered on from what is not, and fails with it. */
  #giveUp(error: unknown): void {
    this.#epoch += 1;
    this.#failed = explain(error, this.#file);
    this.#next = this.#head;
    this.#lastNo = this.#readLastNo();
    this.#streams.clear();
    if (!isConstraint(error)) return;
    // An id is there already: somebody lost an acknowledgement. Everybody waits again, and this time the ids are looked up first.
    const again = this.#onTheWay.flatMap(({ waiting }) => waiting);
    for (const batch of this.#onTheWay) if (batch.waiting.length > 0) batch.answers = [];
    for (const { request } of again) this.#resent.add(request);
    this.#queue.unshift(...again);
  }

  /** Resolves when nothing is on its way. */
  async #settled(): Promise<void> {
    if (this.#onTheWay.length > 0 || this.#queue.length > 0)
      await new Promise<void>((resolve) => this.#drained.push(resolve));
  }

  #remember(added: readonly StoredEvent[]): void {
    for (const event of added) {
      this.#recent.push(event);
      this.#recentLength += event.text.length;
    }
    if (this.#recent.length <= 2 * RECENT && this.#recentLength <= RECENT_LENGTH) return;
    this.#recent = this.#recent.slice(-Math.min(RECENT, Math.ceil(this.#recent.length / 2)));
    this.#recentLength = this.#recent.reduce((sum, { text }) => sum + text.length, 0);
  }

  #store(request: AppendRequest, batch: Batch): AppendResult {
    const known = this.#stream(request.stream);
    // Ids are looked up where something speaks for a resent append; the table refuses the others (see #giveUp).
    const suspect = request.expectedRevision !== (known?.revision ?? 0) || this.#resent.has(request);
    const duplicates = known === undefined || !suspect ? [] : this.#duplicates(known.no, request);
    if (duplicates.length === request.events.length) return { outcome: 'duplicate', events: duplicates };
    if (duplicates.length > 0)
      throw new RevisionConflict(request.stream, request.expectedRevision, known?.revision ?? 0);
    // Of those that nothing speaks against the table refuses the ones whose id stands in another stream, and they wait again.
    if (this.#resent.has(request) && request.events.some(({ id }) => this.#isTaken(id)))
      throw new EventIdTaken(request.stream);
    const made = stampAppend(request, known ?? NO_STREAM, this.#next, this.#clock, this.#notBefore);
    let no = known?.no;
    if (no === undefined) {
      no = this.#lastNo += 1;
      batch.streams.push([no, request.stream]);
    }
    for (const { position, logHash, text, event } of made.stored)
      batch.rows.push([position, no, event.revision, event.id, logHash, text]);
    this.#streams.set(request.stream, { ...made.stream, no });
    this.#next = made.log;
    batch.added.push(...made.stored);
    return { outcome: 'appended', events: made.stored };
  }

  /** Events that were stamped elsewhere, in a commit of their own that nothing else is on its way beside. */
  async importStored(events: readonly StoredEvent[]): Promise<void> {
    if (this.#closed || this.#lock === undefined)
      throw new LogUnavailable(`the log ${this.#file} is ${this.#closed ? 'closed' : 'open for reading only'}`);
    while (this.#onTheWay.length > 0 || this.#queue.length > 0) await this.#settled();
    const batch: Batch = {
      answers: [],
      waiting: [],
      added: [],
      rows: [],
      streams: [],
      head: this.#next,
      arrived: NEVER,
    };
    batch.head = checkImport(
      this.service,
      events,
      this.#next,
      (stream) => this.#stream(stream),
      (id) => row(this.#sql.taken.get(uuidBytes(id))) !== undefined,
    );
    for (const { position, logHash, text, event } of events) {
      let no = this.#stream(event.stream)?.no;
      if (no === undefined) {
        no = this.#lastNo += 1;
        batch.streams.push([no, event.stream]);
      }
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

  #duplicates(no: number, request: AppendRequest): StoredEvent[] {
    return request.events.flatMap(({ id }) => {
      const found = row(this.#sql.ids.get(no, uuidBytes(id)));
      return found === undefined ? (this.#coming(request.stream, id) ?? []) : [storedEvent(found)];
    });
  }

  /** Whether an id stands in the log, or is on its way there. */
  #isTaken(id: string): boolean {
    return (
      row(this.#sql.taken.get(uuidBytes(id))) !== undefined ||
      this.#onTheWay.some(({ added }) => added.some(({ event }) => event.id === id))
    );
  }

  /** An event that is on its way to the disk already. */
  #coming(stream: string, id: string): StoredEvent | undefined {
    for (const { added } of this.#onTheWay) {
      const found = added.find(({ event }) => event.id === id && event.stream === stream);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #stream(name: string): KnownStream | undefined {
    const cached = this.#streams.get(name);
    if (cached !== undefined) return cached;
    const no = row(this.#sql.streamNo.get(name))?.[0];
    if (no === undefined) return undefined;
    const last = row(this.#sql.last.get(Number(no)));
    const head = last === undefined ? NO_STREAM : headOf(name, Number(last[0]), last[1]);
    const stream = { ...head, no: Number(no) };
    this.#streams.set(name, stream);
    return stream;
  }

  #readLastNo(): number {
    return Number(row(this.#sql.lastNo.get())?.[0] ?? 0);
  }

  #readHead(): LogHead {
    const last = row(this.#sql.head.get());
    if (last === undefined) return EMPTY_LOG;
    const position = Number(last[0]);
    return { position, logHash: hexOf(last[1]), recordedAt: this.#recordedBy(position) };
  }

  /** recordedAt of the event at a position, or of the last one before it whose text reads well. */
  #recordedBy(position: number): Instant | undefined {
    for (let at = position; at > 0; at--) {
      const { event, damaged } = readStored(at, '', String(row(this.#sql.stampAt.get(at))?.[0]));
      if (damaged === undefined && isInstant(event.recordedAt)) return event.recordedAt;
    }
    return undefined;
  }

  placeOf(position: number): Promise<EventPlace | undefined> {
    return this.#reading(() => {
      const found = row(this.#sql.place.get(position));
      return found && { stream: String(found[0]), revision: Number(found[1]) };
    });
  }

  async positionsNaming(stream: string): Promise<readonly number[]> {
    const positions: number[] = [];
    const { position: end } = await this.head();
    for (let from = 1; from <= end; from += PAGE) {
      const page = this.#sql.naming.all(from, Math.min(end, from + PAGE - 1), `"stream":"${stream}"`, stream);
      positions.push(...page.map((found) => Number(row(found)?.[0])));
      // Everybody else has a turn after each part.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return positions;
  }

  readStream(
    stream: string,
    range: { readonly from?: number; readonly to?: number } = {},
  ): Promise<readonly StoredEvent[]> {
    return this.#reading(() =>
      this.#sql.stream
        .all(stream, range.from ?? 1, range.to ?? Number.MAX_SAFE_INTEGER)
        .map((found) => storedEvent(row(found) ?? [])),
    );
  }

  readAll(after: number, limit: number): Promise<readonly StoredEvent[]> {
    const first = this.#recent[0]?.position;
    if (first !== undefined && after >= first - 1) {
      const from = after - first + 1;
      return Promise.resolve(this.#recent.slice(from, from + limit));
    }
    return this.#reading(() => this.#sql.all.all(after, limit).map((found) => storedEvent(row(found) ?? [])));
  }

  head(): Promise<LogHead> {
    return this.#lock === undefined ? this.#reading(() => this.#readHead()) : Promise.resolve(this.#head);
  }

  async probe(): Promise<void> {
    if (this.#closed || this.#commits === undefined) throw new LogUnavailable(`the log ${this.#file} is not open`);
    try {
      await this.#commits.probe();
    } catch (error) {
      throw explain(error, this.#file);
    }
  }

  /** recordedAt never goes back over positions, so the last one at or before an instant is found by halving. */
  async positionAt(instant: Instant): Promise<number> {
    // Nothing is stamped at or before it from now on, and what was stamped is on the disk once what is on its way has arrived.
    if (Date.parse(instant) < this.#clock.now() && instant >= this.#notBefore) this.#notBefore = instantAfter(instant);
    const last = this.#queue.at(-1);
    do {
      await new Promise((resolve) => setImmediate(resolve));
      await Promise.all(this.#onTheWay.map(({ arrived }) => arrived));
    } while (last !== undefined && this.#queue.includes(last));
    return this.#reading(() => {
      let low = 0;
      let high = this.#readHead().position;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        const at = this.#recordedBy(middle);
        if (at === undefined || at <= instant) low = middle;
        else high = middle - 1;
      }
      return low;
    });
  }

  #reading<T>(work: () => T): Promise<T> {
    try {
      return Promise.resolve(work());
    } catch (error) {
      return Promise.reject(explain(error, this.#file));
    }
  }

  onAppended(wake: () => void): () => void {
    this.#listeners.add(wake);
    return () => this.#listeners.delete(wake);
  }

  /** What the connection that commits says of itself: journal mode and synchronous level. */
  async pragmas(): Promise<Pragmas | undefined> {
    return this.#commits?.pragmas;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#settled();
    this.#listeners.clear();
    await this.#commits?.close();
    this.#db.close();
    this.#lock?.release();
  }
}

/** Rows come as arrays (the fastest form node:sqlite has); its types know only objects. */
function row(found: unknown): readonly unknown[] | undefined {
  return found as readonly unknown[] | undefined;
}

/** LEFT JOIN: an event of a stream that has no name is read too, as a damaged one. */
const PLACED =
  'e.position, e.log_hash, e.body, s.name, e.revision, e.id FROM events e LEFT JOIN streams s ON s.no = e.stream';

function storedEvent(found: readonly unknown[]): StoredEvent {
  const [position, logHash, body] = found;
  return readPlaced(Number(position), hexOf(logHash), String(body), columnsOf(found));
}

/** The columns that an event is found by, of a row of `PLACED`. */
function columnsOf([, , , stream, revision, id]: readonly unknown[]): StoredColumns {
  return { stream: typeof stream === 'string' ? stream : null, revision: Number(revision), id: uuidOf(id) };
}

function hexOf(bytes: unknown): string {
  return bytes instanceof Uint8Array ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex') : '';
}

function uuidOf(bytes: unknown): string {
  const hex = hexOf(bytes);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** SQLite keeps no checksum of its pages: a changed byte may first show here. The text itself stays out of the message. */
function headOf(name: string, revision: number, text: unknown): StreamHead {
  const { event } = readStored(0, '', String(text));
  if (event.stream === name && event.revision === revision) return { revision, hash: event.hash };
  throw new LogUnavailable(
    `the event log is damaged at the last event of ${name}: restore it from a backup, then run \`verify\``,
  );
}

function uuidBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

/** SQLITE_CONSTRAINT: the table or its triggers refused a row that is there already. */
function isConstraint(error: unknown): boolean {
  return (numberMember(error, 'errcode') ?? 0) % 256 === 19;
}

function isSqlite(error: unknown): boolean {
  return member(error, 'code') === 'ERR_SQLITE_ERROR';
}
