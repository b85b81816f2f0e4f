import { member, numberMember, textMember } from '@carethread/ledger';
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

/** The rows of one of several statements that were sent as one text: the driver's types know only a single result. */
export function eventRows(result: unknown): readonly EventRow[] {
  const rows = member(result, 'rows');
  if (!Array.isArray(rows) || !rows.every(isEventRow)) throw new TypeError(`a result without ${COLUMNS}`);
  return rows;
}

function isEventRow(row: unknown): row is EventRow {
  return (
    textMember(row, 'position') !== undefined &&
    Buffer.isBuffer(member(row, 'log_hash')) &&
    textMember(row, 'body') !== undefined &&
    textMember(row, 'stream') !== undefined &&
    numberMember(row, 'revision') !== undefined &&
    textMember(row, 'id') !== undefined
  );
}

export function storedEvent(row: EventRow): StoredEvent {
  return readPlaced(Number(row.position), row.log_hash.toString('hex'), row.body, placeOf(row));
}

/** What an event is found by beside its text. */
export function placeOf({ stream, revision, id }: EventRow): StoredColumns {
  return { stream, revision, id };
}
