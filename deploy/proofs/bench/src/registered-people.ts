import { uuidV5, type JsonObject } from '@carethread/ledger';
import { SqliteLog } from '@carethread/log-sqlite';
import { newDataKey, SqliteMovableKeys, type DataKey, type KeyRecord } from '@carethread/privacy';
import { join } from 'node:path';
import { NOW } from './prepared-folders.js';
import { sealedEvent } from './sealed-event.js';

export interface Registering {
  readonly tenantId: string;
  readonly count: number;
  /** What is recorded of the nth person. */
  readonly details: (nth: number) => JsonObject;
  readonly say: (message: string) => void;
}

const BATCH = 500;

/**
 * Registers people in the log and the keys of a platform that does not run: as the write side would, without the commands. Its views
 * are folded at the next start.
 */
export async function registerPeople(
  folder: string,
  { tenantId, count, details, say }: Registering,
): Promise<readonly string[]> {
  const service = 'assessment';
  const clock = { now: () => Date.parse(NOW) };
  const log = SqliteLog.open({ file: join(folder, 'logs', `${service}.db`), service, clock });
  const keys = new SqliteMovableKeys({ folder: join(folder, 'keys'), createKey: false });
  const ids = Array.from({ length: count }, (_, nth) => uuidV5(tenantId, 'person', nth));
  try {
    for (let from = 0; from < count; from += BATCH) {
      const some = ids.slice(from, from + BATCH).map((personId) => ({ personId, made: newDataKey(personId, 'core') }));
      // As where somebody has read each record before: the first one who does has the key of its access log made, and waits for it.
      const read = some.map(({ personId }) => newDataKey(personId, 'access'));
      await keys.keep([...some.map(({ made }) => made), ...read].map(recordOf));
      await Promise.all(
        some.map(({ personId, made }, index) => {
          const stream = `person-${personId}`;
          const event = { type: 'PersonRegistered', payload: details(from + index), occurredAt: NOW };
          const sealed = sealedEvent({ ...event, service, stream, revision: 1, tenantId, personId }, made.dataKey);
          return log.append({ stream, expectedRevision: 0, events: [sealed] });
        }),
      );
      if (from % 20_000 === 0) say(`${from} of ${count} people registered`);
    }
  } finally {
    await log.close();
    await keys.close();
  }
  return ids;
}

const recordOf = ({ dataKey, bytes }: { readonly dataKey: DataKey; readonly bytes: Uint8Array }): KeyRecord => {
  const { keyId, subject, keyClass } = dataKey;
  return { kind: 'key', keyId, subject, keyClass, bytes };
};
