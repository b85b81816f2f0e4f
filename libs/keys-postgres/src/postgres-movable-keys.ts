import type { KeyClass } from '@carethread/ledger';
import {
  dataKeyOf,
  tombstones,
  KeysDiffer,
  lineOf,
  OWNER,
  type DataKeyRecord,
  type KeyRecord,
  type MovableKeys,
} from '@carethread/privacy';
import type pg from 'pg';
import { KeyEncryption } from './key-encryption.js';
import { poolOf } from './pool.js';
import { destroyedSchema, keysSchema } from './schema.js';

export interface PostgresMovableKeysOptions {
  /** `postgres://…` */
  readonly url: string;
  readonly namespace: string;
  /** The mounted file with the key-encryption keys. */
  readonly kek: string;
}

interface Row {
  readonly key_id: string;
  readonly subject: string;
  readonly class: KeyClass;
  readonly kek: string;
  readonly wrapped: Buffer;
}

const BATCH = 500;

/** The keys of a PostgreSQL key store, on their way out of it or into it. */
export class PostgresMovableKeys implements MovableKeys {
  readonly #pool: pg.Pool;
  readonly #kek: KeyEncryption;
  readonly #keys: string;
  readonly #gone: string;

  constructor({ url, namespace, kek }: PostgresMovableKeysOptions) {
    this.#kek = new KeyEncryption(kek);
    this.#keys = keysSchema(namespace);
    this.#gone = destroyedSchema(namespace);
    this.#pool = poolOf(url, 'carethread keys move', { connections: 2, statementTimeout: 60_000 });
  }

