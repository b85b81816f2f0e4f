import {
  checkSealed,
  openAttachment,
  sealAttachment,
  type DataKey,
  type MovableAttachments,
} from '@carethread/privacy';
import pg from 'pg';
import { poolOf } from './pool.js';
import { attachmentsSchema, attachmentTables } from './schema.js';

export interface PostgresAttachmentsOptions {
  readonly url: string;
  readonly namespace: string;
}

/** Sealed attachments in a table: for several processes that share no disk. */
export class PostgresAttachments implements MovableAttachments {
  readonly #pool: pg.Pool;
  readonly #table: string;

  constructor({ url, namespace }: PostgresAttachmentsOptions) {
    this.#table = `${attachmentsSchema(namespace)}.attachments`;
    // Drop to the writer role even if the login has more rights.
    const limits = { connections: 4, statementTimeout: 30_000, role: 'carethread_writer' };
    this.#pool = poolOf(url, 'carethread attachments', limits);
  }

  async put(bytes: Uint8Array, key: DataKey): Promise<string> {
    const { hash, ciphertext } = sealAttachment(bytes, key);
    await this.#keep(hash, ciphertext);
    return hash;
  }

  async putSealed(hash: string, ciphertext: Uint8Array): Promise<void> {
    checkSealed(hash, ciphertext);
    await this.#keep(hash, Buffer.from(ciphertext));
  }

  async #keep(hash: string, ciphertext: Buffer): Promise<void> {
    await this.#pool.query(`INSERT INTO ${this.#table} VALUES ($1, $2) ON CONFLICT DO NOTHING`, [hash, ciphertext]);
  }

  async get(hash: string, key: DataKey): Promise<Uint8Array | undefined> {
    const found = await this.getSealed(hash);
    return found === undefined ? undefined : openAttachment(found, hash, key);
  }

  async getSealed(hash: string): Promise<Buffer | undefined> {
    const { rows } = await this.#pool.query<{ sealed: Buffer }>(`SELECT sealed FROM ${this.#table} WHERE hash = $1`, [
      hash,
    ]);
    return rows[0]?.sealed;
  }

  async list(): Promise<readonly string[]> {
    const { rows } = await this.#pool.query<{ hash: string }>(`SELECT hash FROM ${this.#table} ORDER BY hash`);
    return rows.map(({ hash }) => hash);
  }

  /** Whether the table was made. */
  async isThere(): Promise<boolean> {
    const { rows } = await this.#pool.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
      this.#table,
    ]);
    return rows[0]?.there === true;
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
