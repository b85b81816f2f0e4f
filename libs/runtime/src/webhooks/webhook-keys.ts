import type { KeyStore } from '@carethread/privacy';
import {
  derivedBytes,
  ed25519Signer,
  hmacSigner,
  publicKeyOf,
  secretText,
  signingKey,
  type PublicKey,
  type Signer,
} from '@carethread/webhooks';
import { boundedCache } from '../write-side/bounded-cache.js';

const ED25519 = 'carethread-webhook-ed25519-1';
const HMAC = 'carethread-webhook-hmac-1';

interface Signing {
  readonly signer: Signer;
  readonly publicKey: PublicKey;
}

/**
 * Keys that sign webhooks. Each is derived from a key of the key store, which wraps it, backs it up and destroys it like any other:
 * an event names it by an id and never holds it.
 */
export class WebhookKeys {
  readonly #signing = boundedCache<string, Promise<Signing>>(1_000);
  readonly #secrets = boundedCache<string, Promise<Buffer>>(1_000);

  constructor(readonly keys: KeyStore) {}

  async signer(tenantId: string, keyId: string): Promise<Signer> {
    return (await this.#signingOf(tenantId, keyId)).signer;
  }

  async publicKey(tenantId: string, keyId: string): Promise<PublicKey> {
    return (await this.#signingOf(tenantId, keyId)).publicKey;
  }

  async hmacSigner(tenantId: string, secretId: string): Promise<Signer> {
    return hmacSigner(await this.#secretOf(tenantId, secretId));
  }

  /** `whsec_…`, as its receiver is shown it once. */
  async secret(tenantId: string, secretId: string): Promise<string> {
    return secretText(await this.#secretOf(tenantId, secretId));
  }

  clear(): void {
    this.#signing.clear();
    this.#secrets.clear();
  }

  #signingOf(tenantId: string, keyId: string): Promise<Signing> {
    return kept(this.#signing, keyId, async () => {
      const key = signingKey(await this.#derived(tenantId, keyId, ED25519));
      return { signer: ed25519Signer(key), publicKey: publicKeyOf(key) };
    });
  }

  #secretOf(tenantId: string, secretId: string): Promise<Buffer> {
    return kept(this.#secrets, secretId, () => this.#derived(tenantId, secretId, HMAC));
  }

  async #derived(tenantId: string, subject: string, purpose: string): Promise<Buffer> {
    const { key } = await this.keys.getOrCreate(tenantId, subject, 'core');
    return derivedBytes(key.export(), purpose);
  }
}

/** What fails is tried again when it is asked for next. */
function kept<T>(cache: ReturnType<typeof boundedCache<string, Promise<T>>>, name: string, make: () => Promise<T>) {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const made = make();
  cache.set(name, made);
  made.catch(() => cache.delete(name));
  return made;
}