  /** Whether its tables were made. */
  async isThere(): Promise<boolean> {
    const { rows } = await this.#pool.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
      `${this.#keys}.data_keys`,
    ]);
    return rows[0]?.there === true;
  }

  async *records(): AsyncGenerator<readonly KeyRecord[], void, undefined> {
    const buried = await this.#pool.query<{ line: string }>(`SELECT line FROM ${this.#gone}.list ORDER BY number`);
    yield tombstones(buried.rows.map(({ line }) => line));
    const secrets = await this.#pool.query<{ tenant: string; kek: string; wrapped: Buffer }>(
      `SELECT tenant, kek, wrapped FROM ${this.#keys}.tenant_secrets`,
    );
    yield secrets.rows.map(({ tenant, kek, wrapped }) => ({
      kind: 'secret',
      tenantId: tenant,
      bytes: this.#kek.unwrap(wrapped, tenant, kek),
    }));
    const claims = await this.#pool.query<{ name: string; owner: string }>(
      `SELECT name, owner FROM ${this.#keys}.claims
       WHERE NOT EXISTS (SELECT 1 FROM ${this.#gone}.list WHERE line = '${OWNER}' || owner)`,
    );
    yield claims.rows.map((row) => ({ kind: 'claim', ...row }));
    for (let after = '', full = true; full;) {
      // A backup that was restored while its trigger was off may have brought back what is on the list.
      const { rows } = await this.#pool.query<Row & { gone: boolean }>(
        `SELECT *, EXISTS (SELECT 1 FROM ${this.#gone}.list WHERE line = key_id) AS gone FROM ${this.#keys}.data_keys
         WHERE key_id COLLATE "C" > $1 ORDER BY key_id COLLATE "C" LIMIT ${BATCH}`,
        [after],
      );
      yield rows.filter(({ gone }) => !gone).map((row) => this.#dataKey(row));
      after = rows.at(-1)?.key_id ?? '';
      full = rows.length === BATCH;
    }
  }

  #dataKey({ key_id: keyId, subject, class: keyClass, wrapped, kek }: Row): DataKeyRecord {
    const bytes = this.#kek.unwrap(wrapped, keyId, kek);
    dataKeyOf(keyId, subject, keyClass, bytes);
    return { kind: 'key', keyId, subject, keyClass, bytes };
  }

  async keep(records: readonly KeyRecord[]): Promise<void> {
    const client = await this.#pool.connect();
    try {
      await client.query('BEGIN');
      await this.#bury(client, records);
      await this.#keepSecrets(client, records);
      await this.#keepClaims(client, records);
      await this.#keepKeys(client, records);
      await client.query('COMMIT');
      client.release();
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      client.release(true);
      throw error;
    }
  }

  async #bury(client: pg.PoolClient, records: readonly KeyRecord[]): Promise<void> {
    const lines = records.flatMap((record) => lineOf(record) ?? []);
    if (lines.length === 0) return;
    await client.query(`INSERT INTO ${this.#gone}.list (line) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING`, [
      lines,
    ]);
    const { rows } = await client.query<{ key_id: string }>(
      `DELETE FROM ${this.#keys}.data_keys WHERE key_id = ANY($1) RETURNING key_id`,
      [lines],
    );
    await client.query(`DELETE FROM ${this.#keys}.claims WHERE '${OWNER}' || owner = ANY($1)`, [lines]);
    for (const { key_id: keyId } of rows) await client.query('SELECT pg_notify($1, $2)', [this.#gone, keyId]);
  }

  async #keepSecrets(client: pg.PoolClient, records: readonly KeyRecord[]): Promise<void> {
    for (const record of records) {
      if (record.kind !== 'secret') continue;
      const { tenantId, bytes } = record;
      await client.query(
        `INSERT INTO ${this.#keys}.tenant_secrets (tenant, kek, wrapped) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
        [tenantId, this.#kek.current, this.#kek.wrap(bytes, tenantId)],
      );
      const { rows } = await client.query<{ kek: string; wrapped: Buffer }>(
        `SELECT kek, wrapped FROM ${this.#keys}.tenant_secrets WHERE tenant = $1`,
        [tenantId],
      );
      const [there] = rows;
      if (there === undefined || !this.#kek.unwrap(there.wrapped, tenantId, there.kek).equals(bytes))
        throw new KeysDiffer(`tenant ${tenantId} has another secret there`);
    }
  }

  async #keepClaims(client: pg.PoolClient, records: readonly KeyRecord[]): Promise<void> {
    const claims = records.filter((record) => record.kind === 'claim');
    if (claims.length === 0) return;
    const wanted = [claims.map(({ name }) => name), claims.map(({ owner }) => owner)];
    await client.query(
      `INSERT INTO ${this.#keys}.claims (name, owner)
       SELECT name, owner FROM unnest($1::text[], $2::text[]) AS wanted (name, owner)
       WHERE NOT EXISTS (SELECT 1 FROM ${this.#gone}.list WHERE line = '${OWNER}' || owner) ON CONFLICT DO NOTHING`,
      wanted,
    );
    const { rows } = await client.query<{ owner: string }>(
      `SELECT wanted.owner FROM unnest($1::text[], $2::text[]) AS wanted (name, owner)
       JOIN ${this.#keys}.claims AS there USING (name) WHERE there.owner <> wanted.owner LIMIT 1`,
      wanted,
    );
    if (rows[0] !== undefined) throw new KeysDiffer(`what ${rows[0].owner} claims is claimed by another there`);
  }

  async #keepKeys(client: pg.PoolClient, records: readonly KeyRecord[]): Promise<void> {
    const keys = records.filter((record) => record.kind === 'key');
    if (keys.length === 0) return;
    // The trigger lets nothing in that was destroyed here.
    await client.query(
      `INSERT INTO ${this.#keys}.data_keys (subject, class, key_id, kek, wrapped)
       SELECT subject, class, key_id, $4, wrapped
       FROM unnest($1::text[], $2::text[], $3::text[], $5::bytea[]) AS wanted (subject, class, key_id, wrapped)
       ON CONFLICT DO NOTHING`,
      [
        keys.map(({ subject }) => subject),
        keys.map(({ keyClass }) => keyClass),
        keys.map(({ keyId }) => keyId),
        this.#kek.current,
        keys.map(({ bytes, keyId }) => this.#kek.wrap(bytes, keyId)),
      ],
    );
    const ids = keys.map(({ keyId }) => keyId);
    const there = await client.query<Row>(`SELECT * FROM ${this.#keys}.data_keys WHERE key_id = ANY($1)`, [ids]);
    const buried = await client.query<{ line: string }>(`SELECT line FROM ${this.#gone}.list WHERE line = ANY($1)`, [
      ids,
    ]);
    const found = new Map(there.rows.map((row) => [row.key_id, this.#dataKey(row)]));
    const gone = new Set(buried.rows.map(({ line }) => line));
    for (const { keyId, subject, keyClass, bytes } of keys) {
      if (gone.has(keyId)) continue;
      const same = found.get(keyId);
      if (same?.subject !== subject || same.keyClass !== keyClass || Buffer.compare(same.bytes, bytes) !== 0)
        throw new KeysDiffer(`${subject} has another key of the class ${keyClass} there than ${keyId}`);
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
