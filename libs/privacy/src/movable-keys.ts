import type { KeyClass } from '@carethread/ledger';

/**
 * One thing that a key store holds, on its way into another: `bytes` are a key in the clear, in memory alone. `destroyed` is a key
 * that is no more, `released` an owner whose claims are gone.
 */
export type KeyRecord =
  | { readonly kind: 'destroyed'; readonly keyId: string }
  | { readonly kind: 'released'; readonly owner: string }
  | { readonly kind: 'secret'; readonly tenantId: string; readonly bytes: Uint8Array }
  | { readonly kind: 'claim'; readonly name: string; readonly owner: string }
  | DataKeyRecord;

export interface DataKeyRecord {
  readonly kind: 'key';
  readonly keyId: string;
  readonly subject: string;
  readonly keyClass: KeyClass;
  readonly bytes: Uint8Array;
}

/**
 * Moves keys from one store to another: unwrapped by the key-encryption key of the one, wrapped by that of
 * the other. Every adapter passes `movableKeysContract`.
 */
export interface MovableKeys {
  /** Everything it holds, what was destroyed first. Throws where a key does not open, or is not the one its id commits to. */
  records(): AsyncIterable<readonly KeyRecord[]>;
  /**
   * Keeps records durably, all or none of them. What is there already stays as it is; a key that was destroyed here is not brought
   * back, and one that was destroyed there is destroyed here. Throws where another key, secret or owner stands in its place.
   */
  keep(records: readonly KeyRecord[]): Promise<void>;
  close(): Promise<void>;
}

/** For adapters: a record that cannot be kept, because something else is in its place. Quotes no key. */
export class KeysDiffer extends Error {
  override readonly name = 'KeysDiffer';
}

/** For adapters: the records of a list of destroyed keys. */
export function tombstones(lines: readonly string[]): readonly KeyRecord[] {
  return lines.map((line) =>
    line.startsWith(OWNER) ? { kind: 'released', owner: line.slice(OWNER.length) } : { kind: 'destroyed', keyId: line },
  );
}

/** For adapters: the line of the list; undefined for a record of something that exists. */
export function lineOf(record: KeyRecord): string | undefined {
  if (record.kind === 'destroyed') return record.keyId;
  return record.kind === 'released' ? `${OWNER}${record.owner}` : undefined;
}

/** A line of a destroyed list: the claims of this owner are gone too. All other lines are key ids. */
export const OWNER = 'owner ';

/** Whose keys of all classes were destroyed, by the lines of the list of destroyed keys. */
export function forgottenIn(lines: readonly string[]): readonly string[] {
  return [...new Set(lines.flatMap((line) => (line.startsWith(OWNER) ? [line.slice(OWNER.length)] : [])))];
}
