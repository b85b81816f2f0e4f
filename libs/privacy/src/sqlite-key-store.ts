import type { KeyClass } from '@carethread/ledger';
import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import {
  dataKeyOf,
  DestructionListeners,
  newDataKey,
  type Claim,
  type DataKey,
  type DestructionListener,
  type KeyStore,
} from './key-store.js';
import { forgottenIn, OWNER } from './movable-keys.js';
import {
  addDestroyed,
  destroyedFileOf,
  keyClassIn,
  openKeyFolder,
  readDestroyed,
  wrappedIn,
  type KeyFolder,
  type Wrapping,
} from './sqlite-key-files.js';

export interface SqliteKeyStoreOptions extends KeyFolder {
  /** How often it checks whether another process has destroyed a key, in milliseconds of real time; default 10,000. */
  readonly pollEvery?: number;
}

/** A key that somebody waits for. */
interface WantedKey {
  readonly subject: string;
  readonly keyClass: KeyClass;
  readonly promise: Promise<DataKey>;
  readonly resolve: (key: DataKey) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Data keys in SQLite, wrapped (AES-256-GCM) by the key-encryption key of the file beside it. The list of what was destroyed is
 * a file of its own that only grows, so an old backup of the database brings neither a key nor a claim back.
 */
export class SqliteKeyStore implements KeyStore {
  readonly #db: DatabaseSync;
  readonly #wrapping: Wrapping;
  readonly #destroyedFile: string;
  readonly #bySubject = new Map<string, DataKey>();
  readonly #byId = new Map<string, DataKey | 'destroyed'>();
  readonly #secrets = new Map<string, Uint8Array>();
  readonly #creating = new Map<string, WantedKey>();
  readonly #listeners = new DestructionListeners();
  readonly #timer: NodeJS.Timeout;
  /** How much of the destroyed list has been read, in bytes. */
  #readBytes = 0;

  constructor(options: SqliteKeyStoreOptions) {
    const { db, wrapping } = openKeyFolder(options);
    this.#db = db;
    this.#wrapping = wrapping;
    this.#destroyedFile = destroyedFileOf(options.folder);
    this.#removeDestroyed();
    this.#timer = setInterval(() => this.#removeDestroyed(), options.pollEvery ?? 10_000).unref();
  }

  /** The list only grows: its size shows whether another process has added to it. */
  #removeDestroyed(): void {
    const size = existsSync(this.#destroyedFile) ? statSync(this.#destroyedFile).size : 0;
    if (size === this.#readBytes) return;
    this.#remove(readDestroyed(this.#destroyedFile));
    this.#readBytes = size;
  }

  /** Removes what the lines of the destroyed list name. */
  #remove(lines: readonly string[]): void {
    let removed = 0;
    const gone: DataKey[] = [];
    const key = this.#db.prepare('DELETE FROM data_keys WHERE key_id = ?');
    const claims = this.#db.prepare('DELETE FROM claims WHERE owner = ?');
    for (const line of lines) {
      if (line.startsWith(OWNER)) removed += Number(claims.run(line.slice(OWNER.length)).changes);
      else {
        const known = this.#byId.get(line);
        if (known !== undefined && known !== 'destroyed') {
          gone.push(known);
          this.#bySubject.delete(`${known.subject} ${known.keyClass}`);
        }
        this.#byId.set(line, 'destroyed');
        removed += Number(key.run(line).changes);
      }
    }
    if (removed > 0) this.#db.exec('VACUUM');
    this.#listeners.notify(gone);
  }

