import type { KeyStore } from '@carethread/privacy';
import { isPostgres, openKeyStore } from '@carethread/service-kit';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { NamedLog } from './logs.js';
import { openStore } from './stores.js';
import type { Place } from './verb.js';

/** What is wrong with the keys of some logs, or why they were not checked. */
export type KeyVerdict = { readonly faults: readonly string[] } | { readonly unseen: string };

/**
 * Whether every key that an event names is there and opens, or is on the list of the destroyed ones: as a start looks at them, but for
 * every event. Without its key-encryption key a store says nothing, so a back-up, which is kept apart from it, is no fault.
 */
export async function verifyKeys(logs: readonly NamedLog[], place: Omit<Place, 'attachments'>): Promise<KeyVerdict> {
  const { log, data, namespace } = place;
  const keys = place.keys ?? openStore(log, data, namespace).keys;
  if (keys === undefined) return { unseen: 'no key store is named: --keys names one' };
  if (!isPostgres(keys)) {
    if (!existsSync(join(keys, 'key-encryption-key')))
      return { unseen: `there is no key-encryption key in ${keys}: name the key store with --keys` };
    const database = join(keys, 'keys.db');
    if (!existsSync(database) || statSync(database).size === 0)
      return (await namesKeys(logs))
        ? { faults: [`the keys are missing in ${keys}, where their events are`] }
        : { faults: [] };
  }
  let store: KeyStore | undefined;
  try {
    store = await openKeyStore({ keys, data, namespace, createKey: false });
    return { faults: await keyFaults(logs, store) };
  } catch (error) {
    return { faults: [`the keys cannot be opened: ${error instanceof Error ? error.message : String(error)}`] };
  } finally {
    await store?.close();
  }
}

/** One fault a log, with the first event and how many keys it is about. */
export async function keyFaults(logs: readonly NamedLog[], keys: KeyStore): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { name, log } of logs) {
    const bad = new Map<string, string>();
    const seen = new Set<string>();
    for (let after = 0; ;) {
      const events = await log.readAll(after, 1_000);
      for (const { event, position } of events) {
        const { keyId } = event;
        if (keyId === null || seen.has(keyId)) continue;
        seen.add(keyId);
        const why = await faultOf(keyId, keys);
        if (why !== undefined) bad.set(keyId, `event ${position} names a key that ${why}`);
      }
      const last = events.at(-1);
      if (last === undefined) break;
      after = last.position;
    }
    const [first] = bad.values();
    if (first !== undefined)
      faults.push(
        `the keys do not fit the log ${name}: ${first}${bad.size > 1 ? `, and so do events of ${bad.size - 1} more keys` : ''}; restore the keys of the same backup`,
      );
  }
  return faults;
}

async function faultOf(keyId: string, keys: KeyStore): Promise<string | undefined> {
  try {
    return (await keys.find(keyId)) === undefined ? 'is neither present nor destroyed' : undefined;
  } catch {
    return 'its key-encryption key does not open';
  }
}

async function namesKeys(logs: readonly NamedLog[]): Promise<boolean> {
  for (const { log } of logs) if ((await log.readAll(0, 1_000)).some(({ event }) => event.keyId !== null)) return true;
  return false;
}
