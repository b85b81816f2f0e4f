import { MAX_ENVELOPE_BYTES, nextLogHash, NO_HASH, stamp, type Instant } from '@carethread/ledger';
import {
  LogUnavailable,
  RevisionConflict,
  type AppendRequest,
  type Clock,
  type LogHead,
  type StoredEvent,
} from './event-log.js';

/** The last event of a stream, as far as an append needs to know it. */
export interface StreamHead {
  readonly revision: number;
  readonly hash: string;
}

export const NO_STREAM: StreamHead = { revision: 0, hash: NO_HASH };
export const EMPTY_LOG: LogHead = { position: 0, logHash: NO_HASH, recordedAt: undefined };

/**
 * Stamps the events of one append where appends are serialised: recordedAt (never backwards, never before occurredAt), the
 * stream's chain and the log's. Pure but for the clock. Throws RevisionConflict, RangeError for an envelope that is too large.
 */
export function stampAppend(
  request: AppendRequest,
  stream: StreamHead,
  log: LogHead,
  clock: Clock,
): { readonly stored: readonly StoredEvent[]; readonly stream: StreamHead; readonly log: LogHead } {
  if (request.expectedRevision !== stream.revision)
    throw new RevisionConflict(request.stream, request.expectedRevision, stream.revision);
  let recordedAt: Instant = new Date(clock.now()).toISOString();
  if (log.recordedAt !== undefined && log.recordedAt > recordedAt) recordedAt = log.recordedAt;
  for (const { occurredAt } of request.events) if (occurredAt > recordedAt) recordedAt = occurredAt;
  const stored: StoredEvent[] = [];
  let { revision, hash } = stream;
  let { position, logHash } = log;
  for (const event of request.events) {
    revision += 1;
    if (event.revision !== revision || event.stream !== request.stream)
      throw new RangeError(`event ${event.id} is numbered ${event.revision} where ${revision} is next`);
    const { envelope, text } = stamp(event, recordedAt, hash);
    if (text.length > MAX_ENVELOPE_BYTES || Buffer.byteLength(text) > MAX_ENVELOPE_BYTES)
      throw new LogUnavailable(
        `an event of more than ${MAX_ENVELOPE_BYTES} bytes cannot be stored: attach large content instead`,
      );
    hash = envelope.hash;
    position += 1;
    logHash = nextLogHash(logHash, hash);
    stored.push({ position, logHash, text, event: envelope });
  }
  return { stored, stream: { revision, hash }, log: { position, logHash, recordedAt } };
}
