import type { FindQuery } from '@carethread/event-sourcing';
import type { mongo } from 'mongoose';
import { memberOf } from './declared-indexes.js';
import type { StoredDocument } from './stored-document.js';

type Filter = mongo.Filter<StoredDocument>;

/** A query in the server's own form. Values stand behind `$eq`, so that a value is never an operator. */
export function filterOf({ where = {}, upTo, orderBy, after }: FindQuery): Filter {
  const all: Filter[] = [{ body: { $ne: null } }];
  for (const [field, value] of Object.entries(where)) all.push({ [memberOf(field)]: { $eq: value } });
  // A comparison with a number or a text leaves out null by itself.
  if (upTo !== undefined) all.push({ [memberOf(upTo.field)]: { $lte: upTo.value } });
  if (after !== undefined) all.push(beyond(orderBy, after));
  return { $and: all };
}

/** Everything that stands behind a document in (value, key) order: null first, then numbers, then texts. */
function beyond(orderBy: string | undefined, { key, index }: NonNullable<FindQuery['after']>): Filter {
  const later: Filter = { _id: { $gt: key } };
  if (orderBy === undefined) return later;
  const member = memberOf(orderBy);
  const value = index[orderBy] ?? null;
  const equal: Filter = { $and: [{ [member]: { $eq: value } }, later] };
  if (value === null) return { $or: [{ [member]: { $ne: null } }, equal] };
  const greater: Filter[] = [{ [member]: { $gt: value } }];
  // A comparison stays within one type.
  if (typeof value === 'number') greater.push({ [member]: { $gte: '' } });
  return { $or: [...greater, equal] };
}

export const sortOf = ({ orderBy }: FindQuery): Readonly<Record<string, 1>> =>
  orderBy === undefined ? { _id: 1 } : { [memberOf(orderBy)]: 1, _id: 1 };
