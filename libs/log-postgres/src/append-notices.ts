import { LogUnavailable } from '@carethread/event-sourcing';
import pg from 'pg';
import { lockOf } from './schema.js';

/** How a process has a log open: to write beside others or while nobody else does, or for reading only. */
export type Presence = 'shared' | 'alone' | 'none';

/** The log whose appends by other processes are noticed. */
export interface NoticeSite {
  readonly url: string;
  readonly schema: string;
  readonly presence: Presence;
  /** The name with which this process signs its own notifications. */
  readonly own: string;
  /** The position up to which the log is stored; asked for only while somebody `waits`. */
  readonly stored: () => Promise<number>;
  readonly waits: () => boolean;
  /** Whether an event at this position is known already. */
  readonly isKnown: (position: number) => boolean;
  /** Called when another process has appended. */
  readonly appended: () => void;
  /** Called when notifications may have been missed. */
  readonly missed: () => void;
}

/** How often the head is polled, in case a notification was lost; in milliseconds. */
const POLL_MS = 1_000;

/** Other processes' appends, announced by NOTIFY and found by polling while the connection was lost. Holds the presence lock. */
export class AppendNotices {
  #client: pg.Client | undefined;
  #poll: NodeJS.Timeout | undefined;
  #lastPolled = 0;
  #stopped = false;

  constructor(readonly site: NoticeSite) {}

  /** Whether notifications arrive now. */
  get connected(): boolean {
    return this.#client !== undefined;
  }

  /** @param stored the position up to which the log is known to be stored */
  async start(stored: number): Promise<void> {
    this.#lastPolled = stored;
    await this.#connect();
    const poll = async (): Promise<void> => {
      try {
        if (this.#client === undefined) await this.#connect();
        if (this.site.waits()) await this.#checkHead();
      } catch {
        // The next poll finds out; reads and appends fail at once.
      }
      if (!this.#stopped) this.#poll = setTimeout(() => void poll(), POLL_MS).unref();
    };
    this.#poll = setTimeout(() => void poll(), POLL_MS).unref();
  }

  async #connect(): Promise<void> {
    const { url, schema, own, appended, missed } = this.site;
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 10_000,
      application_name: `carethread ${schema} listens`,
    });
    client.on('error', () => undefined);
    client.on('end', () => {
      if (this.#client === client) this.#client = undefined;
      missed();
    });
    client.on('notification', ({ payload }) => {
      if (payload !== own) appended();
    });
    await client.connect();
    await client.query(`LISTEN ${schema}`);
    missed();
    await this.#acquirePresenceLock(client);
    if (this.#stopped) await client.end();
    else this.#client = client;
  }

  async #checkHead(): Promise<void> {
    const position = await this.site.stored();
    if (position > this.#lastPolled && !this.site.isKnown(position)) this.site.appended();
    this.#lastPolled = position;
  }

  /** Shows by a session lock that this process writes to the log, so that `move` refuses meanwhile. */
  async #acquirePresenceLock(client: pg.Client): Promise<void> {
    const { presence, schema } = this.site;
    if (presence === 'none') return;
    const { rows } = await client.query<{ there: boolean }>(
      `SELECT pg_try_advisory_lock${presence === 'shared' ? '_shared' : ''}(${lockOf(`presence ${schema}`)}) AS there`,
    );
    if (rows[0]?.there === true) return;
    await client.end();
    throw new LogUnavailable(
      presence === 'alone'
        ? `the event log ${schema} is written by another process: stop the services first`
        : `the event log ${schema} is being moved: wait until that has ended`,
    );
  }

  /** No poll begins from now on. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#poll);
  }

  async close(): Promise<void> {
    this.stop();
    await this.#client?.end().catch(() => undefined);
  }
}
