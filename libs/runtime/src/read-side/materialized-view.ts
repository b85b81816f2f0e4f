import { present } from '@carethread/ledger';
import {
  ViewLost,
  type Counted,
  type IndexValue,
  type ViewCollection,
  type ViewDocument,
} from '@carethread/event-sourcing';
import type { KeyStore } from '@carethread/privacy';
import { CHECKPOINT_EVERY } from '../reactions/checkpoints.js';
import { boundedCache } from '../write-side/bounded-cache.js';
import { type EntryCollection, type ListEntry, type ListPlace, type Scope, SealedBodies } from '@carethread/lists';
import type { DecodedEvent } from './event-decoder.js';
import { Unstored, type Held } from './unstored.js';

/** One document's change, worked out from one event. */
export interface ViewChange<Doc extends object = object> {
  readonly key: string;
  /** Whose key seals the body; null leaves it in the clear (configuration only). */
  readonly personId: string | null;
  readonly tenantId: string;
  change(doc: Doc | undefined): Doc | undefined;
}

/** A kind of documents, by the name under which a service keeps them: a view as it is declared, or as it is folded. */
export interface DocumentKind<Doc extends object> {
  readonly name: string;
  index(doc: Doc): Readonly<Record<string, IndexValue>>;
}

/** A view in its most general form: everything that follows from one event. Pure. */
export interface Projection<Doc extends object = object> extends DocumentKind<Doc> {
  readonly version: number;
  readonly indexes: readonly string[];
  changes(event: DecodedEvent): readonly ViewChange<Doc>[];
  /** What of a document stands on lists, the names that those can be filtered by, and what a change adds to them for good. */
  readonly lists?: {
    readonly filters: readonly string[];
    entries(doc: Doc): readonly ListEntry[];
    appends?(before: Doc | undefined, after: Doc): readonly ListEntry[];
  };
}

/** Documents with lists, and entries, that may wait to be stored. */
const MAX_WAITING = 500;
/** Events after which lists are stored although few of their documents wait: what is folded again after a crash costs less than rows at random. */
const LISTS_EVERY = 10 * CHECKPOINT_EVERY;

/** A view kept for reading: folded from the log, sealed at rest, with the documents used last in memory. */
export class MaterializedView<Doc extends object = object> {
  readonly #held = boundedCache<string, Held<Doc>>(20_000);
  #unstored = new Unstored<Doc>();
  /** The last flush, when it is over. */
  #storing: Promise<void> = Promise.resolve();
  readonly #bodies: SealedBodies;

  constructor(
    readonly projection: Projection<Doc>,
    readonly collection: ViewCollection,
    readonly keys: KeyStore,
    /** Called when the store has lost the collection. */
    readonly lost: () => void = () => undefined,
    /** Called for an event that cannot be folded: it is passed over. */
    readonly unfolded: (event: DecodedEvent) => void = () => undefined,
    /** The entries of its documents on lists, where it has any. */
    readonly entries?: EntryCollection<Doc>,
  ) {
    this.#bodies = new SealedBodies(keys, projection.name);
  }

