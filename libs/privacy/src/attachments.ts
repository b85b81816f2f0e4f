import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder, writeDurably } from './durable-file.js';
import type { DataKey } from './key-store.js';
import { openBytes, sealBytes, SealBroken } from './seal.js';

export const MAX_ATTACHMENT_BYTES = 10 * 1024 * 1024;

/** Sealed bytes, addressed by the SHA-256 of their ciphertext; never overwritten, durable before the event that cites them. */
export interface Attachments {
  /** Throws RangeError over 10 MB. */
  put(bytes: Uint8Array, key: DataKey): Promise<string>;
  /** Throws SealBroken where the stored bytes are not the ones that were put. */
  get(hash: string, key: DataKey): Promise<Uint8Array | undefined>;
  list(): Promise<readonly string[]>;
}

/** Moves attachments from one store to another: the ciphertext as it is, without a key. */
export interface MovableAttachments extends Attachments {
  /** The stored bytes, unopened and unchecked; undefined where there are none. */
  getSealed(hash: string): Promise<Uint8Array | undefined>;
  /** Stores ciphertext durably under its address. Throws SealBroken where the bytes are not the ones the address names. */
  putSealed(hash: string, ciphertext: Uint8Array): Promise<void>;
}

/** Throws SealBroken where ciphertext is not what its address says. */
export function checkSealed(hash: string, ciphertext: Uint8Array): void {
  if (createHash('sha256').update(ciphertext).digest('hex') !== hash)
    throw new SealBroken(`attachment ${hash} does not hold the bytes that were put there`);
}

const ATTACHMENT = 'carethread-attachment-1';

/** For adapters: the ciphertext and its address. Throws RangeError over 10 MB. */
export function sealAttachment(
  bytes: Uint8Array,
  key: DataKey,
): { readonly hash: string; readonly ciphertext: Buffer } {
  if (bytes.length > MAX_ATTACHMENT_BYTES)
    throw new RangeError(`an attachment holds at most ${MAX_ATTACHMENT_BYTES} bytes`);
  const ciphertext = sealBytes(bytes, key, ATTACHMENT);
  return { hash: createHash('sha256').update(ciphertext).digest('hex'), ciphertext };
}

/** For adapters. Throws SealBroken where the stored bytes are not those of the address. */
export function openAttachment(ciphertext: Buffer, hash: string, key: DataKey): Buffer {
  // Another attachment of the same person would open with the same key: only its address distinguishes them.
  checkSealed(hash, ciphertext);
  return openBytes(ciphertext, key, ATTACHMENT);
}

export class MemoryAttachments implements MovableAttachments {
  readonly #kept: Map<string, Buffer>;

  /** @param kept ciphertext by address, for tests to read */
  constructor(kept = new Map<string, Buffer>()) {
    this.#kept = kept;
  }

  put(bytes: Uint8Array, key: DataKey): Promise<string> {
    const { hash, ciphertext } = sealAttachment(bytes, key);
    this.#kept.set(hash, ciphertext);
    return Promise.resolve(hash);
  }

  get(hash: string, key: DataKey): Promise<Uint8Array | undefined> {
    const found = this.#kept.get(hash);
    return Promise.resolve(found === undefined ? undefined : openAttachment(found, hash, key));
  }

  getSealed(hash: string): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.#kept.get(hash));
  }

  putSealed(hash: string, ciphertext: Uint8Array): Promise<void> {
    return Promise.resolve().then(() => {
      checkSealed(hash, ciphertext);
      this.#kept.set(hash, Buffer.from(ciphertext));
    });
  }

  list(): Promise<readonly string[]> {
    return Promise.resolve([...this.#kept.keys()].sort());
  }
}

export class FileAttachments implements MovableAttachments {
  constructor(readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  put(bytes: Uint8Array, key: DataKey): Promise<string> {
    const { hash, ciphertext } = sealAttachment(bytes, key);
    this.#keep(hash, ciphertext);
    return Promise.resolve(hash);
  }

  #keep(hash: string, ciphertext: Uint8Array): void {
    const file = join(this.folder, hash);
    // Whole or not at all under its address; the rename itself is durable once the folder is synced.
    writeDurably(`${file}.part`, ciphertext, 'w');
    renameSync(`${file}.part`, file);
    syncFolder(this.folder);
  }

  getSealed(hash: string): Promise<Uint8Array | undefined> {
    const file = join(this.folder, hash);
    return Promise.resolve(/^[0-9a-f]{64}$/.test(hash) && existsSync(file) ? readFileSync(file) : undefined);
  }

  putSealed(hash: string, ciphertext: Uint8Array): Promise<void> {
    return Promise.resolve().then(() => {
      checkSealed(hash, ciphertext);
      this.#keep(hash, ciphertext);
    });
  }

  get(hash: string, key: DataKey): Promise<Uint8Array | undefined> {
    const file = join(this.folder, hash);
    if (!/^[0-9a-f]{64}$/.test(hash) || !existsSync(file)) return Promise.resolve(undefined);
    return Promise.resolve(openAttachment(readFileSync(file), hash, key));
  }

  list(): Promise<readonly string[]> {
    return Promise.resolve(
      readdirSync(this.folder)
        .filter((name) => /^[0-9a-f]{64}$/.test(name))
        .sort(),
    );
  }
}
