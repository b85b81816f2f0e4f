import {
  LogUnavailable,
  type AppendRequest,
  type AppendResult,
  type Clock,
  type EventPlace,
  type ImportableLog,
  type LogHead,
  type StoredEvent,
} from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import { DatabaseSync } from 'node:sqlite';
import { Appends } from './appends.js';
import { openCommits, type Commits, type Pragmas } from './commit-thread.js';
import { explain } from './failures.js';
import { LogRows } from './log-rows.js';
import { RecentEvents } from './recent-events.js';
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

/** Positions that are searched in one go. */
const PAGE = 1_000;

/** What a log has that is open for writing. */
interface WritingEnd {
  readonly lock: WriterLock;
  readonly commits: Commits;
  readonly appends: Appends;
}

/**
 * One service's immutable log in one SQLite file: WAL, synchronous=FULL, group commit on a thread of its own. An append is
 * acknowledged after the commit that holds it was synced. One writer per file; readers may read beside it.
 */
export class SqliteLog implements ImportableLog {
  readonly service: string;
  readonly #db: DatabaseSync;
  readonly #file: string;
  readonly #rows: LogRows;
  readonly #recent = new RecentEvents();
  readonly #listeners = new Set<() => void>();
  /** Undefined where it is open for reading only. */
  readonly #writing: WritingEnd | undefined;
  #closed = false;

  private constructor(
    db: DatabaseSync,
    options: Pick<SqliteLogOptions, 'file' | 'service'>,
    writing?: { readonly lock: WriterLock; readonly options: SqliteLogOptions },
  ) {
    this.#db = db;
    this.#file = options.file;
    this.service = options.service;
    this.#rows = new LogRows(db);
    this.#writing = writing && this.#openWritingEnd(writing.lock, writing.options);
  }

  #openWritingEnd(lock: WriterLock, { file, service, clock, maxPages }: SqliteLogOptions): WritingEnd {
    // Read first: where it fails, no thread has been started.
    const end = { head: this.#rows.head(), lastNo: this.#rows.lastNo() };
    const commits = openCommits(file, maxPages);
    const appends = new Appends(end, {
      service,
      file,
      clock,
      rows: this.#rows,
      commits,
      committed: (added) => this.#recent.add(added),
      acknowledged: () => {
        for (const wake of this.#listeners) wake();
      },
    });
    return { lock, commits, appends };
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
      return new SqliteLog(db, options, { lock, options });
    } catch (error) {
      lock.release();
      throw explain(error, options.file);
    }
  }

  /** Opens the log for reading beside a running platform. `append` is refused. */
  static openForReading(options: Omit<SqliteLogOptions, 'clock'>): SqliteLog {
    try {
      return new SqliteLog(new DatabaseSync(options.file, { readOnly: true }), options);
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
          ...this.#rows.placeFaults(),
        ];
      } finally {
        this.#db.exec('COMMIT');
      }
    });
  }

  append(request: AppendRequest): Promise<AppendResult> {
    try {
      return this.#appends().append(request);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async importStored(events: readonly StoredEvent[]): Promise<void> {
    await this.#appends().importStored(events);
  }

  /** Throws LogUnavailable where nothing can be appended. */
  #appends(): Appends {
    if (this.#closed || this.#writing === undefined)
      throw new LogUnavailable(`the log ${this.#file} is ${this.#closed ? 'closed' : 'open for reading only'}`);
    return this.#writing.appends;
  }

  placeOf(position: number): Promise<EventPlace | undefined> {
    return this.#reading(() => this.#rows.placeOf(position));
  }

  async positionsNaming(stream: string): Promise<readonly number[]> {
    const positions: number[] = [];
    const { position: end } = await this.head();
    for (let from = 1; from <= end; from += PAGE) {
      positions.push(...this.#rows.positionsNaming(stream, from, Math.min(end, from + PAGE - 1)));
      // Other work has a turn after each part.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return positions;
  }

  readStream(
    stream: string,
    range: { readonly from?: number; readonly to?: number } = {},
  ): Promise<readonly StoredEvent[]> {
    return this.#reading(() => this.#rows.ofStream(stream, range.from ?? 1, range.to ?? Number.MAX_SAFE_INTEGER));
  }

  readAll(after: number, limit: number): Promise<readonly StoredEvent[]> {
    const recent = this.#recent.after(after, limit);
    return recent === undefined ? this.#reading(() => this.#rows.after(after, limit)) : Promise.resolve(recent);
  }

  head(): Promise<LogHead> {
    return this.#writing === undefined
      ? this.#reading(() => this.#rows.head())
      : Promise.resolve(this.#writing.appends.head);
  }

  async probe(): Promise<void> {
    if (this.#closed || this.#writing === undefined) throw new LogUnavailable(`the log ${this.#file} is not open`);
    try {
      await this.#writing.commits.probe();
    } catch (error) {
      throw explain(error, this.#file);
    }
  }

  /** recordedAt never goes back over positions, so the last one at or before an instant is found by halving. */
  async positionAt(instant: Instant): Promise<number> {
    await this.#writing?.appends.closeUntil(instant);
    return this.#reading(() => {
      let low = 0;
      let high = this.#rows.head().position;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        const at = this.#rows.recordedBy(middle);
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

  /** Journal mode and synchronous level of the connection that commits. */
  async pragmas(): Promise<Pragmas | undefined> {
    return this.#writing?.commits.pragmas;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#writing?.appends.settled();
    this.#listeners.clear();
    await this.#writing?.commits.close();
    this.#db.close();
    this.#writing?.lock.release();
  }
}