  async #query<Found>(query: () => Promise<Found>): Promise<Found> {
    try {
      return await query();
    } catch (error) {
      if (error instanceof ViewLost) this.lost();
      throw error;
    }
  }

  async get(key: string): Promise<Doc | undefined> {
    return (await this.#hold(key)).doc;
  }

  /** Documents that can be read; with a `limit` as many as that, unless there are no more. */
  async find(
    where: Readonly<Record<string, IndexValue>>,
    paging: {
      readonly limit?: number;
      /** A place in the order: the document that stood there may be gone by now. */
      readonly after?: { readonly key: string; readonly value: IndexValue };
      readonly upTo?: { field: string; value: string | number };
      readonly orderBy?: string;
    } = {},
  ): Promise<readonly { readonly key: string; readonly doc: Doc }[]> {
    const { limit, upTo, orderBy } = paging;
    const documents: { key: string; doc: Doc }[] = [];
    let after: ViewDocument | undefined = paging.after && {
      key: paging.after.key,
      index: orderBy === undefined ? {} : { [orderBy]: paging.after.value },
      position: 0,
      body: undefined,
    };
    for (;;) {
      const wanted = limit === undefined ? undefined : limit - documents.length;
      const found = await this.#query(async () => {
        await this.flush();
        return this.collection.find(present({ where, limit: wanted, after, upTo, orderBy }));
      });
      for (const document of found) {
        const doc = this.#held.get(document.key)?.doc ?? (await this.#bodies.open<Doc>(document));
        if (doc !== undefined) documents.push({ key: document.key, doc });
      }
      after = found.at(-1);
      // Some of a page may have been erased: the next ones take their place.
      if (wanted === undefined || found.length < wanted || documents.length === limit) return documents;
    }
  }

  /**
   * Folds events in log order, and says of which documents they are. Documents that are not cached are read together, because the store
   * may be remote.
   */
  async apply(events: readonly DecodedEvent[]): Promise<ReadonlySet<string>> {
    const changes = events.flatMap((event) =>
      this.#changes(event).map((change) => ({ change, event, position: event.position })),
    );
    const missing = new Set(changes.flatMap(({ change: { key } }) => (this.#held.has(key) ? [] : [key])));
    if (missing.size > 1) await Promise.all([...missing].map((key) => this.#hold(key)));
    // An own event and what it publishes may change one document: both count.
    const made = new Set<string>();
    for (const { change, position, event } of changes) {
      const { key, personId, tenantId } = change;
      const held = this.#held.get(key) ?? (await this.#hold(key));
      const name = `${position} ${key}`;
      if (held.position > position || (held.position === position && !made.has(name))) continue;
      made.add(name);
      const doc = this.#folded(event, held.doc, change);
      // What is as it was is neither sealed nor stored anew: to fold the event again changes nothing.
      if (doc === held.doc) continue;
      const next: Held<Doc> = { doc, position, stored: held.stored };
      this.#held.set(key, next);
      this.#unstored.changed(key, { held: next, personId, tenantId });
      const added = doc === undefined ? undefined : this.projection.lists?.appends?.(held.doc, doc);
      for (const entry of added ?? []) this.#unstored.added({ documentKey: key, entry, position, personId, tenantId });
    }
    return new Set(changes.map(({ change: { key } }) => key));
  }

  #changes(event: DecodedEvent): readonly ViewChange<Doc>[] {
    try {
      return this.projection.changes(event);
    } catch {
      this.unfolded(event);
      return [];
    }
  }

  #folded(event: DecodedEvent, before: Doc | undefined, change: ViewChange<Doc>): Doc | undefined {
    try {
      return change.change(before);
    } catch {
      this.unfolded(event);
      return before;
    }
  }

  /** After keys were destroyed: drops what it holds of these people, so that nothing of theirs is sealed anew under a later key. */
  drop(people: ReadonlySet<string>): void {
    this.#held.clear();
    this.#unstored = this.#unstored.without(people);
    for (const [key, { held }] of this.#unstored.documents) this.#held.set(key, held); // not stored yet: the store's is older
    this.entries?.drop(people);
  }

  /**
   * Stores what has changed, with how far the view has come. One after the other: who reads what was folded waits for the flush in which
   * it is being stored.
   */
  flush(checkpoint?: number): Promise<void> {
    const stored = this.#storing.then(() => this.#store(checkpoint));
    this.#storing = stored.catch(() => undefined);
    return stored;
  }

  async #store(checkpoint?: number): Promise<void> {
    await this.entries?.erase();
    if (this.#unstored.size === 0 && checkpoint === undefined) return;
    const unstored = this.#unstored;
    this.#unstored = new Unstored();
    try {
      const rows = await this.#rowsOf(unstored);
      const documents = await this.#documentsOf(unstored);
      await this.#query(async () => {
        await this.entries?.commit(rows);
        await this.collection.commit(documents, checkpoint ?? (await this.collection.checkpoint()));
      });
      this.#isStored(unstored);
    } catch (error) {
      // What could not be stored is still owed: the next attempt must not believe it done.
      this.#unstored = unstored.followedBy(this.#unstored);
      throw error;
    }
  }

  async #rowsOf({ documents, entries }: Unstored<Doc>): Promise<readonly ViewDocument[]> {
    if (this.entries === undefined) return [];
    const rows = [...(await this.entries.rowsOfAppended(entries))];
    for (const [key, { held, personId, tenantId }] of documents) {
      const { stored: before, doc: after, position } = held;
      rows.push(...(await this.entries.rowsFor({ key, before, after, position, personId, tenantId })));
    }
    return rows;
  }

  async #documentsOf({ documents }: Unstored<Doc>): Promise<readonly ViewDocument[]> {
    const made: ViewDocument[] = [];
    for (const [key, { held, personId, tenantId }] of documents) {
      const { doc, position } = held;
      made.push({
        key,
        position,
        index: doc === undefined ? {} : this.projection.index(doc),
        body: doc === undefined ? undefined : await this.#bodies.seal(key, doc, personId, tenantId),
      });
    }
    return made;
  }

  #isStored({ documents }: Unstored<Doc>): void {
    if (this.entries === undefined) return;
    for (const [key, { held }] of documents) {
      const cached = this.#held.get(key);
      if (cached !== undefined) this.#held.set(key, { ...cached, stored: held.doc });
      this.#unstored.isStored(key, held.doc);
    }
  }

  /** Entries of one scope in order, from after a place on: as many as `limit` unless there are no more. */
  async list<Body extends object>(
    tenantId: string,
    scope: Scope,
    where: Readonly<Record<string, IndexValue>>,
    limit: number,
    after?: ListPlace,
  ): Promise<readonly (ListPlace & { readonly body: Body })[]> {
    return this.#query(async () => {
      await this.flush();
      return this.#listed().list<Body>(tenantId, scope, where, limit, after);
    });
  }

  /** The documents that stand in each of some scopes, by their keys and in the order of these; none is opened. */
  async keysInEach(tenantId: string, scopes: readonly Scope[], limit: number): Promise<readonly (readonly string[])[]> {
    return this.#query(async () => {
      await this.flush();
      return Promise.all(scopes.map((scope) => this.#listed().keysIn(tenantId, scope, limit)));
    });
  }

  /** How many entries of a scope there are, by the values of a filter: none is opened. */
  async countBy(
    tenantId: string,
    scope: Scope,
    filter: string,
    where: Readonly<Record<string, IndexValue>>,
    before?: string,
  ): Promise<readonly Counted[]> {
    return this.#query(async () => {
      await this.flush();
      return this.#listed().countBy(tenantId, scope, filter, where, before);
    });
  }

  get #checkpointEvery(): number {
    return this.entries === undefined ? CHECKPOINT_EVERY : LISTS_EVERY;
  }

  #listed(): EntryCollection<Doc> {
    if (this.entries === undefined) throw new Error(`the view ${this.projection.name} has no lists`);
    return this.entries;
  }

  /**
   * Stores what has changed; a view that nothing touched notes how far it has come only now and then, since folding an event again
   * changes nothing and a commit for every batch costs more than the fold. Lists are stored as seldom, or when they are read: a change
   * of a document may rewrite many of their rows.
   */
  async settle(reached: number): Promise<void> {
    const waits = this.entries !== undefined && this.#unstored.size < MAX_WAITING;
    if ((this.#unstored.size > 0 && !waits) || reached - (await this.collection.checkpoint()) >= this.#checkpointEvery)
      await this.flush(reached);
  }

  async #hold(key: string): Promise<Held<Doc>> {
    const held = this.#held.get(key) ?? this.#unstored.documents.get(key)?.held;
    if (held !== undefined) return held;
    const stored = await this.#query(() => this.collection.get(key));
    // `apply` may have folded further meanwhile.
    const quicker = this.#held.get(key);
    if (quicker !== undefined) return quicker;
    const doc = stored === undefined ? undefined : await this.#bodies.open<Doc>(stored);
    const found: Held<Doc> = { doc, stored: doc, position: stored?.position ?? 0 };
    this.#held.set(key, found);
    return found;
  }
}

/** A view is of a kind by its name: a service keeps one view under each. */
export function isViewOf<Doc extends object>(
  view: MaterializedView,
  kind: DocumentKind<Doc>,
): view is MaterializedView<Doc> {
  return view.projection.name === kind.name;
}
