import type { KeyClass } from '@carethread/ledger';
import {
  dataKeyOf,
  DestructionListeners,
  newDataKey,
  forgottenIn,
  OWNER,
  type Claim,
  type DataKey,
  type DestructionListener,
  type KeyStore,
} from '@carethread/privacy';
import { createHmac, randomBytes } from 'node:crypto';
import pg from 'pg';
import { KeyEncryption } from './key-encryption.js';
import { poolOf } from './pool.js';
import { destroyedSchema, keysSchema, keyTables } from './schema.js';

export interface PostgresKeyStoreOptions {
  /** `postgres://…`, best a database of its own: keys are backed up apart from what they open. */
  readonly url: string;
  readonly namespace: string;
  /** The mounted file with the key-encryption keys. */
  readonly kek: string;
  /** How often the list of what was destroyed is read, in milliseconds; default 10,000. */
  readonly pollEvery?: number;
}

/** After so long without an answer from the server no cached key may be used; together with `pollEvery` well below 60 s. */
const BLIND_MS = 45_000;

/**
 * Data keys in PostgreSQL for any number of processes, wrapped by a key-encryption key that the server never sees. Destruction
 * reaches every process at once by NOTIFY, and within `pollEvery` by polling; a process that cannot poll drops its cached keys.
 */
export class PostgresKeyStore implements KeyStore {
  readonly #pool: pg.Pool;
  readonly #kek: KeyEncryption;
  readonly #keys: string;
  readonly #gone: string;
  readonly #bySubject = new Map<string, DataKey>();
  readonly #byId = new Map<string, DataKey | 'destroyed'>();
  readonly #secrets = new Map<string, Uint8Array>();
  readonly #listeners = new DestructionListeners();
  #polledAt = Date.now();
  #listener: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lastNumber = 0;
  #closed = false;

  private constructor(readonly options: PostgresKeyStoreOptions) {
    this.#kek = new KeyEncryption(options.kek);
    this.#keys = keysSchema(options.namespace);
    this.#gone = destroyedSchema(options.namespace);
    this.#pool = poolOf(options.url, 'carethread keys', { connections: 4, statementTimeout: 10_000 });
  }

  static async open(options: PostgresKeyStoreOptions): Promise<PostgresKeyStore> {
    const store = new PostgresKeyStore(options);
    try {
      await store.#readDestroyed();
      // A backup restored while its trigger was off may have brought back what is on the list.
      await store.#pool.query(
        `DELETE FROM ${store.#keys}.data_keys WHERE key_id IN (SELECT line FROM ${store.#gone}.list)`,
      );
      await store.#pool.query(
        `DELETE FROM ${store.#keys}.claims WHERE '${OWNER}' || owner IN (SELECT line FROM ${store.#gone}.list)`,
      );
      await store.#listen().catch(() => undefined);
      store.#startPolling();
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /** Reads what was destroyed since the last poll. */
  async #readDestroyed(): Promise<void> {
    const began = Date.now();
    const { rows } = await this.#pool.query<{ number: string; line: string }>(
      `SELECT number, line FROM ${this.#gone}.list WHERE number > $1 ORDER BY number`,
      // Numbers are drawn before they are committed: reads a little way back, so as not to miss one that was committed late.
      [Math.max(0, this.#lastNumber - 1_000)],
    );
    for (const { number, line } of rows) {
      this.#lastNumber = Math.max(this.#lastNumber, Number(number));
      if (!line.startsWith(OWNER)) this.#evict(line);
    }
    this.#polledAt = began;
  }

