import { numberMember, presentItems } from '@carethread/ledger';
import type {
  Counted,
  CountQuery,
  FindQuery,
  IndexValue,
  ViewCollection,
  ViewDefinition,
  ViewDocument,
  ViewStore,
} from '@carethread/event-sourcing';
import { rmSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

export interface SqliteViewOptions {
  /** For what cannot be folded again from the log: a damaged file is refused instead of replaced by an empty one. */
  readonly durable?: boolean;
  /** Called when a damaged file was thrown away; its views are rebuilt from the log. */
  readonly onBegunAnew?: (file: string, damage: Error) => void;
}

/**
 * Views in one SQLite file: a table per view version, guarded upserts, the checkpoint in the same transaction as the documents.
 * The write-ahead log is synced only before it is moved into the file: after a power cut the views may be older, and are folded
 * forward again, but never torn.
 */
export class SqliteViewStore implements ViewStore {
  #db: DatabaseSync;
  #open = new Map<string, SqliteCollection>();

  constructor(
    readonly file: string,
    readonly options: SqliteViewOptions = {},
  ) {
    try {
      this.#db = openDatabase(file, options);
    } catch (error) {
      if (!isDamage(error) || options.durable === true) throw explain(error, file);
      this.#db = this.#beginAnew(error);
    }
  }

  #beginAnew(damage: Error): DatabaseSync {
    // The file first: a write-ahead log without its file is dropped by SQLite, a file without its log would be torn.
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${this.file}${suffix}`, { force: true });
    this.options.onBegunAnew?.(this.file, damage);
    return openDatabase(this.file, this.options);
  }

  open(definition: ViewDefinition): Promise<ViewCollection> {
    const table = tableOf(definition.name, definition.version);
    const known = this.#open.get(table) ?? new SqliteCollection(this.#db, table, definition);
    this.#open.set(table, known);
    return Promise.resolve(known);
  }

  retire(name: string, exceptVersion: number): Promise<void> {
    const prefix = tableOf(name, 0).slice(0, -1);
    this.#drop((table) => table.startsWith(prefix) && table !== tableOf(name, exceptVersion));
    return Promise.resolve();
  }

  dropAll(): Promise<void> {
    try {
      this.#drop(() => true);
    } catch (error) {
      if (!isDamage(error) || this.options.durable === true) return Promise.reject(explain(error, this.file));
      this.#db.close();
      this.#open = new Map();
      this.#db = this.#beginAnew(error);
    }
    return Promise.resolve();
  }

  /** Tables and checkpoints in one transaction: a checkpoint that outlived its table would leave the view empty for ever. */
  #drop(chosen: (table: string) => boolean): void {
    inTransaction(this.#db, () => {
      const tables = this.#db
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'v\\_%' ESCAPE '\\'")
        .all();
      for (const table of tables.map(({ name }) => String(name)).filter(chosen)) {
        this.#db.exec(`DROP TABLE "${table}"`);
        this.#db.prepare('DELETE FROM view_checkpoints WHERE name = ?').run(table);
        this.#open.delete(table);
      }
    });
  }

  close(): Promise<void> {
    if (this.#db.isOpen) this.#db.close();
    return Promise.resolve();
  }
}

function openDatabase(file: string, options: SqliteViewOptions): DatabaseSync {
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8192');
    // Folding touches documents at random, so a longer write-ahead log (16 MB) saves most of the copying into the file. A
    // durable store keeps to the default: what is not copied yet is what a power cut may take back.
    if (options.durable !== true) db.exec('PRAGMA wal_autocheckpoint = 4000');
    db.exec('CREATE TABLE IF NOT EXISTS view_checkpoints (name TEXT PRIMARY KEY, position INTEGER NOT NULL)');
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
function isDamage(error: unknown): error is Error {
  const errcode = numberMember(error, 'errcode');
  return errcode !== undefined && [11, 26].includes(errcode & 0xff);
}

function explain(error: unknown, file: string): Error {
  return new Error(`${file} cannot be used: ${error instanceof Error ? error.message : String(error)}`, {
    cause: error,
  });
}

function inTransaction(db: DatabaseSync, work: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    work();
    db.exec('COMMIT');
  } catch (error) {
    // A full disk has rolled back already.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function tableOf(name: string, version: number): string {
  if (!/^[a-zA-Z][a-zA-Z0-9]*$/.test(name)) throw new RangeError(`a view's name is letters and digits: ${name}`);
  return `v_${name}_${version}`;
}

function columnOf(field: string): string {
  return `"ix_${field}"`;
}

class SqliteCollection implements ViewCollection {
  readonly #one: StatementSync;
  readonly #put: StatementSync;
  readonly #move: StatementSync;
  readonly #indexed = new Set<string>();
  /** By their text: there are as many as ways to ask, and to prepare one costs more than to run it. */
  readonly #queries = new Map<string, StatementSync>();
  #checkpoint: number;

  constructor(
    readonly db: DatabaseSync,
    readonly table: string,
    readonly definition: ViewDefinition,
  ) {
    const columns = this.indexes.map(columnOf);
    db.exec(
      `CREATE TABLE IF NOT EXISTS "${table}" (key TEXT PRIMARY KEY, position INTEGER NOT NULL, body TEXT${columns.map((c) => `, ${c}`).join('')})`,
    );
    const all = ['key', 'position', 'body', ...columns];
    this.#one = db.prepare(`SELECT * FROM "${table}" WHERE key = ? AND body IS NOT NULL`);
    this.#put = db.prepare(
      `INSERT INTO "${table}" (${all.join(', ')}) VALUES (${all.map(() => '?').join(', ')})
       ON CONFLICT (key) DO UPDATE SET ${all
         .slice(1)
         .map((c) => `${c} = excluded.${c}`)
         .join(', ')} WHERE excluded.position >= position`,
    );
    this.#move = db.prepare(
      'INSERT INTO view_checkpoints VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET position = excluded.position WHERE excluded.position > position',
    );
    this.#checkpoint = Number(
      db.prepare('SELECT position FROM view_checkpoints WHERE name = ?').get(table)?.['position'] ?? 0,
    );
  }

  get indexes(): readonly string[] {
    return this.definition.indexes;
  }

  checkpoint(): Promise<number> {
    return Promise.resolve(this.#checkpoint);
  }

  get(key: string): Promise<ViewDocument | undefined> {
    const found = this.#one.get(key);
    return Promise.resolve(found === undefined ? undefined : this.#document(found));
  }

  async find(query: FindQuery): Promise<readonly ViewDocument[]> {
    const { where = {}, upTo, orderBy, after, limit } = query;
    const conditions = ['body IS NOT NULL'];
    const values: SQLInputValue[] = [];
    this.#ensureIndexes([...Object.keys(where), upTo?.field, orderBy].filter((field) => field !== undefined));
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
    const found = this.#query(sql).all(...values);
    return Promise.resolve(found.map((row) => this.#document(row)));
  }

  async countBy(field: string, { where = {}, below }: CountQuery): Promise<readonly Counted[]> {
    const column = this.#column(field);
    const conditions = ['body IS NOT NULL'];
    const values: SQLInputValue[] = [];
    this.#ensureIndexes(presentItems(...Object.keys(where), below?.field, field));
    for (const [name, value] of Object.entries(where)) {
      conditions.push(`${this.#column(name)} IS ?`);
      values.push(value);
    }
    if (below !== undefined) {
      conditions.push(`${this.#column(below.field)} < ?`);
      values.push(below.value);
    }
    const sql = `SELECT ${column} AS value, count(*) AS number FROM "${this.table}" WHERE ${conditions.join(' AND ')} GROUP BY ${column}`;
    const rows = this.#query(sql).all(...values);
    return Promise.resolve(rows.map((row) => ({ value: indexValue(row['value']), count: Number(row['number']) })));
  }

  commit(documents: readonly ViewDocument[], checkpoint: number): Promise<void> {
    try {
      inTransaction(this.db, () => {
        for (const { key, position, body, index } of documents)
          this.#put.run(key, position, body ?? null, ...this.indexes.map((field) => index[field] ?? null));
        if (checkpoint > this.#checkpoint) this.#move.run(this.table, checkpoint);
      });
    } catch (error) {
      return Promise.reject(error);
    }
    this.#checkpoint = Math.max(this.#checkpoint, checkpoint);
    return Promise.resolve();
  }

  purge(field: string, value: string): Promise<void> {
    this.#ensureIndexes([field]);
    this.db.prepare(`DELETE FROM "${this.table}" WHERE ${this.#column(field)} = ?`).run(value);
    return Promise.resolve();
  }

  #query(sql: string): StatementSync {
    const known = this.#queries.get(sql) ?? this.db.prepare(sql);
    this.#queries.set(sql, known);
    return known;
  }

  #column(field: string): string {
    if (!this.indexes.includes(field)) throw new RangeError(`${this.table} has no index ${field}`);
    return columnOf(field);
  }

  /**
   * An index is created at the first query that needs it. While a view is built from the beginning nothing is queried, and keeping its indexes then
   * costs more than the documents: every new document goes to a page at random of each of them.
   */
  #ensureIndexes(fields: readonly string[]): void {
    const { compound = this.indexes.map((field) => [field]) } = this.definition;
    for (const over of compound) {
      const name = `${this.table}_ix_${over.join('_')}`;
      if (this.#indexed.has(name) || !over.every((field) => fields.includes(field))) continue;
      this.db.exec(`CREATE INDEX IF NOT EXISTS "${name}" ON "${this.table}" (${over.map(columnOf).join(', ')}, key)`);
      this.#indexed.add(name);
    }
  }

  #document(found: Record<string, unknown>): ViewDocument {
    return {
      key: String(found['key']),
      position: Number(found['position']),
      body: String(found['body']),
      index: Object.fromEntries(this.indexes.map((field) => [field, indexValue(found[`ix_${field}`])])),
    };
  }
}

function indexValue(found: unknown): IndexValue {
  return typeof found === 'string' || typeof found === 'number' ? found : null;
}
