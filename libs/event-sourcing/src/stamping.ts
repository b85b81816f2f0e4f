import { MAX_ENVELOPE_BYTES, nextLogHash, NO_HASH, stamp, type Instant } from '@carethread/ledger';
import {
  EventTooLarge,
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

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The first instant after one for which an answer was promised to be final: nothing may be stamped before it. */
export function instantAfter(instant: Instant): Instant {
  return new Date(Date.parse(instant) + 1).toISOString();
}

/**
 * Stamps the events of one append where appends are serialised: recordedAt (never backwards, never before occurredAt nor
 * `notBefore`), the stream's chain and the log's. Pure but for the clock. Throws RevisionConflict, RangeError for events that are
 * wrongly numbered or named, EventTooLarge for an envelope that is too large.
 */
// snippet: stamp
export function stampAppend(
  request: AppendRequest,
  stream: StreamHead,
  log: LogHead,
  clock: Clock,
  notBefore: Instant = '',
): { readonly stored: readonly StoredEvent[]; readonly stream: StreamHead; readonly log: LogHead } {
  if (request.expectedRevision !== stream.revision)
    throw new RevisionConflict(request.stream, request.expectedRevision, stream.revision);
  let recordedAt: Instant = new Date(clock.now()).toISOString();
  if (log.recordedAt !== undefined && log.recordedAt > recordedAt) recordedAt = log.recordedAt;
  if (notBefore > recordedAt) recordedAt = notBefore;
  for (const { occurredAt } of request.events) if (occurredAt > recordedAt) recordedAt = occurredAt;
  if (request.events.length > 1 && new Set(request.events.map(({ id }) => id)).size < request.events.length)
    throw new RangeError(`an append to ${request.stream} names one event twice`);
  const stored: StoredEvent[] = [];
  let { revision, hash } = stream;
  let { position, logHash } = log;
  for (const event of request.events) {
    revision += 1;
    if (event.revision !== revision || event.stream !== request.stream)
      throw new RangeError(`event ${event.id} is numbered ${event.revision} where ${revision} is next`);
    if (!UUID.test(event.id)) throw new RangeError(`the id of an event of ${request.stream} is no UUID`);
    const { envelope, text } = stamp(event, recordedAt, hash);
    if (text.length > MAX_ENVELOPE_BYTES || Buffer.byteLength(text) > MAX_ENVELOPE_BYTES)
      throw new EventTooLarge(
        `an event of more than ${MAX_ENVELOPE_BYTES} bytes cannot be stored: attach large content instead`,
      );
    hash = envelope.hash;
    position += 1;
    logHash = nextLogHash(logHash, hash);
    stored.push({ position, logHash, text, event: envelope });
  }
  return { stored, stream: { revision, hash }, log: { position, logHash, recordedAt } };
}
// end of snippet
