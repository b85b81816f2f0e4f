import { EMPTY_LOG, LogUnavailable, type LogHead, type StoredEvent, type StreamHead } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS streams (no INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS entries (
  position INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  id TEXT NOT NULL,
  hash TEXT NOT NULL,
  log_hash TEXT NOT NULL,
  known_at TEXT NOT NULL,
  UNIQUE (stream, revision),
  UNIQUE (stream, id)
);
CREATE INDEX IF NOT EXISTS entries_by_id ON entries (id);
CREATE TABLE IF NOT EXISTS own (name TEXT PRIMARY KEY, value TEXT NOT NULL);
`;

type Row = readonly unknown[];

/**
 * Where each stream's events lie in the log: no content, only positions, ids and hashes. It can be thrown away at any time and is
 * then read again from the log. One process at a time holds its file.
 */
export class StreamIndex {
  readonly #db: DatabaseSync;
  readonly #sql: Record<
    'streamNo' | 'addStream' | 'add' | 'last' | 'find' | 'has' | 'range' | 'at' | 'head',
    StatementSync
  >;
  readonly #numbers = new Map<string, number>();
  #head: LogHead;
  /** Names this file: while a process holds it, no other process of that name is alive. */
  readonly identity: string;

  /** @param file undefined keeps it in memory: the whole log is read at each start */
  constructor(
    readonly file: string | undefined,
    log: string,
  ) {
    try {
      this.#db = new DatabaseSync(file ?? ':memory:');
      // Consistent after a crash is enough: what is missing at its end is read from the log again.
      this.#db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
      this.#db.exec(SCHEMA);
    } catch (error) {
      throw new LogUnavailable(
        `the index file ${file} cannot be opened, or another process of this machine holds it: a log in KurrentDB has one writer, so a service runs there in one copy; stop the other`,
        { cause: error },
      );
    }
    const rows = (text: string): StatementSync => {
      const statement = this.#db.prepare(text);
      statement.setReturnArrays(true);
      return statement;
    };
    this.#sql = {
      streamNo: rows('SELECT no FROM streams WHERE name = ?'),
      addStream: rows('INSERT INTO streams (name) VALUES (?)'),
      add: rows(
        'INSERT INTO entries (position, stream, revision, id, hash, log_hash, known_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ),
      last: rows('SELECT revision, hash FROM entries WHERE stream = ? ORDER BY revision DESC LIMIT 1'),
      find: rows('SELECT position FROM entries WHERE stream = ? AND id = ?'),
      has: rows('SELECT 1 FROM entries WHERE id = ?'),
      range: rows('SELECT position FROM entries WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision'),
      at: rows('SELECT known_at FROM entries WHERE position = ?'),
      head: rows('SELECT position, log_hash, known_at FROM entries ORDER BY position DESC LIMIT 1'),
    };
    const head = row(this.#sql.head.get());
    this.#head =
      head === undefined
        ? EMPTY_LOG
        : { position: Number(head[0]), logHash: String(head[1]), recordedAt: String(head[2]) };
    this.identity = this.#own('identity', `${randomUUID()} on ${hostname()}`);
    const owner = this.#own('log', log);
    if (owner !== log) {
      this.#db.close();
      throw new LogUnavailable(`the index file ${file} belongs to the log ${owner}, not to ${log}: name another file`);
    }
  }

  #own(name: string, value: string): string {
    this.#db.prepare('INSERT OR IGNORE INTO own (name, value) VALUES (?, ?)').run(name, value);
    return String(this.#db.prepare('SELECT value FROM own WHERE name = ?').get(name)?.['value']);
  }

  /** How far the index reaches; `recordedAt` is the running maximum. */
  head(): LogHead {
    return this.#head;
  }

  /** Takes in what follows its head. @param notBefore answers for the time before it were given already, and are final */
  add(events: readonly StoredEvent[], notBefore: Instant = ''): void {
    if (events.length === 0) return;
    let knownAt = this.#head.recordedAt ?? '';
    this.#db.exec('BEGIN');
    try {
      for (const { position, logHash, event } of events) {
        for (const at of [event.recordedAt, notBefore]) if (at > knownAt) knownAt = at;
        const no = this.#number(event.stream) ?? this.#begin(event.stream);
        this.#sql.add.run(position, no, event.revision, event.id, event.hash, logHash, knownAt);
      }
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#db.exec('ROLLBACK');
      this.#numbers.clear();
      throw new LogUnavailable(
        `the index ${this.file ?? 'in memory'} cannot take in what the log holds: free some space, or remove the file; it is read again from the log`,
        { cause: error },
      );
    }
    const last = events.at(-1);
    if (last !== undefined) this.#head = { position: last.position, logHash: last.logHash, recordedAt: knownAt };
  }

  #begin(stream: string): number {
    const no = Number(this.#sql.addStream.run(stream).lastInsertRowid);
    this.#numbers.set(stream, no);
    return no;
  }

  #number(stream: string): number | undefined {
    const cached = this.#numbers.get(stream);
    if (cached !== undefined) return cached;
    const no = row(this.#sql.streamNo.get(stream))?.[0];
    if (no === undefined) return undefined;
    if (this.#numbers.size > 100_000) this.#numbers.clear();
    this.#numbers.set(stream, Number(no));
    return Number(no);
  }

  last(stream: string): StreamHead | undefined {
    const no = this.#number(stream);
    const last = no === undefined ? undefined : row(this.#sql.last.get(no));
    return last === undefined ? undefined : { revision: Number(last[0]), hash: String(last[1]) };
  }

  /** Positions of a stream's events by their ids: those that are there. */
  find(stream: string, ids: readonly string[]): readonly number[] {
    const no = this.#number(stream);
    if (no === undefined) return [];
    return ids.flatMap((id) => {
      const found = row(this.#sql.find.get(no, id))?.[0];
      return found === undefined ? [] : [Number(found)];
    });
  }

  /** Whether an event of this id stands in any stream. */
  has(id: string): boolean {
    return row(this.#sql.has.get(id)) !== undefined;
  }

  /** Positions of a stream's events, by revision. */
  positions(stream: string, from: number, to: number): readonly number[] {
    const no = this.#number(stream);
    if (no === undefined) return [];
    return this.#sql.range.all(no, from, to).map((found) => Number(row(found)?.[0]));
  }

  /** The last position known at an instant. */
  positionAt(instant: Instant): number {
    let low = 0;
    let high = this.#head.position;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (String(row(this.#sql.at.get(middle))?.[0]) <= instant) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }
}

/** Rows come as arrays; the types of node:sqlite have only objects. */
function row(found: unknown): Row | undefined {
  return Array.isArray(found) ? found : undefined;
}
