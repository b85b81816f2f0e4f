import {
  EMPTY_LOG,
  LogUnavailable,
  PlaceCheck,
  readStored,
  type AppendRequest,
  type AppendResult,
  type Clock,
  type EventPlace,
  type ImportableLog,
  type LogHead,
  type StoredEvent,
} from '@carethread/event-sourcing';
import { isInstant, type Instant } from '@carethread/ledger';
import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { Appends } from './appends.js';
import { explain } from './failures.js';
import { COLUMNS, placeOf, storedEvent, type EventRow } from './rows.js';
import { schemaFaults } from './schema-faults.js';
import { schemaOf, WRITER } from './schema.js';
import { Tail } from './tail.js';

export interface PostgresLogOptions {
  /** `postgres://…`; the role needs no more than the rights of `carethread_writer`. */
  readonly url: string;
  readonly namespace: string;
  readonly service: string;
  /** The log of who looked, beside the service's own. */
  readonly access?: boolean;
  readonly clock: Clock;
  /** `shared`: beside any number of processes; `alone`: while nobody else has it open to write, and they are kept away. Default `shared`. */
  readonly presence?: 'shared' | 'alone';
  /** Connections of this log at most. Default 4. */
  readonly connections?: number;
  /** Milliseconds that a statement may take. Default 30,000. */
  readonly statementTimeout?: number;
}

/** How often the head is polled, in case a notification was lost; in milliseconds. */
const POLL_MS = 1_000;

/**
 * One service's immutable log in a PostgreSQL schema of its own. Any number of processes append to it: their transactions are
 * serialised, so positions have no gaps and recordedAt never goes back. Commits are durable as the server's `synchronous_commit`
 * says, which is checked when the log is opened.
 */
