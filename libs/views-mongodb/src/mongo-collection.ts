import { present, presentItems } from '@carethread/ledger';
import {
  ViewLost,
  type Counted,
  type CountQuery,
  type FindQuery,
  type IndexValue,
  type ViewCollection,
  type ViewDefinition,
  type ViewDocument,
} from '@carethread/event-sourcing';
import { LRUCache } from 'lru-cache';
import type { Connection, Model, QueryOptions, Schema } from 'mongoose';
import { memberOf } from './declared-indexes.js';
import { filterOf, sortOf } from './find-filter.js';
import { upsertAll } from './guarded-upserts.js';
import type { ServerConnection } from './server-connection.js';
import { documentOf, type CheckpointDocument, type StoredDocument } from './stored-document.js';
import { checkpointModel, viewModel } from './view-models.js';

/** Keys in one query, at most. */
const ASKED_TOGETHER = 1_000;
const REMEMBERED = 100_000;

/** One view, one version, one collection. */
export class MongoCollection implements ViewCollection {
  #checkpoint: number;
  #written: number;
  #era: number;
  #lost: ViewLost | undefined;
  /**
   * The keys that were stored since, where the view was empty when it was opened: a process that folds it from the first event needs to
   * read no other, even if another replica has stored it meanwhile. Undefined where it was not empty, or has grown large.
   */
  #stored: Set<string> | undefined;
  /** Keys for which the server had no document at the last query. */
  readonly #absent = new LRUCache<string, true>({ max: 20_000 });
  #batch: { readonly keys: Set<string>; readonly found: Promise<ReadonlyMap<string, StoredDocument>> } | undefined;

  constructor(
    readonly connection: ServerConnection,
    readonly definition: ViewDefinition,
    readonly schema: Schema<StoredDocument>,
    readonly known: CheckpointDocument,
    /** The connection's era before `known` was read. */
    era: number,
  ) {
    this.#checkpoint = known.position;
    this.#written = known.written;
    this.#era = era;
    this.#stored = known.position === 0 && known.written === 0 ? new Set() : undefined;
  }

