import { refuse } from '@carethread/contracts';
import type { Instant } from '@carethread/ledger';

/** Where something stands in the list: the longest overdue first, then by id. */
export interface Place {
  readonly dueAt: Instant;
  readonly obligationId: string;
}

/** As many as a page holds of what is seen, in order, and whether there is more; no more is read than that takes. */
export async function pageOf<Row extends Place>(
  sources: readonly AsyncIterable<Row>[],
  sees: (row: Row) => Promise<boolean>,
  limit: number,
): Promise<{ readonly items: readonly Row[]; readonly more: boolean }> {
  const items: Row[] = [];
  for await (const row of merged(sources)) {
    if (!(await sees(row))) continue;
    if (items.length === limit) return { items, more: true };
    items.push(row);
  }
  return { items, more: false };
}

async function* merged<Row extends Place>(
  sources: readonly AsyncIterable<Row>[],
): AsyncGenerator<Row, void, undefined> {
  const heads: { readonly rows: AsyncIterator<Row>; row: Row }[] = [];
  for (const source of sources) {
    const rows = source[Symbol.asyncIterator]();
    const first = await rows.next();
    if (first.done !== true) heads.push({ rows, row: first.value });
  }
  for (;;) {
    const [head] = heads.sort((a, b) => inOrder(a.row, b.row));
    if (head === undefined) return;
    yield head.row;
    const following = await head.rows.next();
    if (following.done === true) heads.shift();
    else head.row = following.value;
  }
}

function inOrder(a: Place, b: Place): number {
  if (a.dueAt !== b.dueAt) return a.dueAt < b.dueAt ? -1 : 1;
  return a.obligationId < b.obligationId ? -1 : 1;
}

const LIST = 'overdue';

/** A cursor names the last that was shown: what is met meanwhile, before it or after, moves nothing. */
export function cursorAt({ dueAt, obligationId }: Place): string {
  return `${LIST} ${dueAt} ${obligationId}`;
}

export function placeOf(cursor: string | undefined): Place {
  const [list, dueAt, obligationId] = (cursor ?? '').trim().split(' ');
  if (list !== LIST || dueAt === undefined || obligationId === undefined) refuse('CURSOR_UNKNOWN');
  return { dueAt, obligationId };
}
