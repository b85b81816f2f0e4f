import { member, textMember } from '@carethread/ledger';
import type { Page } from './merged-pages.js';

/** Each item by itself, up to a number. */
export class ListedItems implements Page {
  readonly items: unknown[] = [];

  constructor(readonly limit = Infinity) {}

  takes(): boolean {
    return this.items.length < this.limit;
  }

  add(item: unknown): void {
    this.items.push(item);
  }
}

/** What one request left in the access logs of several services, and perhaps more than once in one. */
interface Look {
  readonly correlationId: string | undefined;
  readonly entries: unknown[];
}

/** Entries of the access log, those of one request as one: the first that was no refusal, with the others beside it. */
export class FoldedLooks implements Page {
  readonly #looks: Look[] = [];

  constructor(readonly limit = Infinity) {}

  get items(): readonly unknown[] {
    return this.#looks.map(({ entries }) => folded(entries));
  }

  takes(item: unknown): boolean {
    return this.#looks.length < this.limit || this.#sameRequest(item) !== undefined;
  }

  add(item: unknown): void {
    const same = this.#sameRequest(item);
    if (same === undefined) this.#looks.push({ correlationId: textMember(item, 'correlationId'), entries: [item] });
    else same.entries.push(item);
  }

  #sameRequest(item: unknown): Look | undefined {
    const correlationId = textMember(item, 'correlationId');
    return correlationId === undefined ? undefined : this.#looks.find((look) => look.correlationId === correlationId);
  }
}

function folded(entries: readonly unknown[]): unknown {
  const shown = entries.find((one) => member(one, 'outcome') !== 'refused') ?? entries[0];
  const others = entries.filter((one) => one !== shown);
  return others.length === 0 ? shown : Object.assign({}, shown, { others });
}
