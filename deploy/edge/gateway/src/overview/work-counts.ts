import type { Instant } from '@carethread/ledger';
import { countsOf, type WorkCounts, type WorkItem } from './work-item.js';
import type { ReadPage } from './work-queue.js';
import type { WorkSource } from './work-sources.js';

/** How many pages of each list are counted; whoever has more to do than that learns that it is more. */
const MOST_PAGES = 5;

/** What stands on all lists, as far as they are read. */
export interface AllWork {
  readonly items: readonly WorkItem[];
  /** Whether it is everything: what is further down the lists than they are read, or in a service that is away, is not in it. */
  readonly complete: boolean;
  readonly missing: readonly string[];
}

export interface Counted extends WorkCounts {
  readonly asOf: Instant;
  readonly complete: boolean;
  readonly missing: readonly string[];
}

/** How much there is to do, over all services. */
export async function countedWork(sources: readonly WorkSource[], now: Instant, read: ReadPage): Promise<Counted> {
  const { items, complete, missing } = await allWork(sources, read);
  return { ...countsOf(items, now), asOf: now, complete, missing };
}

export async function allWork(sources: readonly WorkSource[], read: ReadPage): Promise<AllWork> {
  const lists = await Promise.all(sources.map((source) => wholeOf(source, read)));
  return {
    items: lists.flatMap(({ items }) => items),
    complete: lists.every(({ end }) => end === 'reached'),
    missing: [...new Set(lists.flatMap(({ source, end }) => (end === 'away' ? [source.service] : [])))],
  };
}
interface Read {
  readonly source: WorkSource;
  readonly items: readonly WorkItem[];
  readonly end: 'reached' | 'away' | 'further';
}

async function wholeOf(source: WorkSource, read: ReadPage): Promise<Read> {
  const items: WorkItem[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await read(source, after);
    if (page === 'away') return { source, items, end: 'away' };
    items.push(...page.items);
    after = page.next;
    if (after === undefined) return { source, items, end: 'reached' };
  }
  return { source, items, end: 'further' };
}
