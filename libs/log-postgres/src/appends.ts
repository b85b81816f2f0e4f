import { member, textMember } from '@carethread/ledger';
import {
  checkImport,
  ImportRefused,
  instantAfter,
  LogUnavailable,
  readStored,
  type AppendRequest,
  type AppendResult,
  type Clock,
  type LogHead,
  type StoredEvent,
  type StreamHead,
} from '@carethread/event-sourcing';
import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { explain, UNIQUE } from './failures.js';
import { COLUMNS, eventRows, storedEvent, type EventRow } from './rows.js';
import { stampBatch, type Stamped, type Waiting } from './stamp-batch.js';

/** Appends that share one commit, at most. */
const GROUP = 512;
/** Events of other processes that are taken in one by one; after more, the cached heads are dropped instead. */
const CATCH_UP = 1_000;

/**
 * The writing end of one log from this process: waiting appends share one transaction (group commit). Transactions of all processes
 * are serialised by an advisory lock, under which the head is checked, so positions have no gaps and time never runs back, however
 * many write.
 *
 * A process that writes alone stamps at the head it knows and stores the batch in one round trip; the server refuses it when the
 * head has moved. Where another process writes too, the lock is taken first, and its events are read under it.
 */
export class Appends {
  readonly #streams = new LRUCache<string, StreamHead>({ max: 100_000 });
  readonly #resent = new WeakSet<AppendRequest>();
  #queue: Waiting[] = [];
  #running: Promise<void> | undefined;
  #head: LogHead | undefined;
  #latest: Promise<void> = Promise.resolve();
  /** Another process appended since this one last did. */
  #shared = false;

  constructor(
    readonly pool: pg.Pool,
    readonly service: string,
    readonly schema: string,
    readonly lock: string,
    /** By this name the process recognises its own notifications. */
    readonly own: string,
    readonly clock: Clock,
    /** Called, in log order, with what this process committed and what it read of others. */
    readonly committed: (events: readonly StoredEvent[]) => void,
    readonly readHead: (client: pg.ClientBase) => Promise<LogHead>,
  ) {}

