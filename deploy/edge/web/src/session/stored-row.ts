import { member, requireText } from '@carethread/ledger';
import type { StoredItem } from './session-store.js';

/** Throws TypeError where a row of a database has no bytes of that name. */
export function bytesMember(row: unknown, name: string): Uint8Array {
  const bytes = member(row, name);
  if (!(bytes instanceof Uint8Array)) throw new TypeError(`${name} must be bytes`);
  return bytes;
}

export function itemOf(row: unknown): Pick<StoredItem, 'name' | 'sealed'> {
  return { name: requireText(row, 'name'), sealed: bytesMember(row, 'sealed') };
}
