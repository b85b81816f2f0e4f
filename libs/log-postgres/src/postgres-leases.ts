import { UNLIMITED, type Leases, type Membership, type Release, type Room } from '@carethread/event-sourcing';
import { member } from '@carethread/ledger';
import { createHash } from 'node:crypto';
import { Duplex } from 'node:stream';
import pg from 'pg';
import { schemaOf } from './schema.js';

export interface PostgresLeasesOptions {
  readonly url: string;
  readonly namespace: string;
  readonly service: string;
}

/** How often a replica that waits for a lease tries to take it, in milliseconds. */
const RETRY_MS = 500;
/** How often a replica that holds a lease checks that it still does, in milliseconds. */
const CHECK_MS = 200;
/** How often a session is checked, in milliseconds: its end is reported by itself, unless the network is cut. */
const ALIVE_MS = 1_000;

/**
 * Leases of the replicas of a service as advisory locks of a session: the server releases them when the connection ends, however
 * it ends, and gives none to two sessions. A holder whose connection is lost ends what it began at once; until it has noticed, it
 * may still act, which is why whatever it does is harmless when done twice (guarded upserts, command ids, contract ids).
 */
export class PostgresLeases implements Leases {
  readonly alone = false;
  readonly #held = new Map<string, Release>();
  readonly #schema: string;
  #session: Promise<pg.Client> | undefined;
  /** Queries of the session, one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  #check: { readonly session: pg.Client; readonly at: number; readonly alive: Promise<boolean> } | undefined;
  #closed = false;

  constructor(readonly options: PostgresLeasesOptions) {
    this.#schema = schemaOf(options.namespace, options.service);
  }

  holds(task: string): boolean {
    return this.#held.has(task);
  }

  acquire(task: string, begin: (term: number) => Promise<Release>, room: Room = UNLIMITED): Promise<Release> {
    let stopped = false;
    const work = async (): Promise<void> => {
      while (!stopped && !this.#closed) {
        if (room.take())
          try {
            const session = await this.#connected();
            const term = await this.#take(session, task);
            if (term !== undefined) await this.#hold(session, task, term, begin, () => stopped || this.#closed);
          } catch {
            // The server is away: try again.
          } finally {
            room.give();
          }
        if (!stopped && !this.#closed) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    };
    const working = work();
    return Promise.resolve(async () => {
      stopped = true;
      await working;
    });
  }

  /** A lock that members share: the server forgets a member when its session ends, and counts those who are left. */
  join(group: string): Membership {
    const key = this.#lock(`group ${group}`);
    const [high, low] = [BigInt(key) >> 32n, BigInt(key) & 0xffffffffn];
    let joined: pg.Client | undefined;
    return {
      size: async () => {
        const session = await this.#connected();
        if (joined !== session) await this.#query(session, `SELECT pg_advisory_lock_shared(${key})`);
        joined = session;
        const { rows } = await this.#query<{ members: string }>(
          session,
          `SELECT count(*) AS members FROM pg_locks WHERE locktype = 'advisory' AND granted AND mode = 'ShareLock'
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
           AND classid = '${high}'::oid AND objid = '${low}'::oid AND objsubid = 1`,
        );
        return Math.max(1, Number(rows[0]?.members));
      },
      leave: async () => {
        const session = joined;
        joined = undefined;
        if (session !== undefined)
          await this.#query(session, `SELECT pg_advisory_unlock_shared(${key})`).catch(() => undefined);
      },
    };
  }

  async #take(session: pg.Client, task: string): Promise<number | undefined> {
    const { rows } = await this.#query<{ taken: boolean }>(
      session,
      `SELECT pg_try_advisory_lock(${this.#lock(task)}) AS taken`,
    );
    if (rows[0]?.taken !== true) return undefined;
    const { rows: terms } = await this.#query<{ term: string }>(
      session,
      `INSERT INTO ${this.#schema}.terms VALUES ($1, 1) ON CONFLICT (duty) DO UPDATE SET term = terms.term + 1 RETURNING term`,
      [task],
    );
    return Number(terms[0]?.term);
  }

  async #hold(
    session: pg.Client,
    task: string,
    term: number,
    begin: (term: number) => Promise<Release>,
    stopped: () => boolean,
  ): Promise<void> {
    let lost = false;
    session.once('end', () => (lost = true));
    const end = await begin(term);
    this.#held.set(task, end);
    try {
      while (!stopped() && !lost) {
        await new Promise((resolve) => setTimeout(resolve, CHECK_MS));
        // A connection may be dead without any event.
        if (!lost && !stopped() && !(await this.#isAlive(session))) lost = true;
      }
    } finally {
      this.#held.delete(task);
      await end();
      if (!lost) await this.#query(session, `SELECT pg_advisory_unlock(${this.#lock(task)})`).catch(() => undefined);
      else this.#dropSession(session);
    }
  }

  #query<Row extends pg.QueryResultRow>(
    session: pg.Client,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<pg.QueryResult<Row>> {
    const answer = this.#turn.then(() => session.query<Row>(text, [...values]));
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  /** One query for all leases that the session holds. */
  #isAlive(session: pg.Client): Promise<boolean> {
    const check = this.#check;
    if (check?.session === session && Date.now() - check.at < ALIVE_MS) return check.alive;
    const alive = inTime(this.#query(session, 'SELECT 1')).then(
      () => true,
      () => false,
    );
    this.#check = { session, at: Date.now(), alive };
    return alive;
  }

  #connected(): Promise<pg.Client> {
    this.#session ??= this.#connect().catch((error: unknown) => {
      this.#session = undefined;
      throw error;
    });
    return this.#session;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.options.url,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 5_000,
      keepAlive: true,
      application_name: `carethread ${this.#schema} duties`,
    });
    client.on('error', () => undefined);
    client.on('end', () => this.#dropSession(client));
    await client.connect();
    return client;
  }

  #dropSession(client: pg.Client): void {
    const current = this.#session;
    this.#session = undefined;
    // A session that failed while it was being made was never kept: its caller has the error.
    current?.then(
      (session) => {
        if (session !== client) this.#session = current;
      },
      () => undefined,
    );
    void client.end().catch(() => undefined);
  }

  #lock(task: string): string {
    const name = `carethread-duty ${this.#schema} ${task}`;
    return String(createHash('sha256').update(name).digest().readBigUInt64BE() >> 1n);
  }

  /** For tests of a crash: the connection is cut, and nothing is released by hand. */
  async cut(): Promise<void> {
    this.#closed = true;
    const session = await this.#session;
    const stream = member(member(session, 'connection'), 'stream');
    if (!(stream instanceof Duplex)) throw new TypeError('the driver keeps its socket elsewhere');
    stream.destroy();
  }

  async close(): Promise<void> {
    this.#closed = true;
    const session = await this.#session?.catch(() => undefined);
    await session?.end().catch(() => undefined);
  }
}

async function inTime(answer: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), 2_000);
  });
  try {
    await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
