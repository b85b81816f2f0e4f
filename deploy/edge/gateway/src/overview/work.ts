import { type Due, type WorkCounts } from '@carethread/http-api';
import { present, type Instant } from '@carethread/ledger';
import { cursorIn, cursorText, type Place } from './work-cursor.js';
import { countsOf, dueOf, inOrder, type WorkItem } from './work-item.js';
import { WorkQueue, type ReadPage } from './work-queue.js';
import type { WorkSource } from './work-sources.js';

export interface WorkAsked {
  /** By what the list is narrowed, as the cursor keeps it. */
  readonly narrowed: string;
  readonly limit: number;
  readonly after?: string;
}

export interface Work {
  readonly items: readonly (WorkItem & { readonly due: Due })[];
  readonly next?: string;
  /** The instant of the first page, against which overdue is judged. */
  readonly asOf: Instant;
  /** Of the whole list, where this answer is the whole list. */
  readonly counts?: WorkCounts;
  /** Services that did not answer: what they have is not on this page. */
  readonly missing: readonly string[];
}

/** A page of the work of several services in one order, the most urgent first. Throws CURSOR_UNKNOWN. */
export async function workOf(
  sources: readonly WorkSource[],
  { narrowed, limit, after }: WorkAsked,
  now: Instant,
  read: ReadPage,
): Promise<Work> {
  const begun =
    after === undefined
      ? undefined
      : cursorIn(
          after,
          narrowed,
          sources.map(({ template }) => template),
        );
  const at = begun?.at ?? now;
  const queues = sources.flatMap((source) => {
    const place = begun === undefined ? {} : begun.places[source.template];
    return place === undefined ? [] : [new WorkQueue(source, place, read)];
  });
  const items = await taken(queues, limit);
  const missing = [...new Set(queues.filter(({ isAway }) => isAway).map(({ source }) => source.service))];
  const more = queues.some(({ isAway, place }) => !isAway && place !== undefined);
  const isWhole = begun === undefined && !more && missing.length === 0;
  return present<Work>({
    items: items.map((item) => ({ ...item, due: dueOf(item, at) })),
    next: more ? cursorText({ narrowed, at, places: placesOf(queues) }) : undefined,
    asOf: at,
    counts: isWhole ? countsOf(items, at) : undefined,
    missing,
  });
}

/** The first items of all lists, in their common order. */
async function taken(queues: readonly WorkQueue[], limit: number): Promise<readonly WorkItem[]> {
  const items: WorkItem[] = [];
  await Promise.all(queues.map((queue) => queue.fill()));
  while (items.length < limit) {
    const [first] = queues.filter(({ head }) => head !== undefined).sort(byHead);
    if (first?.head === undefined) break;
    items.push(first.head);
    first.take();
    if (items.length < limit) await first.fill();
  }
  return items;
}

function byHead({ head: one }: WorkQueue, { head: other }: WorkQueue): number {
  return one === undefined || other === undefined ? 0 : inOrder(one, other);
}

function placesOf(queues: readonly WorkQueue[]): Readonly<Record<string, Place>> {
  return Object.fromEntries(
    queues.flatMap(({ source, place }) => (place === undefined ? [] : [[source.template, place] as const])),
  );
}