export class PostgresLog implements ImportableLog {
  readonly service: string;
  readonly #pool: pg.Pool;
  readonly #schema: string;
  readonly #appends: Appends;
  readonly #listeners = new Set<() => void>();
  readonly #listenUrl: string;
  readonly #own = randomUUID();
  readonly #tail = new Tail((after, limit) =>
    this.#events(`SELECT ${COLUMNS} FROM ${this.#schema}.events WHERE position > $1 ORDER BY position LIMIT $2`, [
      after,
      Math.min(limit, MAX_INT),
    ]),
  );
  #lastPolled = 0;
  #listener: pg.Client | undefined;
  #poll: NodeJS.Timeout | undefined;
  #closed = false;
  #askedHead: Promise<LogHead> | undefined;
  #sentHead: Promise<unknown> = Promise.resolve();

  private constructor(
    options: PostgresLogOptions,
    readonly presence: 'shared' | 'alone' | 'none',
  ) {
    const { url, namespace, service, clock } = options;
    this.service = service;
    this.#schema = schemaOf(namespace, service, options.access);
    this.#listenUrl = url;
    this.#pool = new pg.Pool({
      connectionString: url,
      max: options.connections ?? 4,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 60_000,
      statement_timeout: options.statementTimeout ?? 30_000,
      // Drop to the writer role even if the login has more rights.
      options: `-c role=${WRITER}`,
      application_name: `carethread ${this.#schema}`,
      allowExitOnIdle: true,
    });
    // A connection that breaks while nobody uses it is simply replaced.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
    this.#appends = new Appends(
      this.#pool,
      service,
      this.#schema,
      lockOf(this.#schema),
      this.#own,
      clock,
      (events) => {
        this.#tail.remember(events);
        this.#wakeListeners();
      },
      (client) => this.#readHead(client),
    );
  }

  /** Throws LogUnavailable: the server is away, the tables are missing, or commits would not be durable. */
  static open(options: PostgresLogOptions): Promise<PostgresLog> {
    return PostgresLog.#open(new PostgresLog(options, options.presence ?? 'shared'));
  }

  /** Opens the log for reading beside its writers. `append` is refused. */
  static openForReading(options: Omit<PostgresLogOptions, 'clock' | 'presence'>): Promise<PostgresLog> {
    return PostgresLog.#open(new PostgresLog({ ...options, clock: { now: () => 0 } }, 'none'));
  }

  static async #open(log: PostgresLog): Promise<PostgresLog> {
    try {
      const [{ synchronous_commit: durable } = { synchronous_commit: '' }] = await log.#rows<{
        synchronous_commit: string;
      }>('SHOW synchronous_commit');
      const [{ fsync } = { fsync: '' }] = await log.#rows<{ fsync: string }>('SHOW fsync');
      if (durable === 'off' || fsync === 'off')
        throw new LogUnavailable(
          `the event log ${log.#schema} would not be durable: the server runs with ${durable === 'off' ? 'synchronous_commit' : 'fsync'} off`,
        );
      log.#lastPolled = (await log.head()).position;
      await log.#listen();
      return log;
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  /**
   * Whether the triggers that refuse changes and the indexes are there, enabled, and those that the log lays down; every column that an
   * event is found by against the texts; and, where the extension amcheck is installed and this role may use it, each index against
   * its table.
   */
  async faults(): Promise<readonly string[]> {
    const found = await this.#with((client) => schemaFaults(client, this.#schema));
    return [...found, ...(await this.#damagedIndexes()), ...(await this.#placeFaults())];
  }

  /** Up to the head of now: rows are only added after it, so concurrent writers change nothing of what is compared. */
  async #placeFaults(): Promise<readonly string[]> {
    const check = new PlaceCheck();
    const { position: end } = await this.head();
    for (let after = 0; after < end;) {
      const page = await this.#rows<EventRow>(
        `SELECT ${COLUMNS} FROM ${this.#schema}.events WHERE position > $1 AND position <= $2 ORDER BY position LIMIT 1000`,
        [after, end],
      );
      for (const row of page) check.take(Number(row.position), row.body, placeOf(row));
      after = Number(page.at(-1)?.position ?? end);
    }
    return check.faults();
  }

  async #damagedIndexes(): Promise<readonly string[]> {
    const [{ usable } = { usable: false }] = await this.#rows<{ usable: boolean }>(
      `SELECT coalesce(bool_and(has_function_privilege(p.oid, 'EXECUTE')), false) AS usable
       FROM pg_proc p WHERE p.proname = 'bt_index_check'`,
    );
    if (!usable) return [];
    const found: string[] = [];
    const indexes = await this.#rows<{ name: string }>(
      `SELECT i.indexrelid::regclass::text AS name FROM pg_index i WHERE i.indrelid = to_regclass($1)`,
      [`${this.#schema}.events`],
    );
    for (const { name } of indexes)
      await this.#rows('SELECT bt_index_check($1::regclass, true)', [name]).catch((error: unknown) => {
        found.push(`the index ${name} disagrees with its table: ${error instanceof Error ? error.message : ''}`);
      });
    return found;
  }

  append(request: AppendRequest): Promise<AppendResult> {
    const refused = this.#refusal();
    return refused === undefined ? this.#appends.append(request) : Promise.reject(refused);
  }

  #refusal(): LogUnavailable | undefined {
    if (this.#closed) return new LogUnavailable(`the event log ${this.#schema} is closed`);
    if (this.presence === 'none') return new LogUnavailable(`the event log ${this.#schema} is open for reading only`);
    return undefined;
  }

  /** Throws ImportRefused, LogUnavailable. */
  importStored(events: readonly StoredEvent[]): Promise<void> {
    const refused = this.#refusal();
    return refused === undefined ? this.#appends.importStored(events) : Promise.reject(refused);
  }

  async readStream(
    stream: string,
    range: { readonly from?: number; readonly to?: number } = {},
  ): Promise<readonly StoredEvent[]> {
    return this.#events(
      `SELECT ${COLUMNS} FROM ${this.#schema}.events WHERE stream = $1 AND revision BETWEEN $2 AND $3 ORDER BY revision`,
      [stream, range.from ?? 1, Math.min(range.to ?? MAX_INT, MAX_INT)],
    );
  }

  readAll(after: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.#tail.read(after, limit);
  }

  isCaughtUp(position: number): boolean {
    return this.#listener !== undefined && this.#tail.isCaughtUp(position);
  }

  #others(): void {
    this.#tail.invalidate();
    this.#wakeListeners();
  }

  /** Coalesces: a call made during a query shares the next query, so that a result is never older than its call. */
  head(): Promise<LogHead> {
    this.#askedHead ??= this.#sentHead.then(() => {
      this.#askedHead = undefined;
      const answer = this.#with((client) => this.#readHead(client));
      this.#sentHead = answer.catch(() => undefined);
      return answer;
    });
    return this.#askedHead;
  }

  /** A message in the write-ahead log, which nothing reads: it needs the right to write, a server that takes writes, and room. */
  async probe(): Promise<void> {
    const refused = this.#refusal();
    if (refused !== undefined) throw refused;
    await this.#rows(`SELECT pg_logical_emit_message(true, 'carethread', '')`);
  }

  /** The last event is sent only if it is not the one that this process appended last. */
  async #readHead(client: pg.ClientBase): Promise<LogHead> {
    const known = this.#appends.known();
    const { rows } = await client.query<
      Pick<EventRow, 'position' | 'log_hash' | 'body'> | { readonly position: string; readonly body: null }
    >({
      name: `head-${this.#schema}`,
      text: `SELECT position, CASE WHEN position <> $1 THEN log_hash END AS log_hash, CASE WHEN position <> $1 THEN body END AS body
        FROM ${this.#schema}.events ORDER BY position DESC LIMIT 1`,
      values: [known?.position ?? 0],
    });
    const [last] = rows;
    if (last === undefined) return EMPTY_LOG;
    if (last.body === null) return known ?? EMPTY_LOG;
    const position = Number(last.position);
    return { position, logHash: last.log_hash.toString('hex'), recordedAt: await this.#recordedBy(client, position) };
  }

  /** recordedAt of the event at a position, or of the last one before it whose text reads well. */
  async #recordedBy(client: pg.ClientBase, position: number): Promise<Instant | undefined> {
    for (let at = position; at > 0; at--) {
      const { rows } = await client.query<{ body: string }>(
        `SELECT body FROM ${this.#schema}.events WHERE position = $1`,
        [at],
      );
      const { event, damaged } = readStored(at, '', rows[0]?.body ?? '');
      if (damaged === undefined && isInstant(event.recordedAt)) return event.recordedAt;
    }
    return undefined;
  }

  async placeOf(position: number): Promise<EventPlace | undefined> {
    const [found] = await this.#rows<EventPlace>(
      `SELECT stream, revision FROM ${this.#schema}.events WHERE position = $1`,
      [position],
    );
    return found;
  }

  async positionsNaming(stream: string): Promise<readonly number[]> {
    const rows = await this.#rows<{ position: string; body: string }>(
      `SELECT position, body FROM ${this.#schema}.events WHERE strpos(body, $1) > 0 ORDER BY position`,
      [`"stream":"${stream}"`],
    );
    return rows
      .filter(({ body }) => readStored(0, '', body).event.stream === stream)
      .map(({ position }) => Number(position));
  }

  /** recordedAt never goes back over positions, so the last one at or before an instant is found by halving. */
  async positionAt(instant: Instant): Promise<number> {
    await this.#appends.soFar();
    return this.#with(async (client) => {
      // Under the lock no append is in flight; the promise binds every process that appends from now on.
      await client.query(`BEGIN; SELECT pg_advisory_xact_lock(${lockOf(this.#schema)})`);
      try {
        const { position, recordedAt } = await this.#readHead(client);
        const past = Date.parse(instant) < this.#now();
        if (past && (recordedAt === undefined || recordedAt <= instant))
          await client.query(
            `INSERT INTO ${this.#schema}.promised SELECT $1 WHERE NOT EXISTS (SELECT 1 FROM ${this.#schema}.promised WHERE at >= $1)`,
            [instant],
          );
        await client.query('COMMIT');
        let low = 0;
        let high = position;
        while (low < high) {
          const middle = Math.ceil((low + high) / 2);
          const at = await this.#recordedBy(client, middle);
          if (at === undefined || at <= instant) low = middle;
          else high = middle - 1;
        }
        return low;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  #now(): number {
    return this.#appends.clock.now();
  }

  onAppended(wake: () => void): () => void {
    this.#listeners.add(wake);
    return () => this.#listeners.delete(wake);
  }

  #wakeListeners(): void {
    for (const wake of this.#listeners) wake();
  }

  /** Other processes' commits are announced by NOTIFY, and found by polling if the connection was lost meanwhile. */
  async #listen(): Promise<void> {
    const connect = async (): Promise<void> => {
      const client = new pg.Client({
        connectionString: this.#listenUrl,
        connectionTimeoutMillis: 10_000,
        application_name: `carethread ${this.#schema} listens`,
      });
      client.on('error', () => undefined);
      client.on('end', () => {
        if (this.#listener === client) this.#listener = undefined;
        this.#tail.invalidate();
      });
      client.on('notification', ({ payload }) => {
        if (payload !== this.#own) this.#others();
      });
      await client.connect();
      await client.query(`LISTEN ${this.#schema}`);
      this.#tail.invalidate();
      await this.#acquirePresenceLock(client);
      if (this.#closed) await client.end();
      else this.#listener = client;
    };
    await connect();
    const poll = async (): Promise<void> => {
      try {
        if (this.#listener === undefined) await connect();
        if (this.#listeners.size > 0) await this.#checkHead();
      } catch {
        // The next poll finds out; reads and appends fail at once.
      }
      if (!this.#closed) this.#poll = setTimeout(() => void poll(), POLL_MS).unref();
    };
    this.#poll = setTimeout(() => void poll(), POLL_MS).unref();
  }

  /** Should a notification have been lost. */
  async #checkHead(): Promise<void> {
    const [row] = await this.#rows<{ position: string }>(
      `SELECT coalesce(max(position), 0) AS position FROM ${this.#schema}.events`,
    );
    const position = Number(row?.position ?? 0);
    if (position > this.#lastPolled && position !== this.#tail.last) this.#others();
    this.#lastPolled = position;
  }

  /** Shows by a session lock that this process writes to the log, so that `move` refuses meanwhile. */
  async #acquirePresenceLock(client: pg.Client): Promise<void> {
    if (this.presence === 'none') return;
    const { rows } = await client.query<{ there: boolean }>(
      `SELECT pg_try_advisory_lock${this.presence === 'shared' ? '_shared' : ''}(${lockOf(`presence ${this.#schema}`)}) AS there`,
    );
    if (rows[0]?.there === true) return;
    await client.end();
    throw new LogUnavailable(
      this.presence === 'alone'
        ? `the event log ${this.#schema} is written by another process: stop the services first`
        : `the event log ${this.#schema} is being moved: wait until that has ended`,
    );
  }

  async #events(text: string, values: readonly unknown[]): Promise<readonly StoredEvent[]> {
    const rows = await this.#rows<EventRow>(text, values);
    return rows.map((row) => storedEvent(row));
  }

  #rows<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    return this.#with(async (client) => (await client.query<Row>(text, [...values])).rows);
  }

  async #with<Answer>(work: (client: pg.PoolClient) => Promise<Answer>): Promise<Answer> {
    if (this.#closed) throw new LogUnavailable(`the event log ${this.#schema} is closed`);
    let client: pg.PoolClient | undefined;
    try {
      client = await this.#pool.connect();
      const answer = await work(client);
      client.release();
      return answer;
    } catch (error) {
      client?.release(true);
      throw explain(error, this.#schema);
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#poll);
    await this.#appends.settled();
    this.#listeners.clear();
    await this.#listener?.end().catch(() => undefined);
    await this.#pool.end();
  }
}

/** Whether there is a log of this name. */
export async function hasLog({
  url,
  namespace,
  service,
  access = false,
}: Pick<PostgresLogOptions, 'url' | 'namespace' | 'service' | 'access'>): Promise<boolean> {
  const schema = schemaOf(namespace, service, access);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
      `${schema}.events`,
    ]);
    return rows[0]?.there === true;
  } catch (error) {
    throw explain(error, schema);
  } finally {
    await client.end().catch(() => undefined);
  }
}

const MAX_INT = 2_147_483_647;

/** The advisory lock of a log: 63 bits of the name's digest. */
function lockOf(schema: string): string {
  return String(createHash('sha256').update(`carethread-log ${schema}`).digest().readBigUInt64BE() >> 1n);
}
