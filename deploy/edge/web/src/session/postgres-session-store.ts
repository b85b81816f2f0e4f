import pg from 'pg';
import { bytesMember, itemOf } from './stored-row.js';
import type { SessionStore, StoredItem } from './session-store.js';

const TABLE = `
CREATE TABLE IF NOT EXISTS web_items (
  "group" text NOT NULL, name text NOT NULL, sealed bytea NOT NULL, until bigint NOT NULL,
  PRIMARY KEY ("group", name)
);
CREATE INDEX IF NOT EXISTS web_items_until ON web_items (until);`;
/** Several processes that start at once would lay the table down at once; the number is ours alone. */
const LOCK = 7_301_993;

/** Sessions of several processes of the web in one database. */
export class PostgresSessionStore implements SessionStore {
  private constructor(readonly pool: pg.Pool) {}

  static async open(url: string): Promise<PostgresSessionStore> {
    const pool = new pg.Pool({ connectionString: url, max: 8 });
    // A server that goes away between two questions must not end the process.
    pool.on('error', () => undefined);
    const client = await pool.connect();
    try {
      await client.query(`BEGIN; SELECT pg_advisory_xact_lock(${LOCK}); ${TABLE} COMMIT;`);
    } finally {
      client.release();
    }
    return new PostgresSessionStore(pool);
  }

  async put({ group, name, sealed, until }: StoredItem): Promise<void> {
    await this.pool.query(
      `INSERT INTO web_items VALUES ($1, $2, $3, $4)
       ON CONFLICT ("group", name) DO UPDATE SET sealed = excluded.sealed, until = excluded.until`,
      [group, name, Buffer.from(sealed), until],
    );
  }

  async putNew({ group, name, sealed, until }: StoredItem, now: number): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `INSERT INTO web_items VALUES ($1, $2, $3, $4)
       ON CONFLICT ("group", name) DO UPDATE SET sealed = excluded.sealed, until = excluded.until WHERE web_items.until <= $5`,
      [group, name, Buffer.from(sealed), until, now],
    );
    return rowCount !== null && rowCount > 0;
  }

  async get(group: string, name: string, now: number): Promise<Uint8Array | undefined> {
    const { rows } = await this.pool.query<object>(
      'SELECT sealed FROM web_items WHERE "group" = $1 AND name = $2 AND until > $3',
      [group, name, now],
    );
    const [row] = rows;
    return row && bytesMember(row, 'sealed');
  }

  async list(group: string, now: number): Promise<readonly Pick<StoredItem, 'name' | 'sealed'>[]> {
    const { rows } = await this.pool.query<object>(
      'SELECT name, sealed FROM web_items WHERE "group" = $1 AND until > $2 ORDER BY name',
      [group, now],
    );
    return rows.map(itemOf);
  }

  async remove(group: string, name: string): Promise<void> {
    await this.pool.query('DELETE FROM web_items WHERE "group" = $1 AND name = $2', [group, name]);
  }

  async removeGroup(group: string): Promise<void> {
    await this.pool.query('DELETE FROM web_items WHERE "group" = $1', [group]);
  }

  async sweep(now: number): Promise<void> {
    await this.pool.query('DELETE FROM web_items WHERE until <= $1', [now]);
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
