import {
  EMPTY_LOG,
  LogUnavailable,
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
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { AppendNotices, type Presence } from './append-notices.js';
import { Appends } from './appends.js';
import { explain } from './failures.js';
import { damagedIndexes, placeFaults, type ReadRows } from './log-faults.js';
import { COLUMNS, storedEvent, type EventRow } from './rows.js';
import { schemaFaults } from './schema-faults.js';
import { lockOf, schemaOf, WRITER } from './schema.js';
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
  readonly #own = randomUUID();
  readonly #tail = new Tail((after, limit) =>
    this.#events(`SELECT ${COLUMNS} FROM ${this.#schema}.events WHERE position > $1 ORDER BY position LIMIT $2`, [
      after,
      Math.min(limit, MAX_INT),
    ]),
  );
  readonly #notices: AppendNotices;
  #closed = false;
  #nextHead: Promise<LogHead> | undefined;
  #sentHead: Promise<unknown> = Promise.resolve();

  private constructor(
    options: PostgresLogOptions,
    readonly presence: Presence,
  ) {
    const { url, namespace, service, clock } = options;
    this.service = service;
    this.#schema = schemaOf(namespace, service, options.access);
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
    // A connection that breaks while it is idle is simply replaced.
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
    this.#notices = new AppendNotices({
      url,
      schema: this.#schema,
      presence,
      own: this.#own,
      stored: () => this.#storedPosition(),
      waits: () => this.#listeners.size > 0,
      isKnown: (position) => position === this.#tail.last,
      appended: () => {
        this.#tail.invalidate();
        this.#wakeListeners();
      },
      missed: () => this.#tail.invalidate(),
    });
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
      await log.#notices.start((await log.head()).position);
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
    const read: ReadRows = (text, values) => this.#rows(text, values);
    return [
      ...(await this.#with((client) => schemaFaults(client, this.#schema))),
      ...(await damagedIndexes(read, this.#schema)),
      ...(await placeFaults(read, this.#schema, (await this.head()).position)),
    ];
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
    return this.#notices.connected && this.#tail.isCaughtUp(position);
  }

  /** Coalesces: a call made during a query shares the next query, so that a result is never older than its call. */
  head(): Promise<LogHead> {
    this.#nextHead ??= this.#sentHead.then(() => {
      this.#nextHead = undefined;
      const answer = this.#with((client) => this.#readHead(client));
      this.#sentHead = answer.catch(() => undefined);
      return answer;
    });
    return this.#nextHead;
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

  async #storedPosition(): Promise<number> {
    const [row] = await this.#rows<{ position: string }>(
      `SELECT coalesce(max(position), 0) AS position FROM ${this.#schema}.events`,
    );
    return Number(row?.position ?? 0);
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
    this.#notices.stop();
    await this.#appends.settled();
    this.#listeners.clear();
    await this.#notices.close();
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