  #evict(keyId: string): void {
    const known = this.#byId.get(keyId);
    this.#byId.set(keyId, 'destroyed');
    if (known === undefined || known === 'destroyed') return;
    this.#bySubject.delete(`${known.subject} ${known.keyClass}`);
    this.#listeners.notify([known]);
  }

  onDestroyed(listener: DestructionListener): () => void {
    return this.#listeners.add(listener);
  }

  #startPolling(): void {
    this.#timer = setTimeout(() => {
      void (async () => {
        try {
          if (this.#listener === undefined) await this.#listen();
          await this.#readDestroyed();
        } catch {
          if (Date.now() - this.#polledAt > BLIND_MS) this.#evictAll();
        }
        if (!this.#closed) this.#startPolling();
      })();
    }, this.options.pollEvery ?? 10_000).unref();
  }

  /** Any of the cached keys may have been destroyed meanwhile: whatever was opened with them must be dropped too. */
  #evictAll(): void {
    const held = [...this.#byId.values()].filter((known) => known !== 'destroyed');
    this.#bySubject.clear();
    for (const { keyId } of held) this.#byId.delete(keyId);
    this.#listeners.notify(held);
  }

  async #listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.options.url,
      connectionTimeoutMillis: 10_000,
      application_name: 'carethread keys listens',
    });
    client.on('error', () => undefined);
    client.on('end', () => {
      if (this.#listener === client) this.#listener = undefined;
    });
    client.on('notification', ({ payload }) => this.#evict(payload ?? ''));
    await client.connect();
    await client.query(`LISTEN ${this.#gone}`);
    if (this.#closed) await client.end();
    else this.#listener = client;
  }

  async getOrCreate(_tenantId: string, subject: string, keyClass: KeyClass): Promise<DataKey> {
    const known = this.#bySubject.get(`${subject} ${keyClass}`);
    if (known !== undefined) return known;
    const found = await this.#ofSubject(subject, keyClass);
    if (found !== undefined) return found;
    const { dataKey, bytes } = newDataKey(subject, keyClass);
    // The unique row decides between processes; the commit is synced before the key is handed out.
    await this.#pool.query(
      `INSERT INTO ${this.#keys}.data_keys (subject, class, key_id, kek, wrapped) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [subject, keyClass, dataKey.keyId, this.#kek.current, this.#kek.wrap(bytes, dataKey.keyId)],
    );
    const made = await this.#ofSubject(subject, keyClass);
    if (made === undefined) throw new Error('a data key was made and is not there: the key store was changed');
    return made;
  }

  async #ofSubject(subject: string, keyClass: KeyClass): Promise<DataKey | undefined> {
    const { rows } = await this.#pool.query<{ key_id: string; kek: string; wrapped: Buffer }>(
      `SELECT key_id, kek, wrapped FROM ${this.#keys}.data_keys WHERE subject = $1 AND class = $2`,
      [subject, keyClass],
    );
    const [row] = rows;
    return row === undefined ? undefined : this.#remember(row.key_id, subject, keyClass, row.wrapped, row.kek);
  }

  #remember(keyId: string, subject: string, keyClass: KeyClass, wrapped: Buffer, kek: string): DataKey {
    const known = this.#byId.get(keyId);
    if (known !== undefined && known !== 'destroyed') return known;
    const key = dataKeyOf(keyId, subject, keyClass, this.#kek.unwrap(wrapped, keyId, kek));
    // Destroyed while it was being read: the key is handed out but not cached.
    if (known === 'destroyed') return key;
    this.#bySubject.set(`${subject} ${keyClass}`, key);
    this.#byId.set(keyId, key);
    return key;
  }

  async find(keyId: string): Promise<DataKey | 'destroyed' | undefined> {
    const known = this.#byId.get(keyId);
    if (known !== undefined) return known;
    const { rows } = await this.#pool.query<{ subject: string; class: KeyClass; kek: string; wrapped: Buffer }>(
      `SELECT subject, class, kek, wrapped FROM ${this.#keys}.data_keys WHERE key_id = $1`,
      [keyId],
    );
    const [row] = rows;
    if (row !== undefined) return this.#remember(keyId, row.subject, row.class, row.wrapped, row.kek);
    await this.#readDestroyed();
    return this.#byId.get(keyId);
  }

  peek(keyId: string): DataKey | 'destroyed' | undefined {
    return this.#byId.get(keyId);
  }

  async destroy(subject: string, keyClass?: KeyClass): Promise<readonly string[]> {
    const client = await this.#pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<{ key_id: string }>(
        `DELETE FROM ${this.#keys}.data_keys WHERE subject = $1 AND ($2::text IS NULL OR class = $2) RETURNING key_id`,
        [subject, keyClass ?? null],
      );
      const gone = rows.map((row) => row.key_id);
      const lines = keyClass === undefined ? [...gone, `${OWNER}${subject}`] : gone;
      await client.query(`INSERT INTO ${this.#gone}.list (line) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING`, [
        lines,
      ]);
      if (keyClass === undefined) await client.query(`DELETE FROM ${this.#keys}.claims WHERE owner = $1`, [subject]);
      for (const keyId of gone) await client.query('SELECT pg_notify($1, $2)', [this.#gone, keyId]);
      await client.query('COMMIT');
      for (const keyId of gone) this.#evict(keyId);
      client.release();
      return gone;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  async destroyed(): Promise<readonly string[]> {
    const { rows } = await this.#pool.query<{ line: string }>(`SELECT line FROM ${this.#gone}.list ORDER BY number`);
    return rows.map(({ line }) => line).filter((line) => !line.startsWith(OWNER));
  }

  async forgotten(): Promise<readonly string[]> {
    const { rows } = await this.#pool.query<{ line: string }>(`SELECT line FROM ${this.#gone}.list ORDER BY number`);
    return forgottenIn(rows.map(({ line }) => line));
  }

  async claim(tenantId: string, scheme: string, value: string, owner: string): Promise<Claim> {
    const name = await this.#claimName(tenantId, scheme, value);
    await this.#pool.query(`INSERT INTO ${this.#keys}.claims VALUES ($1, $2) ON CONFLICT DO NOTHING`, [name, owner]);
    const { rows } = await this.#pool.query<{ owner: string }>(
      `SELECT owner FROM ${this.#keys}.claims WHERE name = $1`,
      [name],
    );
    const held = rows[0]?.owner ?? '';
    return { claimed: held === owner, owner: held };
  }

  async moveClaim(tenantId: string, scheme: string, value: string, from: string, to: string): Promise<Claim> {
    const name = await this.#claimName(tenantId, scheme, value);
    await this.#pool.query(`UPDATE ${this.#keys}.claims SET owner = $3 WHERE name = $1 AND owner = $2`, [
      name,
      from,
      to,
    ]);
    return this.claim(tenantId, scheme, value, to);
  }

  async release(tenantId: string, scheme: string, value: string, owner: string): Promise<void> {
    const name = await this.#claimName(tenantId, scheme, value);
    await this.#pool.query(`DELETE FROM ${this.#keys}.claims WHERE name = $1 AND owner = $2`, [name, owner]);
  }

  async #claimName(tenantId: string, scheme: string, value: string): Promise<string> {
    return createHmac('sha256', await this.tenantSecret(tenantId))
      .update(`${scheme}\n${value}`)
      .digest('hex');
  }

  async tenantSecret(tenantId: string): Promise<Uint8Array> {
    const known = this.#secrets.get(tenantId);
    if (known !== undefined) return known;
    const read = async (): Promise<Buffer | undefined> => {
      const { rows } = await this.#pool.query<{ kek: string; wrapped: Buffer }>(
        `SELECT kek, wrapped FROM ${this.#keys}.tenant_secrets WHERE tenant = $1`,
        [tenantId],
      );
      return rows[0] === undefined ? undefined : this.#kek.unwrap(rows[0].wrapped, tenantId, rows[0].kek);
    };
    let secret = await read();
    if (secret === undefined) {
      await this.#pool.query(
        `INSERT INTO ${this.#keys}.tenant_secrets (tenant, kek, wrapped) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
        [tenantId, this.#kek.current, this.#kek.wrap(randomBytes(32), tenantId)],
      );
      secret = await read();
    }
    if (secret === undefined) throw new Error('a tenant’s secret was made and is not there: the key store was changed');
    this.#secrets.set(tenantId, secret);
    return secret;
  }

  /**
   * Wraps everything that an older key-encryption key still wraps with the current one; no log is touched. Run it after the new
   * key was put first in the file of every process; then the old line may go. Gives how many were wrapped again.
   */
  async rotate(): Promise<number> {
    let count = 0;
    for (const [table, name] of [
      ['data_keys', 'key_id'],
      ['tenant_secrets', 'tenant'],
    ] as const)
      for (;;) {
        const { rows } = await this.#pool.query<{ name: string; kek: string; wrapped: Buffer }>(
          `SELECT ${name} AS name, kek, wrapped FROM ${this.#keys}.${table} WHERE kek <> $1 LIMIT 500`,
          [this.#kek.current],
        );
        if (rows.length === 0) break;
        for (const row of rows) {
          const bytes = this.#kek.unwrap(row.wrapped, row.name, row.kek);
          const { rowCount } = await this.#pool.query(
            `UPDATE ${this.#keys}.${table} SET kek = $1, wrapped = $2 WHERE ${name} = $3 AND kek = $4`,
            [this.#kek.current, this.#kek.wrap(bytes, row.name), row.name, row.kek],
          );
          count += rowCount ?? 0;
        }
      }
    return count;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#listener?.end().catch(() => undefined);
    await this.#pool.end();
  }
}

/** Makes the tables of the key store, as the role that owns them. Safe to run again. */
export async function migrateKeys(url: string, namespace: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(4915602018)');
    await client.query(keyTables(namespace));
  } finally {
    await client.end();
  }
}
