import type { Counted, CountQuery, IndexValue, ViewCollection, ViewDocument } from '@carethread/event-sourcing';
import {
  changedRows,
  documentKeyOf,
  goneRow,
  keyIn,
  keyWithoutScope,
  rowsOf,
  scopeText,
  type Blinding,
  type EntryRow,
  type ListEntry,
  type Scope,
} from './list-entry.js';
import type { SealedBodies } from './sealed-bodies.js';

/** A place in the order of a list: what stands after it is found, whether or not an entry stands there still. */
export interface ListPlace {
  readonly order: string;
  readonly key: string;
}

/** A document before and after a change, and whose it is. */
export interface ChangedDocument<Doc extends object> {
  readonly key: string;
  readonly before: Doc | undefined;
  readonly after: Doc | undefined;
  readonly position: number;
  readonly personId: string | null;
  readonly tenantId: string;
}

/** An entry that stays once it is added, and what document it came of. */
export interface AppendedEntry {
  readonly documentKey: string;
  readonly entry: ListEntry;
  readonly position: number;
  readonly personId: string | null;
  readonly tenantId: string;
}

/** What blinds the users and words of a tenant. */
export type Blindings = (tenantId: string) => Promise<Blinding>;

/** The lines of lists that a view's documents stand for: a row for each entry, and one for each scope that the entry stands in. */
export class EntryCollection<Doc extends object = object> {
  readonly #dropped = new Set<string>();

  constructor(
    readonly collection: ViewCollection,
    readonly of: { entries(doc: Doc): readonly ListEntry[] },
    readonly bodies: SealedBodies,
    readonly blindings: Blindings,
  ) {}

  /** The rows that a change of a document makes necessary. */
  async rowsFor({ key, before, after, ...about }: ChangedDocument<Doc>): Promise<readonly ViewDocument[]> {
    const { position, personId, tenantId } = about;
    const blinding = await this.blindings(tenantId);
    const rows = (doc: Doc | undefined): ReadonlyMap<string, EntryRow> =>
      rowsOf(key, personId, doc === undefined ? [] : this.of.entries(doc), (scope) =>
        scopeText(tenantId, scope, blinding),
      );
    const { written, gone } = changedRows(rows(before), rows(after));
    const made = await this.#made(written, about);
    return [...made, ...gone.map((rowKey) => goneRow(rowKey, position, personId))];
  }

  /** The rows of entries that nothing compares or takes away later. */
  async rowsOfAppended(appended: readonly AppendedEntry[]): Promise<readonly ViewDocument[]> {
    const rows: ViewDocument[] = [];
    for (const { documentKey, entry, ...about } of appended) {
      const blinding = await this.blindings(about.tenantId);
      const added = rowsOf(documentKey, about.personId, [entry], (scope) => scopeText(about.tenantId, scope, blinding));
      rows.push(...(await this.#made([...added.values()], about)));
    }
    return rows;
  }

  async #made(
    rows: readonly EntryRow[],
    { position, personId, tenantId }: Pick<AppendedEntry, 'position' | 'personId' | 'tenantId'>,
  ): Promise<readonly ViewDocument[]> {
    const made: ViewDocument[] = [];
    for (const { key, index, entry } of rows) {
      const body = entry === undefined ? '' : await this.bodies.seal(key, entry.body, personId, tenantId);
      made.push({ key, position, index, body });
    }
    return made;
  }

  /** Stored before the documents that they belong to: a crash in between repeats the fold, which makes the same rows. */
  async commit(rows: readonly ViewDocument[]): Promise<void> {
    if (rows.length > 0) await this.collection.commit(rows, await this.collection.checkpoint());
  }

  /** The keys of these people are destroyed: what is indexed of them goes with the next `erase`. */
  drop(people: ReadonlySet<string>): void {
    for (const personId of people) this.#dropped.add(personId);
  }

  async erase(): Promise<void> {
    for (const personId of [...this.#dropped]) {
      await this.collection.purge('personId', personId);
      this.#dropped.delete(personId);
    }
  }

  /** Entries of one scope in order, from after a place on: as many as `limit` unless there are no more. */
  async list<Body extends object>(
    tenantId: string,
    scope: Scope,
    where: Readonly<Record<string, IndexValue>>,
    limit: number,
    from?: ListPlace,
  ): Promise<readonly (ListPlace & { readonly body: Body })[]> {
    const text = scopeText(tenantId, scope, await this.blindings(tenantId));
    const listed: (ListPlace & { readonly body: Body })[] = [];
    let after = from;
    for (;;) {
      const wanted = limit - listed.length;
      const places = await this.#places(text, where, wanted, after);
      // Asked for at the same moment, so that a store on another machine is asked once.
      const rows = await Promise.all(places.map(({ key }) => this.collection.get(key)));
      for (const [index, place] of places.entries()) {
        const row = rows[index];
        const body = row === undefined ? undefined : await this.bodies.open<Body>(row);
        if (body !== undefined) listed.push({ ...place, body });
      }
      after = places.at(-1);
      // Some may have been erased, or moved meanwhile: the next ones take their place.
      if (places.length < wanted || listed.length === limit) return listed;
    }
  }

  /** How many entries of a scope there are, by the values of a filter; of those whose order comes before a text, where one is given. */
  async countBy(
    tenantId: string,
    scope: Scope,
    filter: string,
    where: Readonly<Record<string, IndexValue>>,
    before?: string,
  ): Promise<readonly Counted[]> {
    const text = scopeText(tenantId, scope, await this.blindings(tenantId));
    const query: CountQuery = { where: { ...where, scope: text } };
    const below = { field: 'order', value: before ?? '' };
    return this.collection.countBy(filter, before === undefined ? query : { ...query, below });
  }

  /** The documents that stand in a scope, by their keys: none is opened. */
  async keysIn(tenantId: string, scope: Scope, limit: number): Promise<readonly string[]> {
    const text = scopeText(tenantId, scope, await this.blindings(tenantId));
    return (await this.#places(text, {}, limit)).map(({ key }) => documentKeyOf(key));
  }

  async #places(
    scope: string,
    where: Readonly<Record<string, IndexValue>>,
    limit: number,
    after?: ListPlace,
  ): Promise<readonly ListPlace[]> {
    const query = { where: { ...where, scope }, orderBy: 'order', limit };
    const found = await this.collection.find(after === undefined ? query : { ...query, after: placed(scope, after) });
    return found.map(({ key, index }) => ({ key: keyWithoutScope(scope, key), order: String(index['order']) }));
  }
}

const placed = (scope: string, { key, order }: ListPlace): ViewDocument => ({
  key: keyIn(scope, key),
  index: { order },
  position: 0,
  body: undefined,
});
