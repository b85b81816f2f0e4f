import type { KeyClass } from '@carethread/ledger';
import { createHash, createSecretKey, randomBytes, randomUUID, type KeyObject } from 'node:crypto';

/** A data key, in memory only; at rest it is wrapped by the key-encryption key. */
export interface DataKey {
  /** `<uuid>.<first 16 hex of SHA-256("carethread-key-1" ‖ key)>`: commits to one key. */
  readonly keyId: string;
  readonly subject: string;
  readonly keyClass: KeyClass;
  readonly key: KeyObject;
}

export interface Claim {
  readonly claimed: boolean;
  /** Who holds it, now. */
  readonly owner: string;
}

/**
 * The one mutable store, apart from the log and its backup. Destroying a key here is the only way in which personal content is erased. Every adapter
 * passes `testing/key-store.contract.ts`.
 */
export interface KeyStore {
  /** Atomic, and durable before it is first used. */
  getOrCreate(tenantId: string, subject: string, keyClass: KeyClass): Promise<DataKey>;
  find(keyId: string): Promise<DataKey | 'destroyed' | undefined>;
  /** A cached key; undefined where it would have to be fetched first. */
  peek(keyId: string): DataKey | 'destroyed' | undefined;
  /** Destroys the subject's keys (of one class, or all) and its claims, in every replica; gives the ids. */
  destroy(subject: string, keyClass?: KeyClass): Promise<readonly string[]>;
  destroyed(): Promise<readonly string[]>;
  /** The subjects all of whose keys were destroyed. */
  forgotten(): Promise<readonly string[]>;
  /**
   * Calls the listener, at most 60 s later, when keys that this store had cached were destroyed, here or by another process: a component
   * that caches what they opened must drop it. Returns how to stop listening.
   */
  onDestroyed(listener: DestructionListener): () => void;
  /** Claims an identifier (an NHS or CHI number) for an owner, by HMAC under the tenant's secret: never a plain hash, never a name. */
  claim(tenantId: string, scheme: string, value: string, owner: string): Promise<Claim>;
  /** Moves a claim to another owner, where `from` still holds it; gives who holds it then. Atomic. */
  moveClaim(tenantId: string, scheme: string, value: string, from: string, to: string): Promise<Claim>;
  /** Gives a claim up, where this owner holds it. */
  release(tenantId: string, scheme: string, value: string, owner: string): Promise<void>;
  /** 32 bytes under which pseudonyms and command ids of this tenant are made. */
  tenantSecret(tenantId: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

export type DestructionListener = (gone: readonly DataKey[]) => void;

/** For adapters: the listeners that are called when keys were destroyed. */
export class DestructionListeners {
  readonly #listeners = new Set<DestructionListener>();

  add(listener: DestructionListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  notify(gone: readonly DataKey[]): void {
    if (gone.length > 0) for (const listener of this.#listeners) listener(gone);
  }
}

export const KEY_BYTES = 32;

export function newDataKey(subject: string, keyClass: KeyClass): { readonly dataKey: DataKey; readonly bytes: Buffer } {
  const bytes = randomBytes(KEY_BYTES);
  return { dataKey: dataKeyOf(`${randomUUID()}.${commitment(bytes)}`, subject, keyClass, bytes), bytes };
}

/** Throws when the bytes are not the ones that the id commits to. */
export function dataKeyOf(keyId: string, subject: string, keyClass: KeyClass, bytes: Uint8Array): DataKey {
  if (keyId.slice(keyId.indexOf('.') + 1) !== commitment(bytes))
    throw new Error(`key ${keyId} is not the key its id commits to`);
  return { keyId, subject, keyClass, key: createSecretKey(bytes) };
}

function commitment(bytes: Uint8Array): string {
  return createHash('sha256').update('carethread-key-1').update(bytes).digest('hex').slice(0, 16);
}
