import { hmacSha256, uuidByHmac } from '@carethread/ledger';
import type { KeyStore } from '@carethread/privacy';
import type { Blinding } from '@carethread/lists';
import { boundedCache, type BoundedCache } from './bounded-cache.js';

/** The secrets of tenants, and the pseudonyms of their users under them: cached, since every request needs one. */
export class Pseudonyms {
  readonly #secrets = new Map<string, Uint8Array>();
  readonly #blindings = new Map<string, Blinding>();
  readonly #pseudonyms = new WeakMap<Uint8Array, BoundedCache<string, string>>();

  constructor(
    readonly keys: Pick<KeyStore, 'tenantSecret'>,
    /** The tokens' issuer: a pseudonym is made of issuer and subject. */
    readonly issuer: string,
  ) {}

  async secret(tenantId: string): Promise<Uint8Array> {
    const known = this.#secrets.get(tenantId);
    if (known !== undefined) return known;
    const secret = await this.keys.tenantSecret(tenantId);
    this.#secrets.set(tenantId, secret);
    return secret;
  }

  /** What stands in indexes of lists for users and words. */
  async blinding(tenantId: string): Promise<Blinding> {
    const known = this.#blindings.get(tenantId);
    if (known !== undefined) return known;
    const secret = await this.secret(tenantId);
    const searching = hmacSha256(secret, 'words to search by');
    const blinding: Blinding = {
      pseudonym: (userId) => this.of(secret, userId),
      token: (word) => hmacSha256(searching, word).toString('hex').slice(0, 16),
    };
    this.#blindings.set(tenantId, blinding);
    return blinding;
  }

  of(secret: Uint8Array, userId: string): string {
    let known = this.#pseudonyms.get(secret);
    if (known === undefined) {
      known = boundedCache<string, string>(10_000);
      this.#pseudonyms.set(secret, known);
    }
    const found = known.get(userId) ?? uuidByHmac(secret, this.issuer, userId);
    known.set(userId, found);
    return found;
  }
}
