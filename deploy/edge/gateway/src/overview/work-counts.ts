import { added, DUE, NO_WORK, type WorkCounts } from '@carethread/http-api';
import { member, numberMember, type Instant } from '@carethread/ledger';
import { isNothingHere } from '../answers.js';
import type { Answered } from '../edge.js';
import type { WorkItem } from './work-item.js';
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

/** Asks a service how much there is in it for the caller. */
export type AskCounts = (template: string) => Promise<Answered | 'away'>;

/** How much there is to do, over all services: each counts what is its own, and shows nobody. */
export async function countedWork(paths: readonly string[], now: Instant, ask: AskCounts): Promise<Counted> {
  const answers = await Promise.all(paths.map(async (path) => ({ path, answered: await ask(`/${path}/work/counts`) })));
  let counts = NO_WORK;
  let complete = true;
  const missing: string[] = [];
  for (const { path, answered } of answers) {
    if (answered === 'away') missing.push(path);
    else if (!isNothingHere(answered)) {
      counts = added(counts, countsIn(answered.body));
      complete &&= member(answered.body, 'complete') === true;
    }
  }
  return { ...counts, asOf: now, complete: complete && missing.length === 0, missing };
}

function countsIn(body: unknown): WorkCounts {
  const kinds = Object.entries(member(body, 'kinds') ?? {}).flatMap(([kind, count]) =>
    typeof count === 'number' ? [[kind, count] as const] : [],
  );
  const due = { ...NO_WORK.due };
  for (const when of DUE) due[when] = numberMember(member(body, 'due'), when) ?? 0;
  return { total: numberMember(body, 'total') ?? 0, due, kinds: Object.fromEntries(kinds) };
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
