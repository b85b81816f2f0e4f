import { parsed, type Guard } from '@carethread/ledger';
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { SessionStore } from './session-store.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** A key of the web is so long, in bytes. */
export const KEY_BYTES = 32;

/** A kind of item with the names that tell one from another. */
type Names = readonly [kind: string, ...ids: readonly string[]];

/**
 * What the web keeps between requests. Whoever reads the store learns neither what an item holds nor whose it is: items are sealed,
 * and names are keyed hashes, so that an id of a session in a stolen store signs nobody in.
 */
export class SealedItems {
  readonly #sealing: Buffer;
  readonly #naming: Buffer;

  constructor(
    readonly store: SessionStore,
    key: Uint8Array,
    readonly now: () => number = Date.now,
  ) {
    if (key.length !== KEY_BYTES) throw new TypeError(`the key of the web must have ${KEY_BYTES} bytes`);
    const derived = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', purpose, KEY_BYTES));
    this.#sealing = derived('carethread web: sealing');
    this.#naming = derived('carethread web: naming');
  }

  /** A name under which others may know an item without knowing what it is named after. */
  nameOf(...names: readonly string[]): string {
    return createHmac('sha256', this.#naming).update(JSON.stringify(names)).digest('base64url');
  }

  async put(group: Names, name: string, value: unknown, until: number): Promise<void> {
    await this.store.put(this.#item(group, name, value, until));
  }

  /** Whether it was the first of that name. */
  putNew(group: Names, name: string, value: unknown, until: number): Promise<boolean> {
    return this.store.putNew(this.#item(group, name, value, until), this.now());
  }

  /** Undefined also for what was sealed under another key: whoever changed the key has signed everybody out. */
  async get<Value>(group: Names, name: string, guard: Guard<Value>): Promise<Value | undefined> {
    const [of, as] = [this.nameOf(...group), this.nameOf(name)];
    const sealed = await this.store.get(of, as, this.now());
    return sealed && this.#opened(of, as, sealed, guard);
  }

  async list<Value>(group: Names, guard: Guard<Value>): Promise<readonly Value[]> {
    const of = this.nameOf(...group);
    const items = await this.store.list(of, this.now());
    return items.flatMap(({ name, sealed }) => this.#opened(of, name, sealed, guard) ?? []);
  }

  async remove(group: Names, name: string): Promise<void> {
    await this.store.remove(this.nameOf(...group), this.nameOf(name));
  }

  async removeGroup(group: Names): Promise<void> {
    await this.store.removeGroup(this.nameOf(...group));
  }

  #item(names: Names, of: string, value: unknown, until: number) {
    const [group, name] = [this.nameOf(...names), this.nameOf(of)];
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#sealing, iv).setAAD(Buffer.from(`${group} ${name}`));
    const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return { group, name, sealed: Buffer.concat([iv, text, cipher.getAuthTag()]), until };
  }

  #opened<Value>(group: string, name: string, sealed: Uint8Array, guard: Guard<Value>): Value | undefined {
    const bytes = Buffer.from(sealed);
    const decipher = createDecipheriv('aes-256-gcm', this.#sealing, bytes.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(`${group} ${name}`))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
      return parsed(text.toString('utf8'), guard, 'an item of the web');
    } catch {
      return undefined;
    }
  }
}
