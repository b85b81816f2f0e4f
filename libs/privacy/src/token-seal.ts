import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** How long a key seals, in milliseconds of real time; what it sealed is opened for as long again. */
export const KEY_LIFE_MS = 7 * 24 * 60 * 60_000;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** The number of the key, modulo 65,536: enough to distinguish the keys that open at a time. */
const EPOCH_BYTES = 2;
const EPOCHS = 2 ** (8 * EPOCH_BYTES);
/** Plaintexts are padded to a multiple of this, so that a token's length reveals little. */
const PADDED_TO = 64;
/** No token of ours is longer. */
const LONGEST = 8_192;

/** What a token is for: a position token is not accepted as a cursor, nor a cursor as a position token. */
export type SealedFor = 'position' | 'cursor';

/**
 * Seals position tokens and cursors (AES-256-GCM): a client sees an opaque string. The key is derived from the tenant's secret, which lies
 * in the key store, so every process of every service has the same one, also after a restart, and no other tenant has it. A new
 * key begins each week; the one before it is still taken.
 */
export class TokenSeal {
  // By size, because `max` would preallocate.
  readonly #keys = new LRUCache<string, KeyObject>({ maxSize: 1_000, sizeCalculation: () => 1 });

  constructor(
    readonly purpose: SealedFor,
    readonly secretOf: (tenantId: string) => Promise<Uint8Array>,
    readonly now: () => number = Date.now,
  ) {}

  /** Which key seals now: a cached token is sealed again when this has changed. */
  epoch(): number {
    return Math.floor(this.now() / KEY_LIFE_MS);
  }

  async seal(tenantId: string, text: string): Promise<string> {
    const epoch = this.epoch();
    const iv = randomBytes(IV_BYTES);
    const head = Buffer.alloc(EPOCH_BYTES);
    head.writeUInt16BE(epoch % EPOCHS);
    const cipher = createCipheriv('aes-256-gcm', await this.#key(tenantId, epoch), iv);
    const padded = text.padEnd(Math.ceil(Buffer.byteLength(text) / PADDED_TO) * PADDED_TO);
    const sealed = Buffer.concat([cipher.setAAD(head).update(padded, 'utf8'), cipher.final()]);
    return Buffer.concat([head, iv, sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /** Undefined for what was not sealed here for this tenant, or too long ago. */
  async open(tenantId: string, token: string): Promise<string | undefined> {
    if (token.length > LONGEST || !/^[A-Za-z0-9_-]+$/.test(token)) return undefined;
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length <= EPOCH_BYTES + IV_BYTES + TAG_BYTES) return undefined;
    const named = bytes.readUInt16BE();
    // One process's clock may be a moment ahead of another's.
    const epoch = [0, -1, 1].map((step) => this.epoch() + step).find((one) => one % EPOCHS === named);
    if (epoch === undefined) return undefined;
    const head = bytes.subarray(0, EPOCH_BYTES);
    const iv = bytes.subarray(EPOCH_BYTES, EPOCH_BYTES + IV_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', await this.#key(tenantId, epoch), iv).setAAD(head);
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      const opened = decipher.update(bytes.subarray(EPOCH_BYTES + IV_BYTES, -TAG_BYTES));
      return Buffer.concat([opened, decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }

  async #key(tenantId: string, epoch: number): Promise<KeyObject> {
    const name = `${epoch} ${tenantId}`;
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const secret = await this.secretOf(tenantId);
    const key = createSecretKey(
      Buffer.from(hkdfSync('sha256', secret, tenantId, `carethread ${this.purpose} token 1, key ${epoch}`, 32)),
    );
    this.#keys.set(name, key);
    return key;
  }
}
