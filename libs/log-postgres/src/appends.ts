import {
  checkImport,
  ImportRefused,
  instantAfter,
  LogUnavailable,
  NO_STREAM,
  RevisionConflict,
  stampAppend,
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
import { storedEvent, type EventRow } from './rows.js';

interface Waiting {
  readonly request: AppendRequest;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Appends that share one commit, at most. */
const GROUP = 512;

/**
 * The writing end of one log from this process: whoever waits shares one transaction (group commit). Transactions of all processes
 * are serialised by an advisory lock, under which the head is read, so positions have no gaps and time never runs back, however
 * many write.
 */
export class Appends {
  readonly #streams = new LRUCache<string, StreamHead>({ max: 100_000 });
  readonly #resent = new WeakSet<AppendRequest>();
  #queue: Waiting[] = [];
  #running: Promise<void> | undefined;
  #head: LogHead | undefined;
  #latest: Promise<void> = Promise.resolve();

  constructor(
    readonly pool: pg.Pool,
    readonly service: string,
    readonly schema: string,
    readonly lock: string,
    /** By which this process knows its own notifications. */
    readonly own: string,
    readonly clock: Clock,
    /** Told after every commit of this process. */
    readonly committed: (added: readonly StoredEvent[]) => void,
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

  /** Resolves when everything that was asked for so far has been committed or refused. */
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
      await this.#know(client, [...new Set(events.map(({ event }) => event.stream))]);
      const known = await this.#stored(
        client,
        events.map(({ event }) => [event.stream, event.id] as const),
      );
      const after = checkImport(
        this.service,
        events,
        head,
        (stream) => this.#streams.get(stream),
        (stream, id) => known.has(`${stream} ${id}`),
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

  /** Resolves when nothing is on its way. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // A turn of the event loop gathers whoever is about to append too: they all share one sync.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) await this.#commit(this.#queue.splice(0, GROUP));
    this.#running = undefined;
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    let client: pg.PoolClient | undefined;
    try {
      client = await this.pool.connect();
      await this.#transaction(client, batch);
      client.release();
    } catch (error) {
      // A connection in the middle of a transaction is of no use to anybody.
      client?.release(true);
      this.#head = undefined;
      this.#streams.clear();
      if ((error as { code?: string }).code === UNIQUE) {
        // An id is there already: somebody lost an acknowledgement. Everybody waits again, and ids are looked up first.
        for (const { request } of batch) this.#resent.add(request);
        this.#queue.unshift(...batch);
        return;
      }
      for (const { reject } of batch) reject(explain(error, this.schema));
    }
  }

  async #transaction(client: pg.PoolClient, batch: readonly Waiting[]): Promise<void> {
    // One round trip: the lock is taken before the statement that reads the head begins, so it sees every commit.
    const answers = (await client.query(
      `BEGIN; SELECT pg_advisory_xact_lock(${this.lock}); ` +
        `SELECT coalesce(max(position), 0) AS position, (SELECT max(at) FROM ${this.schema}.promised) AS promised FROM ${this.schema}.events`,
    )) as unknown as readonly pg.QueryResult<{ position: string; promised: string | null }>[];
    const { position, promised } = answers[2]?.rows[0] ?? { position: '0', promised: null };
    if (this.#head?.position !== Number(position)) {
      // Another process has appended meanwhile: what is known of streams may be old.
      this.#streams.clear();
      this.#head = await this.readHead(client);
    }
    let head = this.#head;
    await this.#know(
      client,
      batch.map(({ request }) => request.stream),
    );
    const known = await this.#lookUp(client, batch);
    const added: StoredEvent[] = [];
    const streams = new Map<string, StreamHead>();
    const settle: (() => void)[] = [];
    for (const { request, resolve, reject } of batch) {
      try {
        const stream = streams.get(request.stream) ?? this.#streams.get(request.stream) ?? NO_STREAM;
        const duplicates = request.events.flatMap(({ id }) => {
          const found =
            known.get(`${request.stream} ${id}`) ??
            added.find(({ event }) => event.id === id && event.stream === request.stream);
          return found === undefined ? [] : [found];
        });
        if (duplicates.length === request.events.length) {
          settle.push(() => resolve({ outcome: 'duplicate', events: duplicates }));
          continue;
        }
        if (duplicates.length > 0)
          throw new RevisionConflict(request.stream, request.expectedRevision, stream.revision);
        const made = stampAppend(request, stream, head, this.clock, promised === null ? '' : instantAfter(promised));
        head = made.log;
        streams.set(request.stream, made.stream);
        added.push(...made.stored);
        settle.push(() => resolve({ outcome: 'appended', events: made.stored }));
      } catch (error) {
        settle.push(() => reject(error));
      }
    }
    await this.#insert(client, added);
    for (const [name, stream] of streams) this.#streams.set(name, stream);
    this.#head = head;
    for (const answer of settle) answer();
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
      values: [
        added.map(({ position }) => position),
        added.map(({ event }) => event.stream),
        added.map(({ event }) => event.revision),
        added.map(({ event }) => event.id),
        added.map(({ logHash }) => logHash),
        added.map(({ text }) => text),
      ],
    });
    await client.query(`NOTIFY ${this.schema}, '${this.own}'; COMMIT`);
  }

  /** Reads the heads of streams that this process does not know yet. */
  async #know(client: pg.PoolClient, streams: readonly string[]): Promise<void> {
    if (this.#head?.position === 0) return;
    const unknown = [...new Set(streams)].filter((name) => !this.#streams.has(name));
    if (unknown.length === 0) return;
    const { rows } = await client.query<{ stream: string; revision: number; body: string }>(
      `SELECT name AS stream, last.revision, last.body FROM unnest($1::text[]) AS name,
        LATERAL (SELECT revision, body FROM ${this.schema}.events WHERE stream = name ORDER BY revision DESC LIMIT 1) AS last`,
      [unknown],
    );
    for (const { stream, revision, body } of rows) {
      const { hash } = JSON.parse(body) as { hash?: unknown };
      if (typeof hash !== 'string') throw new LogUnavailable(`the last event of ${stream} is damaged`);
      this.#streams.set(stream, { revision, hash });
    }
  }

  /** Ids are looked up where something speaks for a resent append; the table refuses the others (see #commit). */
  async #lookUp(client: pg.PoolClient, batch: readonly Waiting[]): Promise<ReadonlyMap<string, StoredEvent>> {
    const revisions = new Map<string, number>();
    const suspects = batch.filter(({ request }) => {
      const { stream, expectedRevision, events } = request;
      const revision = revisions.get(stream) ?? this.#streams.get(stream)?.revision ?? 0;
      revisions.set(stream, Math.max(revision, expectedRevision + events.length));
      return expectedRevision !== revision || this.#resent.has(request);
    });
    if (suspects.length === 0) return new Map();
    return this.#stored(
      client,
      suspects.flatMap(({ request }) => request.events.map(({ id }) => [request.stream, id] as const)),
    );
  }

  /** The events of these streams and ids, by `stream id`. */
  async #stored(
    client: pg.PoolClient,
    pairs: readonly (readonly [stream: string, id: string])[],
  ): Promise<ReadonlyMap<string, StoredEvent>> {
    const { rows } = await client.query<EventRow>(
      `SELECT e.position, e.log_hash, e.body FROM unnest($1::text[], $2::uuid[]) AS t(stream, id)
        JOIN ${this.schema}.events e ON e.stream = t.stream AND e.id = t.id`,
      [pairs.map(([stream]) => stream), pairs.map(([, id]) => id)],
    );
    const found = new Map<string, StoredEvent>();
    for (const row of rows) {
      const stored = storedEvent(row, this.schema);
      found.set(`${stored.event.stream} ${stored.event.id}`, stored);
    }
    return found;
  }
}
