import { present } from '@carethread/ledger';
import type { Place } from './work-cursor.js';
import { orderOf, type WorkItem } from './work-item.js';
import type { WorkSource } from './work-sources.js';

/** One page of a service's list; `away` where the service does not answer. */
export type WorkPage = { readonly items: readonly WorkItem[]; readonly next?: string } | 'away';

/** Reads a page of one list, after a cursor of that list. */
export type ReadPage = (source: WorkSource, after: string | undefined) => Promise<WorkPage>;

/** The list of one service from a place on: read page by page as its items are taken. */
export class WorkQueue {
  #unread: readonly WorkItem[] = [];
  /** The page that the unread items stand on, and how far it has been shown. */
  #present: Place;
  /** The page that is read next; undefined where there is none. */
  #ahead: Place | undefined;
  #isAway = false;

  constructor(
    readonly source: WorkSource,
    place: Place,
    readonly read: ReadPage,
  ) {
    this.#present = place;
    this.#ahead = place;
  }

  get isAway(): boolean {
    return this.#isAway;
  }

  /** The next item; undefined where there is none, or where nothing can be said because the service is away. */
  get head(): WorkItem | undefined {
    return this.#unread[0];
  }

  /** Reads on where nothing is at hand. */
  async fill(): Promise<void> {
    while (this.#unread.length === 0 && this.#ahead !== undefined && !this.#isAway) {
      const { after, past } = this.#ahead;
      const page = await this.read(this.source, after);
      if (page === 'away') {
        this.#isAway = true;
        return;
      }
      const { items, next } = page;
      this.#unread = beyond(items, past);
      this.#present = this.#ahead;
      // Where much was added in front meanwhile, the item that was shown last stands on a later page.
      const isFound = this.#unread.length > 0 || items.some((item) => isAt(item, past));
      this.#ahead = next === undefined ? undefined : present<Place>({ after: next, past: isFound ? undefined : past });
    }
  }

  take(): void {
    const [first, ...rest] = this.#unread;
    if (first === undefined) return;
    this.#present = present<Place>({ after: this.#present.after, past: { order: orderOf(first), id: first.id } });
    this.#unread = rest;
  }

  /** Where this list goes on; undefined at its end. */
  get place(): Place | undefined {
    return this.#unread.length > 0 ? this.#present : this.#ahead;
  }
}

/** Whether it is that item, where it was: one that was put off or brought forward meanwhile says nothing of what stands around it now. */
function isAt(item: WorkItem, past: Place['past']): boolean {
  return item.id === past?.id && orderOf(item) === past.order;
}

/** What stands behind an item that was shown; that item itself may be done and gone since. */
function beyond(items: readonly WorkItem[], past: Place['past']): readonly WorkItem[] {
  if (past === undefined) return items;
  const at = items.findIndex((item) => isAt(item, past));
  if (at >= 0) return items.slice(at + 1);
  return items.filter((item) => {
    const order = orderOf(item);
    return order > past.order || (order === past.order && item.id > past.id);
  });
}
