import { LogUnavailable, type StoredEvent } from '@carethread/event-sourcing';
import type { Envelope } from '@carethread/ledger';

export interface EventRow {
  /** bigint, which the driver gives as text. */
  readonly position: string;
  readonly log_hash: Buffer;
  readonly body: string;
}

/** Throws LogUnavailable where the text is damaged; it is not quoted. */
export function storedEvent({ position, log_hash, body }: EventRow, schema: string): StoredEvent {
  try {
    return {
      position: Number(position),
      logHash: log_hash.toString('hex'),
      text: body,
      event: JSON.parse(body) as Envelope,
    };
  } catch {
    throw new LogUnavailable(`the event log ${schema} is damaged at event ${position}: restore it from a backup`);
  }
}
