import { LogUnavailable } from '@carethread/event-sourcing';
import { type Connection, storedEvent } from './connection.js';
import { explain } from './failures.js';
import type { StreamIndex } from './stream-index.js';

const FORGETTING = {
  maxAge: '$maxAge',
  maxCount: '$maxCount',
  truncateBefore: '$tb',
} as const;

/** Refuses a stream from which KurrentDB is configured to delete events, or has forgotten from already. Throws LogUnavailable. */
export async function refuseForgetting(connection: Connection, stream: string): Promise<void> {
  const { metadata = {} } = await connection.client
    .getStreamMetadata(stream, { deadline: connection.deadline })
    .catch((error: unknown) => {
      throw explain(error, connection.place);
    });
  const set = Object.entries(FORGETTING).flatMap(([member, name]) => (member in metadata ? [name] : []));
  if (set.length > 0)
    throw new LogUnavailable(
      `the stream ${stream} in KurrentDB has ${set.join(' and ')} set, so the database would remove events: a record is never removed; take it away from the stream’s metadata`,
    );
  const [first] = await connection.read(stream, 0, 1);
  if (first !== undefined && first.revision !== 0n)
    throw new LogUnavailable(
      `the stream ${stream} in KurrentDB begins at event ${first.revision + 1n}: its first events were removed; restore the database from a backup`,
    );
}

/** Refuses a database that holds less than the index, or something else: the index has every event that was acknowledged. */
export async function refuseAnother(connection: Connection, stream: string, index: StreamIndex): Promise<void> {
  const { position, logHash } = index.head();
  if (position === 0) return;
  const [found] = await connection.read(stream, position - 1, 1);
  if (found !== undefined && storedEvent(found).logHash === logHash) return;
  throw new LogUnavailable(
    found === undefined
      ? `the stream ${stream} in KurrentDB ends before event ${position}, which was acknowledged here: restore the database from a later backup, or remove ${index.file} to go on without what is missing`
      : `the stream ${stream} in KurrentDB is not the log that was written here: run \`verify\`, or remove ${index.file} if the log was replaced on purpose`,
  );
}
