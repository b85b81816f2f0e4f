import { migrateKeys, PostgresMovableKeys } from '@carethread/keys-postgres';
import { hasKeys, SqliteMovableKeys, type MovableKeys } from '@carethread/privacy';
import { isPostgres, keysAddress } from '@carethread/service-kit';
import { resolve } from 'node:path';

/** Where keys lie, or go: a folder, or `postgres://…?kek=FILE`. */
export interface KeyPlace {
  readonly where: string;
  readonly namespace: string;
}

/** Keys to be moved out of a place; undefined where there are none. Throws where they do not open. */
export async function openKeysFrom({ where, namespace }: KeyPlace): Promise<MovableKeys | undefined> {
  if (!isPostgres(where))
    return hasKeys(where) ? new SqliteMovableKeys({ folder: where, createKey: false }) : undefined;
  const keys = postgresKeys({ where, namespace });
  if (await keys.isThere()) return keys;
  await keys.close();
  return undefined;
}

/** Keys to be moved into a place, which is made where it is not there yet. */
export async function openKeysTo({ where, namespace }: KeyPlace, createKey: boolean): Promise<MovableKeys> {
  if (!isPostgres(where)) return new SqliteMovableKeys({ folder: where, createKey });
  const keys = postgresKeys({ where, namespace });
  if (!(await keys.isThere())) await migrateKeys(keysAddress(where).url, namespace);
  return keys;
}

function postgresKeys({ where, namespace }: KeyPlace): PostgresMovableKeys {
  const { url, kek } = keysAddress(where);
  if (kek === '')
    throw new Error('keys in PostgreSQL are postgres://…?kek=FILE, with the file of their key-encryption key');
  return new PostgresMovableKeys({ url, namespace, kek });
}

/** Whether both name one store: keys that stay where they are need no carrying. */
export function samePlace(one: string, other: string): boolean {
  if (isPostgres(one) && isPostgres(other)) return keysAddress(one).url === keysAddress(other).url;
  return !isPostgres(one) && !isPostgres(other) && resolve(one) === resolve(other);
}