  append(request: AppendRequest): Promise<AppendResult> {
    const appended = new Promise<AppendResult>((resolve, reject) => {
      this.#queue.push({ request, resolve, reject });
      this.#running ??= this.#run();
    });
    this.#latest = appended.then(
      () => undefined,
      () => undefined,
    );
    return appended;
  }

  /** Resolves when everything that was requested so far has been committed or refused. */
  soFar(): Promise<void> {
    return this.#latest;
  }

  /** Takes in events as they are, at the head only. Throws ImportRefused, LogUnavailable. */
  async importStored(events: readonly StoredEvent[]): Promise<void> {
    if (events.length === 0) return;
    await this.soFar();
    const client = await this.pool.connect();
    try {
      await client.query(`BEGIN; SELECT pg_advisory_xact_lock(${this.lock})`);
      const head = await this.readHead(client);
      this.#streams.clear();
      this.#head = head;
      await this.#loadHeads(client, [...new Set(events.map(({ event }) => event.stream))]);
      const known = await this.#stored(
        client,
        events.map(({ event }) => event.id),
      );
      const after = checkImport(
        this.service,
        events,
        head,
        (stream) => this.#streams.get(stream),
        (id) => known.has(id),
      );
      await this.#insert(client, events);
      this.#streams.clear();
      this.#head = after;
      client.release();
      this.committed(events);
    } catch (error) {
      client.release(true);
      this.#head = undefined;
      this.#streams.clear();
      throw error instanceof ImportRefused ? error : explain(error, this.schema);
    }
  }

  /** The head as this process knows it, if it does: what is stored at a position never changes. */
  known(): LogHead | undefined {
    return this.#head;
  }

  /** Resolves when nothing is on its way. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // One turn of the event loop gathers further appends: they all share one sync.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) await this.#commit(this.#queue.splice(0, GROUP));
    this.#running = undefined;
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    let client: pg.PoolClient | undefined;
    try {
      client = await this.pool.connect();
      if (!(await this.#atOnce(client, batch))) await this.#underLock(client, batch);
      client.release();
    } catch (error) {
      // A connection in the middle of a transaction cannot be used again.
      client?.release(true);
      this.#head = undefined;
      this.#streams.clear();
      if (member(error, 'code') === UNIQUE) {
        // An id is there already: an acknowledgement was lost. The whole batch waits again, and ids are looked up first.
        for (const { request } of batch) this.#resent.add(request);
        this.#queue.unshift(...batch);
        return;
      }
      for (const { reject } of batch) reject(explain(error, this.schema));
    }
  }

  /** Whether a batch was stored in one round trip: not where another process writes too, or where ids must be looked up first. */
  async #atOnce(client: pg.PoolClient, batch: readonly Waiting[]): Promise<boolean> {
    const head = this.#head;
    if (this.#shared || head === undefined) return false;
    // A stream that is not known is new where its writer says so; if it is not, the table refuses its first revision.
    await this.#loadHeads(
      client,
      batch.flatMap(({ request }) => (request.expectedRevision === 0 ? [] : [request.stream])),
    );
    if (this.#suspects(batch).length > 0) return false;
    const stamped = stampBatch(
      batch,
      { head, stream: (name) => this.#streams.get(name), known: () => undefined, notBefore: '' },
      this.clock,
    );
    const { added } = stamped;
    const [first] = added;
    if (first === undefined) return false;
    const { rows } = await client.query<{ stored: boolean }>({
      name: `append-${this.schema}`,
      text: `SELECT ${this.schema}.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS stored`,
      values: [this.lock, head.position, first.event.recordedAt, this.own, ...columns(added)],
    });
    if (rows[0]?.stored !== true) return false;
    this.#done(stamped);
    return true;
  }

  async #underLock(client: pg.PoolClient, batch: readonly Waiting[]): Promise<void> {
    // One round trip: the lock is taken before the statements that read the head begin, so they see every commit.
    const known = this.#head?.position ?? 0;
    const results: unknown = await client.query(
      `BEGIN; SELECT pg_advisory_xact_lock(${this.lock}); SELECT max(at) AS promised FROM ${this.schema}.promised; ` +
        `SELECT ${COLUMNS} FROM ${this.schema}.events WHERE position > ${known} ORDER BY position LIMIT ${this.#head === undefined ? 0 : CATCH_UP}`,
    );
    const promised = textMember(member(member(member(results, '2'), 'rows'), '0'), 'promised') ?? null;
    await this.#catchUp(client, eventRows(member(results, '3')));
    const head = this.#head ?? (await this.readHead(client));
    this.#head = head;
    await this.#loadHeads(
      client,
      batch.map(({ request }) => request.stream),
    );
    const stored = await this.#lookUp(client, batch);
    const stamped = stampBatch(
      batch,
      {
        head,
        stream: (name) => this.#streams.get(name),
        known: (id) => stored.get(id),
        notBefore: promised === null ? '' : instantAfter(promised),
      },
      this.clock,
    );
    await this.#insert(client, stamped.added);
    this.#done(stamped);
  }

  /** Takes in what other processes appended since. */
  async #catchUp(client: pg.PoolClient, rows: readonly EventRow[]): Promise<void> {
    this.#shared = rows.length > 0;
    if (this.#head === undefined || rows.length === CATCH_UP) {
      this.#streams.clear();
      this.#head = await this.readHead(client);
      return;
    }
    const others = rows.map((row) => storedEvent(row));
    const last = others.at(-1);
    if (last === undefined) return;
    for (const { event } of others) this.#streams.set(event.stream, { revision: event.revision, hash: event.hash });
    this.#head = { position: last.position, logHash: last.logHash, recordedAt: last.event.recordedAt };
    this.committed(others);
  }

  #done({ added, streams, head, answer }: Stamped): void {
    for (const [name, stream] of streams) this.#streams.set(name, stream);
    this.#head = head;
    answer();
    if (added.length > 0) this.committed(added);
  }

  async #insert(client: pg.PoolClient, added: readonly StoredEvent[]): Promise<void> {
    if (added.length === 0) {
      await client.query('COMMIT');
      return;
    }
    await client.query({
      name: `add-${this.schema}`,
      text: `INSERT INTO ${this.schema}.events (position, stream, revision, id, log_hash, body)
        SELECT position, stream, revision, id, decode(log_hash, 'hex'), body
        FROM unnest($1::bigint[], $2::text[], $3::int[], $4::uuid[], $5::text[], $6::text[])
          AS t(position, stream, revision, id, log_hash, body)`,
      values: columns(added),
    });
    await client.query(`NOTIFY ${this.schema}, '${this.own}'; COMMIT`);
  }

  /** Reads the heads of streams that this process does not know yet. */
  async #loadHeads(client: pg.PoolClient, streams: readonly string[]): Promise<void> {
    if (this.#head?.position === 0) return;
    const unknown = [...new Set(streams)].filter((name) => !this.#streams.has(name));
    if (unknown.length === 0) return;
    const { rows } = await client.query<{ stream: string; revision: number; body: string }>(
      `SELECT name AS stream, last.revision, last.body FROM unnest($1::text[]) AS name,
        LATERAL (SELECT revision, body FROM ${this.schema}.events WHERE stream = name ORDER BY revision DESC LIMIT 1) AS last`,
      [unknown],
    );
    for (const { stream, revision, body } of rows) {
      const { event } = readStored(0, '', body);
      // A row whose text names another stream or revision is damaged: nothing may be numbered on from it.
      if (event.stream !== stream || event.revision !== revision)
        throw new LogUnavailable(`the last event of ${stream} is damaged`);
      this.#streams.set(stream, { revision, hash: event.hash });
    }
  }

  /** Appends that may be resent ones; of the others the table refuses an id that is there (see #commit). */
  #suspects(batch: readonly Waiting[]): readonly Waiting[] {
    const revisions = new Map<string, number>();
    return batch.filter(({ request }) => {
      const { stream, expectedRevision, events } = request;
      const revision = revisions.get(stream) ?? this.#streams.get(stream)?.revision ?? 0;
      revisions.set(stream, Math.max(revision, expectedRevision + events.length));
      return expectedRevision !== revision || this.#resent.has(request);
    });
  }

  async #lookUp(client: pg.PoolClient, batch: readonly Waiting[]): Promise<ReadonlyMap<string, StoredEvent>> {
    const suspects = this.#suspects(batch);
    if (suspects.length === 0) return new Map();
    return this.#stored(
      client,
      suspects.flatMap(({ request }) => request.events.map(({ id }) => id)),
    );
  }

  /** The events of these ids, by id. */
  async #stored(client: pg.PoolClient, ids: readonly string[]): Promise<ReadonlyMap<string, StoredEvent>> {
    const { rows } = await client.query<EventRow>(
      `SELECT ${COLUMNS} FROM ${this.schema}.events WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    const found = new Map<string, StoredEvent>();
    for (const row of rows) {
      const stored = storedEvent(row);
      found.set(stored.event.id, stored);
    }
    return found;
  }
}

/** Events as the columns of their table, an array each. */
function columns(added: readonly StoredEvent[]): unknown[][] {
  return [
    added.map(({ position }) => position),
    added.map(({ event }) => event.stream),
    added.map(({ event }) => event.revision),
    added.map(({ event }) => event.id),
    added.map(({ logHash }) => logHash),
    added.map(({ text }) => text),
  ];
}
