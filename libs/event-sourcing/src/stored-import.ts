import { canonicalJson, envelopeHash, MAX_ENVELOPE_BYTES, nextLogHash, type Envelope } from '@carethread/ledger';
import type { EventLog, LogHead, StoredEvent } from './event-log.js';
import { NO_STREAM, type StreamHead } from './stamping.js';

/** The imported events do not continue the log; none of them was stored. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
  constructor(
    readonly position: number,
    reason: string,
  ) {
    super(`event ${position} cannot be taken in: ${reason}`);
  }
}

/**
 * Moves a log from one store to another: events that were stamped long ago are stored exactly as they are, and only at the head. It
 * is no second way to write: an event that does not continue both chains is refused. Every adapter passes
 * `testing/stored-import.contract.ts`.
 */
export interface ImportableLog extends EventLog {
  /**
   * Stores events durably as they are: text, hashes, recordedAt, position. All or none. The first position is the head's next.
   * Throws ImportRefused, LogUnavailable.
   */
  importStored(events: readonly StoredEvent[]): Promise<void>;
}

export function isImportable(log: EventLog): log is ImportableLog {
  return 'importStored' in log && typeof log.importStored === 'function';
}

/**
 * Checks that events continue a log: bytes, hashes, positions, both chains, time. Pure.
 * @param lastOf the last event of a stream in the log; @param has whether an id stands in the log
 * @returns the log's head after them. Throws ImportRefused.
 */
export function checkImport(
  service: string,
  events: readonly StoredEvent[],
  head: LogHead,
  lastOf: (stream: string) => StreamHead | undefined,
  has: (id: string) => boolean,
): LogHead {
  const streams = new Map<string, StreamHead>();
  const ids = new Set<string>();
  let { position, logHash, recordedAt } = head;
  for (const stored of events) {
    const { event } = stored;
    const before = streams.get(event.stream) ?? lastOf(event.stream) ?? NO_STREAM;
    const fault =
      stored.position !== position + 1
        ? `the log’s next position is ${position + 1}`
        : (faultOfEvent(service, stored, before) ??
          (recordedAt !== undefined && event.recordedAt < recordedAt
            ? 'it was recorded before the event before it'
            : ids.has(event.id) || has(event.id)
              ? 'its id stands in the log already'
              : stored.logHash !== nextLogHash(logHash, event.hash)
                ? 'it does not continue the log: the two logs are not the same so far'
                : undefined));
    if (fault !== undefined) throw new ImportRefused(stored.position, fault);
    ids.add(event.id);
    streams.set(event.stream, { revision: event.revision, hash: event.hash });
    ({ position, logHash } = stored);
    ({ recordedAt } = event);
  }
  return { position, logHash, recordedAt };
}

function faultOfEvent(service: string, { event, text }: StoredEvent, before: StreamHead): string | undefined {
  const { hash, ...unhashed } = event;
  if (event.service !== service) return `it belongs to the service ${event.service}, not to ${service}`;
  if (textOf(event) !== text) return 'its text is not its canonical form';
  if (Buffer.byteLength(text) > MAX_ENVELOPE_BYTES) return `it has more than ${MAX_ENVELOPE_BYTES} bytes`;
  if (envelopeHash(unhashed) !== hash) return 'it is not the event that was hashed';
  if (event.revision !== before.revision + 1 || event.prevHash !== before.hash)
    return 'it does not continue its stream';
  return undefined;
}

function textOf(event: Envelope): string | undefined {
  try {
    return canonicalJson(event);
  } catch {
    return undefined;
  }
}
