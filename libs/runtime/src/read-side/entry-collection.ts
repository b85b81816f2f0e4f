import type { IndexValue, ViewCollection, ViewDocument } from '@carethread/event-sourcing';
import {
  changedRows,
  goneRow,
  keyIn,
  keyWithoutScope,
  rowsOf,
  scopeText,
  type ListEntry,
  type Scope,
} from './list-entry.js';

/** A place in the order of a list: what stands after it is found, whether or not an entry stands there still. */
export interface ListPlace {
  readonly order: string;
  readonly key: string;
}

/** A document before and after a change, and whose it is. */
export interface ChangedDocument {
  readonly key: string;
  readonly before: object | undefined;
  readonly after: object | undefined;
  readonly position: number;
  readonly personId: string | null;
  readonly tenantId: string;
}

export interface EntriesOf {
  entries(doc: object): readonly ListEntry[];
}

/** What turns a tenant's users into their pseudonyms. */
export type Pseudonyms = (tenantId: string) => Promise<(userId: string) => string>;

/** The lines of lists that a view's documents stand for: a row for each entry, and one for each scope that the entry stands in. */
export class EntryCollection {
  constructor(
    readonly collection: ViewCollection,
    readonly of: EntriesOf,
    readonly pseudonyms: Pseudonyms,
  ) {}

  /** The rows that a change of a document makes necessary; `seal` gives the body of a row. */
  async rowsFor(
    { key, before, after, position, personId, tenantId }: ChangedDocument,
    seal: (rowKey: string, body: object) => Promise<string>,
  ): Promise<readonly ViewDocument[]> {
    const pseudonym = await this.pseudonyms(tenantId);
    const rows = (doc: object | undefined) =>
      rowsOf(key, personId, doc === undefined ? [] : this.of.entries(doc), (scope) =>
        scopeText(tenantId, scope, pseudonym),
      );
    const { written, gone } = changedRows(rows(before), rows(after));
    const made = await Promise.all(
      written.map(async ({ key: rowKey, index, entry }): Promise<ViewDocument> => ({
        key: rowKey,
        position,
        index,
        body: entry === undefined ? '' : await seal(rowKey, entry.body),
      })),
    );
    return [...made, ...gone.map((rowKey) => goneRow(rowKey, position))];
  }

  /** Stored before the documents that they belong to: a crash in between repeats the fold, which makes the same rows. */
  async commit(rows: readonly ViewDocument[]): Promise<void> {
    if (rows.length > 0) await this.collection.commit(rows, await this.collection.checkpoint());
  }

  /** Takes everything about these people out, after their keys were destroyed: what is indexed outlives no key. */
  async erase(people: ReadonlySet<string>): Promise<void> {
    for (const personId of people) {
      const rows = await this.collection.find({ where: { personId } });
      await this.commit(rows.map(({ key, position }) => goneRow(key, position)));
    }
  }

  /** The rows of one scope in order, from after a place on; bodies are those of the entries' own rows. */
  async find(
    tenantId: string,
    scope: Scope,
    where: Readonly<Record<string, IndexValue>>,
    limit: number,
    after?: ListPlace,
  ): Promise<readonly (ListPlace & { readonly row: ViewDocument | undefined })[]> {
    const text = scopeText(tenantId, scope, await this.pseudonyms(tenantId));
    const query = { where: { ...where, scope: text }, orderBy: 'order', limit };
    const found = await this.collection.find(
      after === undefined
        ? query
        : {
            ...query,
            after: { key: keyIn(text, after.key), index: { order: after.order }, position: 0, body: undefined },
          },
    );
    // Asked for at the same moment, so that a store on another machine is asked once.
    return Promise.all(
      found.map(async ({ key: rowKey, index }) => {
        const key = keyWithoutScope(text, rowKey);
        return { key, order: String(index['order']), row: await this.collection.get(key) };
      }),
    );
  }
}
