import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

const FULL_TAG = { authTagLength: 16 } as const;

/**
 * The key-encryption keys of a mounted file: one of 32 bytes, hex, on each line. The first wraps; the others still open what they
 * wrapped, until `rotate` has wrapped everything again.
 */
export class KeyEncryption {
  readonly current: string;
  readonly #keys: ReadonlyMap<string, Buffer>;

  /** Throws with what is wrong with the file; never quotes its content. */
  constructor(file: string) {
    let lines: readonly string[];
    try {
      lines = readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    } catch (error) {
      throw new Error(`there is no key-encryption key at ${file}: provide one of 32 bytes, hex`, { cause: error });
    }
    if (lines.length === 0 || !lines.every((line) => /^[0-9a-fA-F]{64}$/.test(line)))
      throw new Error(`the key-encryption keys at ${file} are not 32 bytes of hex, one on each line`);
    const keys = lines.map((line) => Buffer.from(line, 'hex'));
    this.#keys = new Map(keys.map((key) => [idOf(key), key]));
    this.current = idOf(keys[0] ?? Buffer.alloc(0));
  }

  /** IV ‖ ciphertext ‖ tag under the current key, bound to a name. */
  wrap(bytes: Uint8Array, name: string): Buffer {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key(this.current, name), iv, FULL_TAG).setAAD(Buffer.from(name));
    return Buffer.concat([iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }

  unwrap(wrapped: Buffer, name: string, kek: string): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.#key(kek, name), wrapped.subarray(0, 12), FULL_TAG);
    decipher.setAAD(Buffer.from(name)).setAuthTag(wrapped.subarray(-16));
    try {
      return Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]);
    } catch (error) {
      throw new Error(`what wraps ${name} does not open: it was changed`, { cause: error });
    }
  }

  #key(kek: string, name: string): Buffer {
    const key = this.#keys.get(kek);
    if (key === undefined)
      throw new Error(`the key-encryption key does not open ${name}: it is not the one that wrapped it (${kek})`);
    return key;
  }
}

function idOf(key: Buffer): string {
  return createHash('sha256').update('carethread-kek-1').update(key).digest('hex').slice(0, 16);
}
