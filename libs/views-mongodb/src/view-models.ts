import type { ViewDefinition } from '@carethread/event-sourcing';
import { Schema, type Connection, type Model } from 'mongoose';
import { declareIndexes, memberOf } from './declared-indexes.js';
import type { CheckpointDocument, StoredDocument } from './stored-document.js';

/**
 * Collections are made by the first write and indexes by `ensureIndexes`, never by Mongoose in the background: what another replica of
 * the service drops must stay dropped. A path that the schema lacks is an error in our code, in a filter as in a document.
 */
const OPTIONS = {
  autoCreate: false,
  autoIndex: false,
  bufferCommands: false,
  id: false,
  versionKey: false,
  strict: 'throw',
  strictQuery: 'throw',
} as const;

const checkpointSchema = new Schema<CheckpointDocument>(
  {
    _id: { type: String, required: true },
    epoch: { type: String, required: true },
    position: { type: Number, required: true },
    written: { type: Number, required: true },
  },
  OPTIONS,
);

/** The schema of a view's documents: one member for each declared index, of whatever type the value has. */
export function viewSchema({
  indexes,
  compound = indexes.map((field) => [field]),
}: Pick<ViewDefinition, 'indexes' | 'compound'>): Schema<StoredDocument> {
  const members = Object.fromEntries(indexes.map((field) => [memberOf(field), Schema.Types.Mixed]));
  const schema = new Schema<StoredDocument>(
    { _id: { type: String, required: true }, position: { type: Number, required: true }, body: String, ...members },
    OPTIONS,
  );
  declareIndexes(schema, compound);
  return schema;
}

/** The model of one view version on this connection, compiled once; its collection has the same name. */
export function viewModel(database: Connection, name: string, schema: Schema<StoredDocument>): Model<StoredDocument> {
  return compiled(database, name, schema);
}

export function checkpointModel(database: Connection): Model<CheckpointDocument> {
  return compiled(database, 'view_checkpoints', checkpointSchema);
}

function compiled<T>(database: Connection, name: string, schema: Schema<T>): Model<T> {
  if (database.modelNames().includes(name)) {
    const known = database.model<T>(name);
    if (known.schema === schema) return known;
    database.deleteModel(name);
  }
  const model = database.model<T>(name, schema, name);
  // Mongoose rejects with the errors of an index, and emits them again as events, which have no other listener.
  model.on('error', () => undefined);
  return model;
}
