import { Refusal } from '@carethread/contracts';

/** The form of what a cursor holds; another one can be told from it. */
const FORM = '1.';

/** An opaque text for a place in a sequence; that of 0 stands before everything. */
export const cursorOf = (seq: number): string => Buffer.from(`${FORM}${seq}`).toString('base64url');

/** The place that a cursor was issued for. Throws CURSOR_UNKNOWN for any other text, and for a place beyond the head. */
export function seqOf(cursor: string, head: number): number {
  const text = Buffer.from(cursor, 'base64url').toString();
  const seq = text.startsWith(FORM) ? Number(text.slice(FORM.length)) : Number.NaN;
  if (!Number.isSafeInteger(seq) || seq < 0 || seq > head || cursorOf(seq) !== cursor)
    throw new Refusal('CURSOR_UNKNOWN');
  return seq;
}
