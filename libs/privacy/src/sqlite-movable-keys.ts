import type { DatabaseSync } from 'node:sqlite';
import { dataKeyOf } from './key-store.js';
import {
  tombstones,
  KeysDiffer,
  lineOf,
  type DataKeyRecord,
  type KeyRecord,
  type MovableKeys,
} from './movable-keys.js';
import {
  addDestroyed,
  destroyedFileOf,
  keyClassIn,
  openKeyFolder,
  readDestroyed,
  wrappedIn,
  type KeyFolder,
  type KeyRow,
  type Wrapping,
} from './sqlite-key-files.js';

const BATCH = 500;

/** The keys of a folder, on their way out of it or into it. */
export class SqliteMovableKeys implements MovableKeys {
  readonly #db: DatabaseSync;
  readonly #wrapping: Wrapping;
  readonly #destroyedFile: string;

  constructor(folder: KeyFolder) {
    const { db, wrapping } = openKeyFolder(folder);
    this.#db = db;
    this.#wrapping = wrapping;
    this.#destroyedFile = destroyedFileOf(folder.folder);
  }

  async *records(): AsyncGenerator<readonly KeyRecord[], void, undefined> {
    const lines = readDestroyed(this.#destroyedFile);
    yield tombstones(lines);
    const gone = new Set(lines);
    const released = new Set(tombstones(lines).flatMap((one) => (one.kind === 'released' ? [one.owner] : [])));
    yield this.#rows('SELECT tenant, wrapped FROM tenant_secrets').map((row) => {
      const tenantId = String(row['tenant']);
      return { kind: 'secret', tenantId, bytes: this.#wrapping.unwrap(wrappedIn(row), tenantId) };
    });
    yield this.#rows('SELECT name, owner FROM claims').flatMap(({ name, owner }) =>
      released.has(String(owner)) ? [] : [{ kind: 'claim', name: String(name), owner: String(owner) } as const],
    );
    for (let after = '', full = true; full;) {
      const rows = this.#rows('SELECT * FROM data_keys WHERE key_id > ? ORDER BY key_id LIMIT ?', after, BATCH);
      // An older backup of the database may have brought back what is on the list.
      yield rows.filter((row) => !gone.has(String(row['key_id']))).map((row) => this.#dataKey(row));
      after = String(rows.at(-1)?.['key_id']);
      full = rows.length === BATCH;
    }
  }

  #rows(sql: string, ...values: readonly (string | number)[]): readonly KeyRow[] {
    return this.#db.prepare(sql).all(...values);
  }

  #dataKey(row: KeyRow): DataKeyRecord {
    const [keyId, subject, keyClass] = [String(row['key_id']), String(row['subject']), keyClassIn(row)] as const;
    const bytes = this.#wrapping.unwrap(wrappedIn(row), keyId);
    dataKeyOf(keyId, subject, keyClass, bytes);
    return { kind: 'key', keyId, subject, keyClass, bytes };
  }

  keep(records: readonly KeyRecord[]): Promise<void> {
    return Promise.resolve().then(() => {
      this.#bury(records);
      const gone = new Set(readDestroyed(this.#destroyedFile));
      this.#db.exec('BEGIN IMMEDIATE');
      try {
        for (const record of records) this.#keepOne(record, gone);
        this.#db.exec('COMMIT');
      } catch (error) {
        this.#db.exec('ROLLBACK');
        throw error;
      }
    });
  }

  #bury(records: readonly KeyRecord[]): void {
    const known = new Set(readDestroyed(this.#destroyedFile));
    addDestroyed(
      this.#destroyedFile,
      records.flatMap((record) => lineOf(record) ?? []).filter((line) => !known.has(line)),
    );
  }

  #keepOne(record: KeyRecord, gone: ReadonlySet<string>): void {
    switch (record.kind) {
      case 'destroyed':
        this.#db.prepare('DELETE FROM data_keys WHERE key_id = ?').run(record.keyId);
        return;
      case 'released':
        this.#db.prepare('DELETE FROM claims WHERE owner = ?').run(record.owner);
        return;
      case 'secret':
        return this.#keepSecret(record.tenantId, record.bytes);
      case 'claim':
        if (!gone.has(lineOf({ kind: 'released', owner: record.owner }) ?? ''))
          this.#keepClaim(record.name, record.owner);
        return;
      case 'key':
        if (!gone.has(record.keyId)) this.#keepKey(record);
    }
  }

  #keepSecret(tenantId: string, bytes: Uint8Array): void {
    const [there] = this.#rows('SELECT wrapped FROM tenant_secrets WHERE tenant = ?', tenantId);
    if (there === undefined)
      this.#db.prepare('INSERT INTO tenant_secrets VALUES (?, ?)').run(tenantId, this.#wrapping.wrap(bytes, tenantId));
    else if (!this.#wrapping.unwrap(wrappedIn(there), tenantId).equals(bytes))
      throw new KeysDiffer(`tenant ${tenantId} has another secret there`);
  }

  #keepClaim(name: string, owner: string): void {
    this.#db.prepare('INSERT INTO claims VALUES (?, ?) ON CONFLICT DO NOTHING').run(name, owner);
    const [there] = this.#rows('SELECT owner FROM claims WHERE name = ?', name);
    if (there?.['owner'] !== owner) throw new KeysDiffer(`what ${owner} claims is claimed by another there`);
  }

  #keepKey({ keyId, subject, keyClass, bytes }: DataKeyRecord): void {
    this.#db
      .prepare('INSERT INTO data_keys VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
      .run(subject, keyClass, keyId, this.#wrapping.wrap(bytes, keyId));
    const [there] = this.#rows('SELECT * FROM data_keys WHERE subject = ? AND class = ?', subject, keyClass);
    const found = there && this.#dataKey(there);
    if (found?.keyId !== keyId || Buffer.compare(found.bytes, bytes) !== 0)
      throw new KeysDiffer(`${subject} has another key of the class ${keyClass} there than ${keyId}`);
  }

  close(): Promise<void> {
    if (this.#db.isOpen) this.#db.close();
    return Promise.resolve();
  }
}
