import type { KeyClass } from '@carethread/ledger';
import { createHmac, randomBytes } from 'node:crypto';
import {
  DestructionListeners,
  newDataKey,
  type Claim,
  type DataKey,
  type DestructionListener,
  type KeyStore,
} from './key-store.js';

/** Keys that live as long as their process. */
export class MemoryKeyStore implements KeyStore {
  readonly #bySubject = new Map<string, DataKey>();
  readonly #byId = new Map<string, DataKey | 'destroyed'>();
  readonly #forgotten = new Set<string>();
  readonly #claims = new Map<string, string>();
  readonly #secrets = new Map<string, Uint8Array>();
  readonly #listeners = new DestructionListeners();

  getOrCreate(_tenantId: string, subject: string, keyClass: KeyClass): Promise<DataKey> {
    const name = `${subject} ${keyClass}`;
    const known = this.#bySubject.get(name);
    if (known !== undefined) return Promise.resolve(known);
    const { dataKey } = newDataKey(subject, keyClass);
    this.#bySubject.set(name, dataKey);
    this.#byId.set(dataKey.keyId, dataKey);
    return Promise.resolve(dataKey);
  }

  find(keyId: string): Promise<DataKey | 'destroyed' | undefined> {
    return Promise.resolve(this.#byId.get(keyId));
  }

  peek(keyId: string): DataKey | 'destroyed' | undefined {
    return this.#byId.get(keyId);
  }

  destroy(subject: string, keyClass?: KeyClass): Promise<readonly string[]> {
    const gone: DataKey[] = [];
    for (const [name, key] of this.#bySubject) {
      if (key.subject !== subject || (keyClass !== undefined && key.keyClass !== keyClass)) continue;
      this.#bySubject.delete(name);
      this.#byId.set(key.keyId, 'destroyed');
      gone.push(key);
    }
    if (keyClass === undefined) {
      this.#forgotten.add(subject);
      for (const [name, owner] of this.#claims) if (owner === subject) this.#claims.delete(name);
    }
    this.#listeners.notify(gone);
    return Promise.resolve(gone.map(({ keyId }) => keyId));
  }

  onDestroyed(listener: DestructionListener): () => void {
    return this.#listeners.add(listener);
  }

  destroyed(): Promise<readonly string[]> {
    return Promise.resolve([...this.#byId].filter(([, key]) => key === 'destroyed').map(([id]) => id));
  }

  forgotten(): Promise<readonly string[]> {
    return Promise.resolve([...this.#forgotten]);
  }

  async claim(tenantId: string, scheme: string, value: string, owner: string): Promise<Claim> {
    const name = await this.#claimName(tenantId, scheme, value);
    const held = this.#claims.get(name);
    if (held !== undefined && held !== owner) return { claimed: false, owner: held };
    this.#claims.set(name, owner);
    return { claimed: true, owner };
  }

  async moveClaim(tenantId: string, scheme: string, value: string, from: string, to: string): Promise<Claim> {
    const name = await this.#claimName(tenantId, scheme, value);
    if (this.#claims.get(name) === from) this.#claims.set(name, to);
    return this.claim(tenantId, scheme, value, to);
  }

  async release(tenantId: string, scheme: string, value: string, owner: string): Promise<void> {
    const name = await this.#claimName(tenantId, scheme, value);
    if (this.#claims.get(name) === owner) this.#claims.delete(name);
  }

  async #claimName(tenantId: string, scheme: string, value: string): Promise<string> {
    return createHmac('sha256', await this.tenantSecret(tenantId))
      .update(`${scheme}\n${value}`)
      .digest('hex');
  }

  tenantSecret(tenantId: string): Promise<Uint8Array> {
    const known = this.#secrets.get(tenantId) ?? randomBytes(32);
    this.#secrets.set(tenantId, known);
    return Promise.resolve(known);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
