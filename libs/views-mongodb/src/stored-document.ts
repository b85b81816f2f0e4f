import type { IndexValue, ViewDocument } from '@carethread/event-sourcing';
import { memberOf } from './declared-indexes.js';

/** One view version's own record, kept apart from its documents. */
export interface CheckpointDocument {
  /** The name of the collection whose checkpoint it is. */
  readonly _id: string;
  /** Drawn at random when the view begins: a view that was dropped and begun again has another one. */
  readonly epoch: string;
  readonly position: number;
  /** The newest position of any document stored; less than was stored before means that the server has lost some. */
  readonly written: number;
}

/** A document as it is stored: one member for each declared index; a body of null marks it as gone. */
export interface StoredDocument {
  readonly _id: string;
  readonly position: number;
  readonly body: string | null;
  readonly [index: `ix_${string}`]: IndexValue;
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

/** The members that an upsert sets. Refuses what is no index value before anything is sent. */
export function membersOf(
  { key, position, body, index }: ViewDocument,
  fields: readonly string[],
): Omit<StoredDocument, '_id'> {
  const members: Writable<Omit<StoredDocument, '_id'>> = { position, body: body ?? null };
  for (const field of fields) {
    const value = index[field] ?? null;
    if (value !== null && typeof value !== 'string' && !Number.isFinite(value))
      throw new RangeError(`${key}: the index ${field} is neither a text, a number nor null`);
    members[memberOf(field)] = value;
  }
  return members;
}

export function documentOf(stored: StoredDocument, fields: readonly string[]): ViewDocument {
  return {
    key: stored._id,
    position: stored.position,
    body: stored.body ?? undefined,
    index: Object.fromEntries(fields.map((field) => [field, stored[`ix_${field}`] ?? null])),
  };
}