  getOrCreate(_tenantId: string, subject: string, keyClass: KeyClass): Promise<DataKey> {
    const name = `${subject} ${keyClass}`;
    const known = this.#bySubject.get(name) ?? this.#stored(subject, keyClass);
    if (known !== undefined) return Promise.resolve(known);
    const waiting = this.#creating.get(name);
    if (waiting !== undefined) return waiting.promise;
    const wanted = { subject, keyClass, ...Promise.withResolvers<DataKey>() };
    if (this.#creating.size === 0) setImmediate(() => this.#createWaiting());
    this.#creating.set(name, wanted);
    return wanted.promise;
  }

  /** Keys that were asked for in one turn of the event loop are made in one synced commit, before any of them is handed out. */
  #createWaiting(): void {
    const waiting = [...this.#creating.values()];
    this.#creating.clear();
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      try {
        for (const { subject, keyClass } of waiting) this.#insert(subject, keyClass);
        this.#db.exec('COMMIT');
      } catch (error) {
        if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
        throw error;
      }
      for (const { subject, keyClass, resolve, reject } of waiting) {
        const key = this.#stored(subject, keyClass);
        if (key === undefined) reject(new Error('a key was destroyed while it was made'));
        else resolve(key);
      }
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  /** The unique row decides between processes. */
  #insert(subject: string, keyClass: KeyClass): void {
    const { dataKey, bytes } = newDataKey(subject, keyClass);
    this.#db
      .prepare('INSERT INTO data_keys VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
      .run(subject, keyClass, dataKey.keyId, this.#wrapping.wrap(bytes, dataKey.keyId));
  }

  #stored(subject: string, keyClass: KeyClass): DataKey | undefined {
    const row = this.#db
      .prepare('SELECT key_id, wrapped FROM data_keys WHERE subject = ? AND class = ?')
      .get(subject, keyClass);
    return row && this.#remember(String(row['key_id']), subject, keyClass, wrappedIn(row));
  }

  #remember(keyId: string, subject: string, keyClass: KeyClass, wrapped: Uint8Array): DataKey {
    const key = dataKeyOf(keyId, subject, keyClass, this.#wrapping.unwrap(wrapped, keyId));
    this.#bySubject.set(`${subject} ${keyClass}`, key);
    this.#byId.set(keyId, key);
    return key;
  }

  find(keyId: string): Promise<DataKey | 'destroyed' | undefined> {
    const known = this.#byId.get(keyId);
    if (known !== undefined) return Promise.resolve(known);
    const row = this.#db.prepare('SELECT subject, class, wrapped FROM data_keys WHERE key_id = ?').get(keyId);
    if (row === undefined) {
      this.#removeDestroyed();
      return Promise.resolve(this.#byId.get(keyId));
    }
    return Promise.resolve(this.#remember(keyId, String(row['subject']), keyClassIn(row), wrappedIn(row)));
  }

  peek(keyId: string): DataKey | 'destroyed' | undefined {
    return this.#byId.get(keyId);
  }

  destroy(subject: string, keyClass?: KeyClass): Promise<readonly string[]> {
    const rows = this.#db
      .prepare('SELECT key_id, class FROM data_keys WHERE subject = ? AND (? IS NULL OR class = ?)')
      .all(subject, keyClass ?? null, keyClass ?? null);
    const gone = rows.map((row) => String(row['key_id']));
    // The list first, synced: whatever happens next, these keys never come back.
    addDestroyed(this.#destroyedFile, keyClass === undefined ? [...gone, `${OWNER}${subject}`] : gone);
    this.#removeDestroyed();
    return Promise.resolve(gone);
  }

  onDestroyed(listener: DestructionListener): () => void {
    return this.#listeners.add(listener);
  }

  destroyed(): Promise<readonly string[]> {
    return Promise.resolve(readDestroyed(this.#destroyedFile).filter((line) => !line.startsWith(OWNER)));
  }

  forgotten(): Promise<readonly string[]> {
    return Promise.resolve(forgottenIn(readDestroyed(this.#destroyedFile)));
  }

  async claim(tenantId: string, scheme: string, value: string, owner: string): Promise<Claim> {
    const name = await this.#claimName(tenantId, scheme, value);
    this.#db.prepare('INSERT INTO claims VALUES (?, ?) ON CONFLICT DO NOTHING').run(name, owner);
    const held = String(this.#db.prepare('SELECT owner FROM claims WHERE name = ?').get(name)?.['owner']);
    return { claimed: held === owner, owner: held };
  }

  async moveClaim(tenantId: string, scheme: string, value: string, from: string, to: string): Promise<Claim> {
    const name = await this.#claimName(tenantId, scheme, value);
    this.#db.prepare('UPDATE claims SET owner = ? WHERE name = ? AND owner = ?').run(to, name, from);
    return this.claim(tenantId, scheme, value, to);
  }

  async release(tenantId: string, scheme: string, value: string, owner: string): Promise<void> {
    const name = await this.#claimName(tenantId, scheme, value);
    this.#db.prepare('DELETE FROM claims WHERE name = ? AND owner = ?').run(name, owner);
  }

  async #claimName(tenantId: string, scheme: string, value: string): Promise<string> {
    return createHmac('sha256', await this.tenantSecret(tenantId))
      .update(`${scheme}\n${value}`)
      .digest('hex');
  }

  tenantSecret(tenantId: string): Promise<Uint8Array> {
    const known = this.#secrets.get(tenantId);
    if (known !== undefined) return Promise.resolve(known);
    this.#db
      .prepare('INSERT INTO tenant_secrets VALUES (?, ?) ON CONFLICT DO NOTHING')
      .run(tenantId, this.#wrapping.wrap(randomBytes(32), tenantId));
    const row = this.#db.prepare('SELECT wrapped FROM tenant_secrets WHERE tenant = ?').get(tenantId);
    const secret = this.#wrapping.unwrap(wrappedIn(row), tenantId);
    this.#secrets.set(tenantId, secret);
    return Promise.resolve(secret);
  }

  close(): Promise<void> {
    clearInterval(this.#timer);
    if (this.#db.isOpen) this.#db.close();
    return Promise.resolve();
  }
}
