import { DatabaseSync } from 'node:sqlite';
import { bytesMember, itemOf } from './stored-row.js';
import type { SessionStore, StoredItem } from './session-store.js';

const TABLE = `
CREATE TABLE IF NOT EXISTS items (
  "group" TEXT NOT NULL, name TEXT NOT NULL, sealed BLOB NOT NULL, until INTEGER NOT NULL,
  PRIMARY KEY ("group", name)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS items_until ON items (until);`;

/** Sessions in a file of the data folder, beside the record and no part of it. */
export class SqliteSessionStore implements SessionStore {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    this.#database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; ${TABLE}`);
  }

  put({ group, name, sealed, until }: StoredItem): Promise<void> {
    this.#run('INSERT OR REPLACE INTO items VALUES (?, ?, ?, ?)', group, name, sealed, until);
    return Promise.resolve();
  }

  putNew({ group, name, sealed, until }: StoredItem, now: number): Promise<boolean> {
    const changes = this.#run(
      `INSERT INTO items VALUES (?, ?, ?, ?) ON CONFLICT ("group", name)
       DO UPDATE SET sealed = excluded.sealed, until = excluded.until WHERE items.until <= ?`,
      group,
      name,
      sealed,
      until,
      now,
    );
    return Promise.resolve(changes > 0);
  }

  get(group: string, name: string, now: number): Promise<Uint8Array | undefined> {
    const row = this.#database
      .prepare('SELECT sealed FROM items WHERE "group" = ? AND name = ? AND until > ?')
      .get(group, name, now);
    return Promise.resolve(row && bytesMember(row, 'sealed'));
  }

  list(group: string, now: number): Promise<readonly Pick<StoredItem, 'name' | 'sealed'>[]> {
    const rows = this.#database
      .prepare('SELECT name, sealed FROM items WHERE "group" = ? AND until > ? ORDER BY name')
      .all(group, now);
    return Promise.resolve(rows.map(itemOf));
  }

  remove(group: string, name: string): Promise<void> {
    this.#run('DELETE FROM items WHERE "group" = ? AND name = ?', group, name);
    return Promise.resolve();
  }

  removeGroup(group: string): Promise<void> {
    this.#run('DELETE FROM items WHERE "group" = ?', group);
    return Promise.resolve();
  }

  sweep(now: number): Promise<void> {
    this.#run('DELETE FROM items WHERE until <= ?', now);
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#database.close();
    return Promise.resolve();
  }

  #run(statement: string, ...values: readonly (string | number | Uint8Array)[]): number {
    return Number(this.#database.prepare(statement).run(...values).changes);
  }
}
