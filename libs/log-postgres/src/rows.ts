import { readPlaced, type StoredColumns, type StoredEvent } from '@carethread/event-sourcing';

export interface EventRow {
  /** bigint, which the driver gives as text. */
  readonly position: string;
  readonly log_hash: Buffer;
  readonly body: string;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
}

/** The columns of an `EventRow`. */
export const COLUMNS = 'position, log_hash, body, stream, revision, id';

export function storedEvent(row: EventRow): StoredEvent {
  return readPlaced(Number(row.position), row.log_hash.toString('hex'), row.body, placeOf(row));
}

/** What an event is found by beside its text. */
export function placeOf({ stream, revision, id }: EventRow): StoredColumns {
  return { stream, revision, id };
}
