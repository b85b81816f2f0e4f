import { addDays, type LocalDate } from '@carethread/calendar';
import { present } from '@carethread/ledger';
import type { Listed, ListPlace, Reader, Scope } from '@carethread/runtime';
import { peopleRecorded, type RecordedPerson } from '../../views/people-recorded.js';
import { recordedDays } from '../../views/recorded-days.js';

type Days = { readonly from: LocalDate; readonly to: LocalDate };
type Candidates = AsyncGenerator<Listed<RecordedPerson>, void, undefined>;

/** Of whom there may be a sheet, and on which of those days: by day, then in an order of their own, from after a place on. */
export function sheetsToRead(
  read: Pick<Reader, 'list'>,
  scopes: readonly Scope[],
  days: Days,
  after: ListPlace | undefined,
): Candidates {
  const isOfVeryMany = scopes.every(({ of }) => of === 'tenant' || of === 'organisation' || of === 'person');
  return isOfVeryMany ? daysOf(read, scopes, days, after) : peopleOn(read, scopes, days, after);
}

/** Those of whom something was written. */
async function* daysOf(
  read: Pick<Reader, 'list'>,
  scopes: readonly Scope[],
  { from, to }: Days,
  after: ListPlace = { order: from, key: '' },
): Candidates {
  for await (const day of read.list(recordedDays, { scopes, after })) {
    if (day.order > to) return;
    yield day;
  }
}

/** Everybody of a service, a team or a worker, on each of the days: who serves whom changes, and no day is written anew for it. */
async function* peopleOn(
  read: Pick<Reader, 'list'>,
  scopes: readonly Scope[],
  { from, to }: Days,
  after: ListPlace | undefined,
): Candidates {
  for (let date = from; date <= to; date = addDays(date, 1)) {
    if (after !== undefined && date < after.order) continue;
    const begun = after?.order === date ? { order: '', key: after.key } : undefined;
    for await (const { key, body } of read.list(peopleRecorded, present({ scopes, after: begun })))
      yield { order: date, key, body };
  }
}

export async function* inBatches<Item>(
  items: AsyncIterable<Item>,
  size: number,
): AsyncGenerator<readonly Item[], void, undefined> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
