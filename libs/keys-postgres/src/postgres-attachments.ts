import { openAttachment, sealAttachment, type Attachments, type DataKey } from '@carethread/privacy';
import pg from 'pg';
import { attachmentsSchema, attachmentTables } from './schema.js';

export interface PostgresAttachmentsOptions {
  readonly url: string;
  readonly namespace: string;
}

/** Sealed attachments in a table: for several processes that share no disk. */
export class PostgresAttachments implements Attachments {
  readonly #pool: pg.Pool;
  readonly #table: string;

  constructor({ url, namespace }: PostgresAttachmentsOptions) {
    this.#table = `${attachmentsSchema(namespace)}.attachments`;
    this.#pool = new pg.Pool({
      connectionString: url,
      max: 4,
      connectionTimeoutMillis: 10_000,
      statement_timeout: 30_000,
      // Whoever logs in with more rights lays them down.
      options: '-c role=carethread_writer',
      application_name: 'carethread attachments',
      allowExitOnIdle: true,
    });
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
  }

  async put(bytes: Uint8Array, key: DataKey): Promise<string> {
    const { hash, ciphertext } = sealAttachment(bytes, key);
    await this.#pool.query(`INSERT INTO ${this.#table} VALUES ($1, $2) ON CONFLICT DO NOTHING`, [hash, ciphertext]);
    return hash;
  }

  async get(hash: string, key: DataKey): Promise<Uint8Array | undefined> {
    const { rows } = await this.#pool.query<{ sealed: Buffer }>(`SELECT sealed FROM ${this.#table} WHERE hash = $1`, [
      hash,
    ]);
    return rows[0] === undefined ? undefined : openAttachment(rows[0].sealed, hash, key);
  }

  async list(): Promise<readonly string[]> {
    const { rows } = await this.#pool.query<{ hash: string }>(`SELECT hash FROM ${this.#table} ORDER BY hash`);
    return rows.map(({ hash }) => hash);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

/** Makes the table, as the role that owns it. Safe to run again. */
export async function migrateAttachments(url: string, namespace: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(4915602019)');
    await client.query(attachmentTables(namespace));
  } finally {
    await client.end();
  }
}
