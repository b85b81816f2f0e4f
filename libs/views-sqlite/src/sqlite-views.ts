import type { FindQuery, IndexValue, ViewCollection, ViewDefinition, ViewDocument, ViewStore } from '@carethread/event-sourcing';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/**
 * Views in one SQLite file: a table per view version, guarded upserts, the checkpoint in the same transaction as the documents.
 * Nothing is synced: an older state after a crash is folded forward again, a torn one cannot be.
 */
export class SqliteViewStore implements ViewStore {
  readonly #db: DatabaseSync;
  #open = new Map<string, SqliteCollection>();

  constructor(file: string, options: { readonly durable?: boolean } = {}) {
    this.#db = new DatabaseSync(file);
    this.#db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${options.durable === true ? 'NORMAL' : 'OFF'}`);
    this.#db.exec('CREATE TABLE IF NOT EXISTS view_checkpoints (name TEXT PRIMARY KEY, position INTEGER NOT NULL)');
  }

  open(definition: ViewDefinition): Promise<ViewCollection> {
    const table = tableOf(definition.name, definition.version);
    const known = this.#open.get(table) ?? new SqliteCollection(this.#db, table, definition.indexes);
    this.#open.set(table, known);
    return Promise.resolve(known);
  }

  retire(name: string, exceptVersion: number): Promise<void> {
    const prefix = tableOf(name, 0).slice(0, -1);
    for (const table of this.#tables())
      if (table.startsWith(prefix) && table !== tableOf(name, exceptVersion)) this.#drop(table);
    return Promise.resolve();
  }

  dropAll(): Promise<void> {
    for (const table of this.#tables()) this.#drop(table);
    this.#open = new Map();
    return Promise.resolve();
  }

  #tables(): readonly string[] {
    return this.#db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'v\\_%' ESCAPE '\\'").all().map(({ name }) => String(name));
  }

  #drop(table: string): void {
    this.#open.delete(table);
    this.#db.exec(`DROP TABLE "${table}"`);
    this.#db.prepare('DELETE FROM view_checkpoints WHERE name = ?').run(table);
  }

  close(): Promise<void> {
    if (this.#db.isOpen) this.#db.close();
    return Promise.resolve();
  }
}

function tableOf(name: string, version: number): string {
  if (!/^[a-zA-Z][a-zA-Z0-9]*$/.test(name)) throw new RangeError(`a view's name is letters and digits: ${name}`);
  return `v_${name}_${version}`;
}

class SqliteCollection implements ViewCollection {
  readonly #one: StatementSync;
  readonly #put: StatementSync;
  readonly #move: StatementSync;
  #checkpoint: number;

  constructor(
    readonly db: DatabaseSync,
    readonly table: string,
    readonly indexes: readonly string[],
  ) {
    const columns = indexes.map((field) => `"ix_${field}"`);
    db.exec(
      `CREATE TABLE IF NOT EXISTS "${table}" (key TEXT PRIMARY KEY, position INTEGER NOT NULL, body TEXT${columns.map((c) => `, ${c}`).join('')}) WITHOUT ROWID`,
    );
    for (const column of columns) db.exec(`CREATE INDEX IF NOT EXISTS "${table}_${column.slice(1, -1)}" ON "${table}" (${column}, key)`);
    const all = ['key', 'position', 'body', ...columns];
    this.#one = db.prepare(`SELECT * FROM "${table}" WHERE key = ? AND body IS NOT NULL`);
    this.#put = db.prepare(
      `INSERT INTO "${table}" (${all.join(', ')}) VALUES (${all.map(() => '?').join(', ')})
       ON CONFLICT (key) DO UPDATE SET ${all.slice(1).map((c) => `${c} = excluded.${c}`).join(', ')} WHERE excluded.position >= position`,
    );
    this.#move = db.prepare(
      'INSERT INTO view_checkpoints VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET position = excluded.position WHERE excluded.position > position',
    );
    this.#checkpoint = Number(db.prepare('SELECT position FROM view_checkpoints WHERE name = ?').get(table)?.['position'] ?? 0);
  }

  checkpoint(): Promise<number> {
    return Promise.resolve(this.#checkpoint);
  }

  get(key: string): Promise<ViewDocument | undefined> {
    const found = this.#one.get(key);
    return Promise.resolve(found === undefined ? undefined : this.#document(found));
  }

  find(query: FindQuery): Promise<readonly ViewDocument[]> {
    const { where = {}, upTo, orderBy, after, limit } = query;
    const conditions = ['body IS NOT NULL'];
    const values: SQLInputValue[] = [];
    for (const [field, value] of Object.entries(where)) {
      conditions.push(`${this.#column(field)} IS ?`);
      values.push(value);
    }
    if (upTo !== undefined) {
      conditions.push(`${this.#column(upTo.field)} <= ?`);
      values.push(upTo.value);
    }
    const order = orderBy === undefined ? undefined : this.#column(orderBy);
    if (after !== undefined) {
      const value = orderBy === undefined ? null : (after.index[orderBy] ?? null);
      if (order === undefined || value === null) {
        conditions.push(order === undefined ? 'key > ?' : `(${order} IS NOT NULL OR key > ?)`);
        values.push(after.key);
      } else {
        conditions.push(`(${order}, key) > (?, ?)`);
        values.push(value, after.key);
      }
    }
    const sql = `SELECT * FROM "${this.table}" WHERE ${conditions.join(' AND ')} ORDER BY ${order === undefined ? '' : `${order}, `}key LIMIT ?`;
    values.push(limit ?? -1);
    return Promise.resolve(this.db.prepare(sql).all(...values).map((found) => this.#document(found)));
  }

  commit(documents: readonly ViewDocument[], checkpoint: number): Promise<void> {
    this.db.exec('BEGIN');
    try {
      for (const { key, position, body, index } of documents)
        this.#put.run(key, position, body ?? null, ...this.indexes.map((field) => index[field] ?? null));
      if (checkpoint > this.#checkpoint) this.#move.run(this.table, checkpoint);
      this.db.exec('COMMIT');
    } catch (error) {
      this.db.exec('ROLLBACK');
      return Promise.reject(error as Error);
    }
    this.#checkpoint = Math.max(this.#checkpoint, checkpoint);
    return Promise.resolve();
  }

  #column(field: string): string {
    if (!this.indexes.includes(field)) throw new RangeError(`${this.table} has no index ${field}`);
    return `"ix_${field}"`;
  }

  #document(found: Record<string, unknown>): ViewDocument {
    return {
      key: String(found['key']),
      position: Number(found['position']),
      body: String(found['body']),
      index: Object.fromEntries(this.indexes.map((field) => [field, (found[`ix_${field}`] ?? null) as IndexValue])),
    };
  }
}
