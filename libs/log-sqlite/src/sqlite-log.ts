import {
  EMPTY_LOG,
  instantAfter,
  LogUnavailable,
  NO_STREAM,
  RevisionConflict,
  stampAppend,
  type AppendRequest,
  type AppendResult,
  type Clock,
  type EventLog,
  type LogHead,
  type StoredEvent,
  type StreamHead,
} from '@carethread/event-sourcing';
import type { Envelope, Instant } from '@carethread/ledger';
import { LRUCache } from 'lru-cache';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { explain } from './failures.js';
import { SCHEMA } from './schema.js';
import { holdWriterLock, type WriterLock } from './writer-lock.js';

export interface SqliteLogOptions {
  readonly file: string;
  readonly service: string;
  readonly clock: Clock;
  /** Refuses to grow beyond this many pages of 4 KiB: for tests of a full disk. */
  readonly maxPages?: number;
}

interface Waiting {
  readonly request: AppendRequest;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

interface KnownStream extends StreamHead {
  readonly no: number;
}

/** Appends that share one commit, at most: a sync costs the same for one as for many. */
const GROUP = 256;
/** The newest events kept at hand, so that subscriptions which keep up never read the disk. */
const RECENT = 4096;
/** As many characters of text as they may hold together: large events make fewer of them. */
const RECENT_LENGTH = 16 * 1024 * 1024;

/**
 * One service's immutable log in one SQLite file: WAL, synchronous=FULL, group commit. An append is acknowledged after the
 * commit that holds it was synced. One writer per file; readers may read beside it.
 */
export class SqliteLog implements EventLog {
  readonly service: string;
  readonly #db: DatabaseSync;
  readonly #clock: Clock;
  readonly #lock: WriterLock | undefined;
  readonly #file: string;
  readonly #streams = new LRUCache<string, KnownStream>({ max: 100_000 });
  readonly #listeners = new Set<() => void>();
  readonly #sql: Record<
    'streamNo' | 'addStream' | 'add' | 'last' | 'ids' | 'stream' | 'all' | 'head' | 'stampAt',
    StatementSync
  >;
  #queue: Waiting[] = [];
  #scheduled = false;
  #head: LogHead;
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
      addStream: rows('INSERT INTO streams (name) VALUES (?) RETURNING no'),
      add: db.prepare('INSERT INTO events (position, stream, revision, id, log_hash, body) VALUES (?, ?, ?, ?, ?, ?)'),
      last: rows('SELECT revision, body FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1'),
      ids: rows('SELECT position, log_hash, body FROM events WHERE stream = ? AND id = ?'),
      stream: rows(
        'SELECT e.position, e.log_hash, e.body FROM events e JOIN streams s ON s.no = e.stream WHERE s.name = ? AND e.revision BETWEEN ? AND ? ORDER BY e.revision',
      ),
      all: rows('SELECT position, log_hash, body FROM events WHERE position > ? ORDER BY position LIMIT ?'),
      head: rows('SELECT position, log_hash, body FROM events ORDER BY position DESC LIMIT 1'),
      stampAt: rows('SELECT body FROM events WHERE position = ?'),
    };
    this.#head = this.#readHead();
  }

  /** Opens the log for writing. Throws LogUnavailable, which says what is wrong and what to do. */
  static open(options: SqliteLogOptions): SqliteLog {
    const lock = holdWriterLock(options.file);
    try {
      const db = new DatabaseSync(options.file);
      db.exec(
        'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA recursive_triggers = ON; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 4000',
      );
      if (options.maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${options.maxPages}`);
      db.exec(SCHEMA);
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

  append(request: AppendRequest): Promise<AppendResult> {
    if (this.#closed || this.#lock === undefined)
      return Promise.reject(
        new LogUnavailable(`the log ${this.#file} is ${this.#closed ? 'closed' : 'open for reading only'}`),
      );
    return new Promise((resolve, reject) => {
      this.#queue.push({ request, resolve, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      // A turn of the event loop gathers whoever is about to append too: they all share one sync.
      setImmediate(() => this.#flush());
    });
  }

  #flush(): void {
    this.#scheduled = false;
    const batch = this.#queue.splice(0, GROUP);
    if (this.#queue.length > 0) {
      this.#scheduled = true;
      setImmediate(() => this.#flush());
    }
    const before = this.#head;
    const answers: (() => void)[] = [];
    const added: StoredEvent[] = [];
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      for (const { request, resolve, reject } of batch) {
        try {
          const result = this.#store(request, added);
          answers.push(() => resolve(result));
        } catch (error) {
          if (isSqlite(error)) throw error;
          answers.push(() => reject(error));
        }
      }
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#head = before;
      this.#streams.clear();
      try {
        this.#db.exec('ROLLBACK');
      } catch {
        // SQLite has rolled back by itself
      }
      const clear = explain(error, this.#file);
      for (const { reject } of batch) reject(clear);
      return;
    }
    this.#remember(added);
    for (const answer of answers) answer();
    if (added.length > 0) for (const wake of this.#listeners) wake();
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

  #store(request: AppendRequest, added: StoredEvent[]): AppendResult {
    const known = this.#stream(request.stream);
    const duplicates = known === undefined ? [] : this.#duplicates(known.no, request);
    if (duplicates.length === request.events.length) return { outcome: 'duplicate', events: duplicates };
    if (duplicates.length > 0)
      throw new RevisionConflict(request.stream, request.expectedRevision, known?.revision ?? 0);
    const made = stampAppend(request, known ?? NO_STREAM, this.#head, this.#clock, this.#notBefore);
    const no = known?.no ?? Number(row(this.#sql.addStream.get(request.stream))?.[0]);
    for (const { position, logHash, text, event } of made.stored)
      this.#sql.add.run(position, no, event.revision, uuidBytes(event.id), Buffer.from(logHash, 'hex'), text);
    this.#streams.set(request.stream, { ...made.stream, no });
    this.#head = made.log;
    added.push(...made.stored);
    return { outcome: 'appended', events: made.stored };
  }

  #duplicates(no: number, request: AppendRequest): StoredEvent[] {
    return request.events.flatMap(({ id }) => {
      const found = row(this.#sql.ids.get(no, uuidBytes(id)));
      return found === undefined ? [] : [storedEvent(found)];
    });
  }

  #stream(name: string): KnownStream | undefined {
    const cached = this.#streams.get(name);
    if (cached !== undefined) return cached;
    const no = row(this.#sql.streamNo.get(name))?.[0];
    if (no === undefined) return undefined;
    const last = row(this.#sql.last.get(Number(no)));
    const head =
      last === undefined
        ? NO_STREAM
        : { revision: Number(last[0]), hash: parseEnvelope(last[1], `the last of ${name}`).hash };
    const stream = { ...head, no: Number(no) };
    this.#streams.set(name, stream);
    return stream;
  }

  #readHead(): LogHead {
    const last = row(this.#sql.head.get());
    if (last === undefined) return EMPTY_LOG;
    const { position, logHash, event } = storedEvent(last);
    return { position, logHash, recordedAt: event.recordedAt };
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

  /** recordedAt never goes back over positions, so the last one at or before an instant is found by halving. */
  async positionAt(instant: Instant): Promise<number> {
    // Appends are stamped and committed within one turn: none stamped at or before now is in flight once this turn has come.
    await new Promise((resolve) => setImmediate(resolve));
    return this.#reading(() => {
      if (Date.parse(instant) < this.#clock.now() && instant >= this.#notBefore)
        this.#notBefore = instantAfter(instant);
      let low = 0;
      let high = this.#readHead().position;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        const at = parseEnvelope(row(this.#sql.stampAt.get(middle))?.[0], middle).recordedAt;
        if (at <= instant) low = middle;
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

  /** What the live connection says of itself: journal mode and synchronous level. */
  pragmas(): { readonly journalMode: string; readonly synchronous: number } {
    const value = (name: string): unknown => Object.values(this.#db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    return { journalMode: String(value('journal_mode')), synchronous: Number(value('synchronous')) };
  }

  close(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    while (this.#queue.length > 0) this.#flush();
    this.#closed = true;
    this.#listeners.clear();
    this.#db.close();
    this.#lock?.release();
    return Promise.resolve();
  }
}

/** Rows come as arrays (the fastest form node:sqlite has); its types know only objects. */
function row(found: unknown): readonly unknown[] | undefined {
  return found as readonly unknown[] | undefined;
}

function storedEvent([position, logHash, body]: readonly unknown[]): StoredEvent {
  const text = String(body);
  return {
    position: Number(position),
    logHash: Buffer.from(logHash as Uint8Array).toString('hex'),
    text,
    event: parseEnvelope(text, Number(position)),
  };
}

/** SQLite keeps no checksum of its pages: a changed byte may first show here. The text itself stays out of the message. */
function parseEnvelope(text: unknown, place: number | string): Envelope {
  try {
    return JSON.parse(String(text)) as Envelope;
  } catch {
    throw new LogUnavailable(
      `the event log is damaged at event ${place}: restore it from a backup, then run \`verify\``,
    );
  }
}

function uuidBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function isSqlite(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_SQLITE_ERROR';
}