  /** What this process knows: another writer may be further, never less far. */
  checkpoint(): Promise<number> {
    return Promise.resolve(this.#checkpoint);
  }

  /** Calls in the same turn of the event loop share one query. */
  async get(key: string): Promise<ViewDocument | undefined> {
    if (this.#lost !== undefined) throw this.#lost;
    if (this.#stored !== undefined && !this.#stored.has(key)) {
      this.#absent.set(key, true);
      return undefined;
    }
    this.#batch ??= { keys: new Set(), found: this.#afterThisTurn() };
    this.#batch.keys.add(key);
    const stored = (await this.#batch.found).get(key);
    // A document marked as gone counts as absent here; inserting it is refused, and the guard decides.
    if (stored === undefined) this.#absent.set(key, true);
    return stored === undefined ? undefined : documentOf(stored, this.definition.indexes);
  }

  async #afterThisTurn(): Promise<ReadonlyMap<string, StoredDocument>> {
    await new Promise((resolve) => setImmediate(resolve));
    const keys = [...(this.#batch?.keys ?? [])];
    this.#batch = undefined;
    const found = new Map<string, StoredDocument>();
    for (let from = 0; from < keys.length; from += ASKED_TOGETHER) {
      const some = keys.slice(from, from + ASKED_TOGETHER);
      const [only] = some;
      const stored = await this.#read((documents) =>
        documents
          .find({ _id: some.length === 1 && only !== undefined ? only : { $in: some }, body: { $ne: null } })
          .lean<StoredDocument[]>()
          .exec(),
      );
      for (const document of stored) found.set(document._id, document);
    }
    return found;
  }

  async find(query: FindQuery): Promise<readonly ViewDocument[]> {
    const { where = {}, upTo, orderBy, limit } = query;
    for (const field of [...Object.keys(where), upTo?.field, orderBy])
      if (field !== undefined && !this.definition.indexes.includes(field))
        throw new RangeError(`${this.definition.name} has no index ${field}`);
    if (limit === 0) return [];
    const found = await this.#read((documents) =>
      documents
        .find(filterOf(query), null, present<QueryOptions>({ sort: sortOf(query), limit }))
        .lean<StoredDocument[]>()
        .exec(),
    );
    return found.map((stored) => documentOf(stored, this.definition.indexes));
  }

  async countBy(field: string, { where = {}, below }: CountQuery): Promise<readonly Counted[]> {
    for (const name of presentItems(...Object.keys(where), below?.field, field))
      if (!this.definition.indexes.includes(name)) throw new RangeError(`${this.definition.name} has no index ${name}`);
    const bound = below === undefined ? {} : { [memberOf(below.field)]: { $lt: below.value } };
    const found = await this.#read((documents) =>
      documents
        .aggregate<{ readonly _id: IndexValue | undefined; readonly count: number }>([
          { $match: { $and: [filterOf({ where }), bound] } },
          { $group: { _id: `$${memberOf(field)}`, count: { $sum: 1 } } },
        ])
        .exec(),
    );
    return found.map(({ _id: value, count }) => ({ value: value ?? null, count }));
  }

  /** Documents first, then the checkpoint, which moves only while the view is still the one that was opened. */
  async commit(documents: readonly ViewDocument[], checkpoint: number): Promise<void> {
    if (this.#lost !== undefined) throw this.#lost;
    const written = documents.reduce((most, { position }) => Math.max(most, position), checkpoint);
    const known = { written: this.#written, position: this.#checkpoint };
    if (documents.length === 0 && checkpoint <= known.position) return;
    for (const { key } of documents) this.#stored?.add(key);
    if ((this.#stored?.size ?? 0) > REMEMBERED) this.#stored = undefined;
    await this.connection.run(async (database) => {
      await upsertAll(this.#model(database), documents, this.definition.indexes, (key) => this.#absent.has(key));
      const { matchedCount } = await checkpointModel(database).updateOne(
        {
          _id: this.known._id,
          epoch: this.known.epoch,
          position: { $gte: known.position },
          written: { $gte: known.written },
        },
        { $max: { position: checkpoint, written } },
      );
      if (matchedCount === 0) throw this.#lose();
    });
    for (const { key } of documents) this.#absent.delete(key);
    this.#checkpoint = Math.max(this.#checkpoint, checkpoint);
    this.#written = Math.max(this.#written, written);
  }

  async purge(field: string, value: string): Promise<void> {
    await this.#read((documents) => documents.deleteMany({ [memberOf(field)]: { $eq: value } }).exec());
  }

  /** Marks it as lost: its holder must open the view again. */
  lose(): void {
    this.#lose();
  }

  /** Whether the server's checkpoint continues the one that this process knows; if so, it is taken over. */
  continues(now: CheckpointDocument): boolean {
    const same =
      this.#lost === undefined &&
      now.epoch === this.known.epoch &&
      now.position >= this.#checkpoint &&
      now.written >= this.#written;
    if (same) {
      this.#checkpoint = now.position;
      this.#written = now.written;
    }
    return same;
  }

  /** An answer of a server that was away meanwhile counts only if it still has what was stored. */
  async #read<T>(read: (documents: Model<StoredDocument>) => Promise<T>): Promise<T> {
    if (this.#lost !== undefined) throw this.#lost;
    return this.connection.run(async (database) => {
      const answer = await read(this.#model(database));
      const { era } = this.connection;
      if (era === this.#era) return answer;
      const known = { position: this.#checkpoint, written: this.#written };
      const now = await checkpointModel(database).findById(this.known._id).lean<CheckpointDocument>();
      if (now?.epoch !== this.known.epoch || now.position < known.position || now.written < known.written)
        throw this.#lose();
      this.#era = era;
      return answer;
    });
  }

  #model(database: Connection): Model<StoredDocument> {
    return viewModel(database, this.known._id, this.schema);
  }

  #lose(): ViewLost {
    return (this.#lost ??= new ViewLost(
      `the view ${this.definition.name}, version ${this.definition.version}, was dropped or has lost documents on the server`,
    ));
  }
}
