/** Values that may stand outside the sealed body: ids, codes, dates and numbers only. */
export type IndexValue = string | number | null;

export interface ViewDocument {
  readonly key: string;
  /** The log position this document reflects; an older one never overwrites a newer. */
  readonly position: number;
  readonly index: Readonly<Record<string, IndexValue>>;
  /** Opaque (sealed by the caller where it holds personal content). `undefined` marks a document as gone from the view. */
  readonly body: string | undefined;
}

export interface ViewDefinition {
  readonly name: string;
  /** Increased to rebuild beside the old one. */
  readonly version: number;
  /** The members of `index` that `find` may ask for. */
  readonly indexes: readonly string[];
  /**
   * Indexes over several of them, each in its order, instead of one for each: a query that names the first ones by value and sorts by
   * the last reads only what it gives. Any other query is still answered.
   */
  readonly compound?: readonly (readonly string[])[];
  /** Most documents are a key, an index and little else: a store may keep them in the order of their keys, once. */
  readonly short?: true;
}

export interface FindQuery {
  readonly where?: Readonly<Record<string, IndexValue>>;
  /** Inclusive upper bound on one index, for "what is due by". */
  readonly upTo?: { readonly field: string; readonly value: string | number };
  readonly orderBy?: string;
  /** Keys after this one, in key order (or, with orderBy, in (value, key) order after this document). */
  readonly after?: ViewDocument;
  readonly limit?: number;
}

/** Which documents are counted: none is read. */
export interface CountQuery {
  readonly where?: Readonly<Record<string, IndexValue>>;
  /** Exclusive upper bound on one index that holds texts. */
  readonly below?: { readonly field: string; readonly value: string };
}

export interface Counted {
  readonly value: IndexValue;
  readonly count: number;
}

/** One view, one version. Guarded single-document upserts only, so that any MongoDB-like store serves. */
export interface ViewCollection {
  /** The log position up to which this view has folded; 0 at first. */
  checkpoint(): Promise<number>;
  get(key: string): Promise<ViewDocument | undefined>;
  find(query: FindQuery): Promise<readonly ViewDocument[]>;
  /** How many documents there are, for each value of an index. */
  countBy(field: string, query: CountQuery): Promise<readonly Counted[]>;
  /** Upserts each document unless a newer position is stored; then, and only then, moves the checkpoint forward. */
  commit(documents: readonly ViewDocument[], checkpoint: number): Promise<void>;
  /** Removes every document with this value of an index, those marked as gone included: not even their keys stay. */
  purge(field: string, value: string): Promise<void>;
}

/** The port of a service's disposable views. Every adapter passes `testing/view-store.contract.ts`. */
export interface ViewStore {
  /** Opens (or begins) this version of a view; other versions stay until `retire`. */
  open(definition: ViewDefinition): Promise<ViewCollection>;
  /** Drops every version of the view but this one, once it has caught up. */
  retire(name: string, exceptVersion: number): Promise<void>;
  /** Drops everything: the log is sacred, the views are not. */
  dropAll(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A view that was opened is no longer what it was: dropped, wiped with its server, or restored from before what had been stored. Its
 * documents must not be read; `open` opens it again, with the checkpoint from which to fold.
 */
export class ViewLost extends Error {
  override readonly name = 'ViewLost';
}

/** The server of the views cannot be reached at this moment; it may be at the next. */
export class ViewsUnavailable extends Error {
  override readonly name = 'ViewsUnavailable';
}
