import { member } from '@carethread/ledger';
import type { ViewCollection, ViewDefinition, ViewStore } from '@carethread/event-sourcing';
import { mongo, type Connection, type Model } from 'mongoose';
import { randomUUID } from 'node:crypto';
import { ensureIndexes, isMissing } from './declared-indexes.js';
import { MongoCollection } from './mongo-collection.js';
import { ServerConnection, type MongoConnectionOptions } from './server-connection.js';
import type { CheckpointDocument } from './stored-document.js';
import { checkpointModel, viewModel, viewSchema } from './view-models.js';

export interface MongoViewOptions extends MongoConnectionOptions {
  /** Separates installations that share a server. Letters, digits, - and _. */
  readonly namespace: string;
  /** The service whose views these are; the database is `<namespace>_<service>`. */
  readonly service: string;
  /**
   * For what cannot be folded again from the log: every write waits for the journal of a majority. Kept in a database of its own,
   * `<namespace>_kept_<service>`, which a drop of the views leaves alone.
   */
  readonly durable?: boolean;
}

const DUPLICATE_KEY = 11000;
const PREFIX = 'v_';
/** How often a drop is tried again after an error of the server. */
const DROP_ROUNDS = 20;

/**
 * Views on a server of MongoDB's family: a collection per view version, guarded upserts of single documents, and a checkpoint
 * that follows them. It needs no transactions, TTL, collations, change streams, partial indexes or $lookup.
 */
export class MongoViewStore implements ViewStore {
  readonly #connection: ServerConnection;
  readonly #open = new Map<string, MongoCollection>();

  private constructor(readonly options: MongoViewOptions) {
    const { namespace, service, durable = false } = options;
    this.#connection = new ServerConnection(options, databaseOf(namespace, service, durable), durable);
  }

  /** Connects with the first operation: the server may be away now. Throws RangeError where the names cannot name a database. */
  static open(options: MongoViewOptions): MongoViewStore {
    return new MongoViewStore(options);
  }

  async open(definition: ViewDefinition): Promise<ViewCollection> {
    const name = collectionOf(definition.name, definition.version);
    const schema = this.#open.get(name)?.schema ?? viewSchema(definition);
    const { known, era } = await this.#connection.run(async (database) => {
      await ensureIndexes(viewModel(database, name, schema));
      const before = this.#connection.era;
      return { known: await begun(checkpointModel(database), name), era: before };
    });
    const held = this.#open.get(name);
    if (held !== undefined) {
      if (held.continues(known)) return held;
      held.lose();
    }
    const collection = new MongoCollection(this.#connection, definition, schema, known, era);
    this.#open.set(name, collection);
    return collection;
  }

  async retire(name: string, exceptVersion: number): Promise<void> {
    const all = new RegExp(`^${collectionOf(name, 0).slice(0, -1)}\\d+$`);
    await this.#drop((collection) => all.test(collection) && collection !== collectionOf(name, exceptVersion));
  }

  async dropAll(): Promise<void> {
    await this.#drop(() => true);
  }

  /** The checkpoint first: one that outlived its documents would leave the view empty for ever. */
  async #drop(chosen: (collection: string) => boolean): Promise<void> {
    for (let round = 1; ; round += 1)
      try {
        return await this.#dropOnce(chosen);
      } catch (error) {
        // Another replica drops the same collections: listing one while it is dropped is answered with an error of its own.
        if (round === DROP_ROUNDS || !(error instanceof mongo.MongoServerError)) throw error;
      }
  }

  async #dropOnce(chosen: (collection: string) => boolean): Promise<void> {
    await this.#connection.run(async (database) => {
      const checkpoints = checkpointModel(database);
      const listed = await database.listCollections();
      const recorded = await checkpoints.find({}, { _id: 1 }).lean();
      const names = new Set([...listed.map(({ name }) => name), ...recorded.map(({ _id }) => _id)]);
      for (const name of [...names].filter((one) => one.startsWith(PREFIX) && chosen(one))) {
        await checkpoints.deleteOne({ _id: name });
        await dropped(database, name);
        this.#open.get(name)?.lose();
        this.#open.delete(name);
      }
    });
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}

async function dropped(database: Connection, name: string): Promise<void> {
  try {
    await database.dropCollection(name);
  } catch (error) {
    // A view without indexes that never held a document has a checkpoint and no collection.
    if (!isMissing(error)) throw error;
  }
}

/** The view's checkpoint document; made when it is not there yet. */
async function begun(checkpoints: Model<CheckpointDocument>, name: string): Promise<CheckpointDocument> {
  const known = await checkpoints.findById(name).lean<CheckpointDocument>();
  if (known !== null) return known;
  try {
    const begun: CheckpointDocument = { _id: name, epoch: randomUUID(), position: 0, written: 0 };
    await checkpoints.create(begun);
    return begun;
  } catch (error) {
    // Another replica of the service began it at the same moment.
    const theirs =
      member(error, 'code') === DUPLICATE_KEY ? await checkpoints.findById(name).lean<CheckpointDocument>() : null;
    if (theirs === null) throw error;
    return theirs;
  }
}

function databaseOf(namespace: string, service: string, durable: boolean): string {
  const name = `${namespace}${durable ? '_kept' : ''}_${service}`;
  if (!/^[a-zA-Z][a-zA-Z0-9_-]*$/.test(name) || name.length > 63)
    throw new RangeError(`a database's name is up to 63 letters, digits, - and _: ${name}`);
  return name;
}

function collectionOf(name: string, version: number): string {
  if (!/^[a-zA-Z][a-zA-Z0-9]*$/.test(name)) throw new RangeError(`a view's name is letters and digits: ${name}`);
  return `${PREFIX}${name}_${version}`;
}
