import { isKeyClass, type KeyClass } from '@carethread/ledger';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { types } from 'node:util';
import { syncFolder, writeDurably } from './durable-file.js';

export interface KeyFolder {
  /** A folder apart from the logs and their backup. */
  readonly folder: string;
  /** Make a key-encryption key when there is none: outside production only. */
  readonly createKey: boolean;
}

/** How long a writer waits for another process that holds the database, in milliseconds. */
const PATIENCE = 5000;

const databaseOf = (folder: string): string => join(folder, 'keys.db');

export const destroyedFileOf = (folder: string): string => join(folder, 'destroyed-keys');

/** Whether a folder holds keys. */
export function hasKeys(folder: string): boolean {
  return existsSync(databaseOf(folder));
}

/** The database of a key folder and what wraps its keys. Throws where there is no key-encryption key and none may be made. */
export function openKeyFolder({ folder, createKey }: KeyFolder): {
  readonly db: DatabaseSync;
  readonly wrapping: Wrapping;
} {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // A new key-encryption key beside wrapped keys would only hide that the old one is lost.
  const wrapping = new Wrapping(join(folder, 'key-encryption-key'), createKey && !hasKeys(folder));
  const db = new DatabaseSync(databaseOf(folder), { timeout: PATIENCE });
  // EXTRA: with FULL a rollback journal may come back after a power cut, and take a key that is in use already with it.
  db.exec(`PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON;
      CREATE TABLE IF NOT EXISTS data_keys (subject TEXT, class TEXT, key_id TEXT UNIQUE, wrapped BLOB, PRIMARY KEY (subject, class));
      CREATE TABLE IF NOT EXISTS claims (name TEXT PRIMARY KEY, owner TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS tenant_secrets (tenant TEXT PRIMARY KEY, wrapped BLOB NOT NULL);`);
  return { db, wrapping };
}

/** A row of one of the tables, by column. */
export type KeyRow = Readonly<Record<string, SQLOutputValue>>;

/** A wrapped key or secret. Throws where there is no row, or no bytes in it. */
export function wrappedIn(row: KeyRow | undefined): Uint8Array {
  const wrapped = row?.['wrapped'];
  if (!types.isUint8Array(wrapped)) throw new Error('a row of the keys holds no wrapped key');
  return wrapped;
}

export function keyClassIn(row: KeyRow): KeyClass {
  const { class: keyClass } = row;
  if (!isKeyClass(keyClass)) throw new Error(`a row of the keys is of no key class: ${String(keyClass)}`);
  return keyClass;
}

/** AES-256-GCM under the key-encryption key of a file, bound to a name. */
export class Wrapping {
  readonly #kek: Buffer;

  constructor(file: string, create: boolean) {
    this.#kek = keyEncryptionKey(file, create);
  }

  wrap(bytes: Uint8Array, name: string): Buffer {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#kek, iv).setAAD(Buffer.from(name));
    return Buffer.concat([iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }

  unwrap(wrapped: Uint8Array, name: string): Buffer {
    const bytes = Buffer.from(wrapped);
    const decipher = createDecipheriv('aes-256-gcm', this.#kek, bytes.subarray(0, 12)).setAAD(Buffer.from(name));
    decipher.setAuthTag(bytes.subarray(-16));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
    } catch (error) {
      throw new Error(`the key-encryption key does not open ${name}: it is not the one that wrapped it`, {
        cause: error,
      });
    }
  }
}

function keyEncryptionKey(file: string, create: boolean): Buffer {
  if (!existsSync(file)) {
    if (!create)
      throw new Error(
        `there is no key-encryption key at ${file}: provide one of 32 bytes, hex; none is made in production, nor beside keys that another one wraps`,
      );
    writeDurably(file, randomBytes(32).toString('hex'), 'wx');
    syncFolder(dirname(file));
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  if (key.length !== 32) throw new Error(`the key-encryption key at ${file} is not 32 bytes of hex`);
  return key;
}

/** Adds lines to the list of what was destroyed, synced: whatever happens next, these keys never come back. */
export function addDestroyed(file: string, lines: readonly string[]): void {
  // A line of its own, whatever a crash may have left behind.
  if (lines.length > 0) writeDurably(file, `\n${lines.join('\n')}\n`, 'a');
  syncFolder(dirname(file));
}

export function readDestroyed(file: string): readonly string[] {
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [];
}
