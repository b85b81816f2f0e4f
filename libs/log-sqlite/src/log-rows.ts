import {
  EMPTY_LOG,
  LogUnavailable,
  NO_STREAM,
  PlaceCheck,
  readPlaced,
  readStored,
  type EventPlace,
  type LogHead,
  type StoredColumns,
  type StoredEvent,
  type StreamHead,
} from '@carethread/event-sourcing';
import { isInstant, type Instant } from '@carethread/ledger';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** A stream's end, with the number by which its rows name it. */
export interface NumberedStream extends StreamHead {
  readonly no: number;
}

/** Rows that are checked in one go. */
const PAGE = 1_000;

/** LEFT JOIN: an event of a stream that has no name is read too, as a damaged one. */
const PLACED =
  'e.position, e.log_hash, e.body, s.name, e.revision, e.id FROM events e LEFT JOIN streams s ON s.no = e.stream';

/** The rows of one log, by statements that are prepared once. */
export class LogRows {
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

  constructor(db: DatabaseSync) {
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
  }

  head(): LogHead {
    const last = row(this.#sql.head.get());
    if (last === undefined) return EMPTY_LOG;
    const position = Number(last[0]);
    return { position, logHash: hexOf(last[1]), recordedAt: this.recordedBy(position) };
  }

  /** recordedAt of the event at a position, or of the last one before it whose text reads well. */
  recordedBy(position: number): Instant | undefined {
    for (let at = position; at > 0; at--) {
      const { event, damaged } = readStored(at, '', String(row(this.#sql.stampAt.get(at))?.[0]));
      if (damaged === undefined && isInstant(event.recordedAt)) return event.recordedAt;
    }
    return undefined;
  }

  /** The greatest number of a stream; 0 where there is none. */
  lastNo(): number {
    return Number(row(this.#sql.lastNo.get())?.[0] ?? 0);
  }

  streamEnd(name: string): NumberedStream | undefined {
    const no = row(this.#sql.streamNo.get(name))?.[0];
    if (no === undefined) return undefined;
    const last = row(this.#sql.last.get(Number(no)));
    const head = last === undefined ? NO_STREAM : headOf(name, Number(last[0]), last[1]);
    return { ...head, no: Number(no) };
  }

  /** An event of a stream by its id. */
  eventOf(streamNo: number, id: string): StoredEvent | undefined {
    const found = row(this.#sql.ids.get(streamNo, uuidBytes(id)));
    return found === undefined ? undefined : storedEvent(found);
  }

  /** Whether an event of this id stands in any stream. */
  holds(id: string): boolean {
    return row(this.#sql.taken.get(uuidBytes(id))) !== undefined;
  }

  /** A stream's events by revision, both ends included. */
  ofStream(name: string, from: number, to: number): readonly StoredEvent[] {
    return this.#sql.stream.all(name, from, to).map((found) => storedEvent(row(found) ?? []));
  }

  after(position: number, limit: number): readonly StoredEvent[] {
    return this.#sql.all.all(position, limit).map((found) => storedEvent(row(found) ?? []));
  }

  placeOf(position: number): EventPlace | undefined {
    const found = row(this.#sql.place.get(position));
    return found && { stream: String(found[0]), revision: Number(found[1]) };
  }

  /** Positions, both ends included, whose text names the stream. */
  positionsNaming(stream: string, from: number, to: number): readonly number[] {
    return this.#sql.naming.all(from, to, `"stream":"${stream}"`, stream).map((found) => Number(row(found)?.[0]));
  }

  /** Where the columns that an event is found by, or the names of the streams, differ from the texts. */
  placeFaults(): readonly string[] {
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
}

/** Rows come as arrays (the fastest form node:sqlite has); its types have only objects. */
function row(found: unknown): readonly unknown[] | undefined {
  return Array.isArray(found) ? found : undefined;
}

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

function uuidBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

/** SQLite keeps no checksum of its pages: a changed byte may first show here. The text itself stays out of the message. */
function headOf(name: string, revision: number, text: unknown): StreamHead {
  const { event } = readStored(0, '', String(text));
  if (event.stream === name && event.revision === revision) return { revision, hash: event.hash };
  throw new LogUnavailable(
    `the event log is damaged at the last event of ${name}: restore it from a backup, then run \`verify\``,
  );
}
