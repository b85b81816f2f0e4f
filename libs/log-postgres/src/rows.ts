import { readStored, type StoredEvent } from '@carethread/event-sourcing';

export interface EventRow {
  /** bigint, which the driver gives as text. */
  readonly position: string;
  readonly log_hash: Buffer;
  readonly body: string;
}

export function storedEvent({ position, log_hash, body }: EventRow): StoredEvent {
  return readStored(Number(position), log_hash.toString('hex'), body);
}
