import { member } from '@carethread/ledger';
import type { ViewDocument } from '@carethread/event-sourcing';
import type { Collection, Model, mongo } from 'mongoose';
import { membersOf, type StoredDocument } from './stored-document.js';

const DUPLICATE_KEY = 11000;
/** Documents a request: inserts are cheap everywhere, an upsert may scan the whole collection. */
const INSERTS = 500;
const UPSERTS = 100;
const ROUNDS = 20;

/**
 * Stores every document unless a newer one of its key is there: one guarded upsert each, in unordered batches. What was not there
 * a moment ago is inserted, which needs no guard: an insert never overwrites, and some servers scan the whole collection
 * for a key with a guard beside it.
 */
export async function upsertAll(
  model: Model<StoredDocument>,
  documents: readonly ViewDocument[],
  fields: readonly string[],
  wasAbsent: (key: string) => boolean = () => false,
): Promise<void> {
  // The driver's own collection: Mongoose would cast each write, which doubles what it costs this process.
  const collection = model.db.collection<StoredDocument>(model.collection.name);
  const newest = new Map<string, ViewDocument>();
  for (const document of documents)
    if (document.position >= (newest.get(document.key)?.position ?? -1)) newest.set(document.key, document);
  const all = [...newest.values()].map(({ key, ...rest }) => ({
    key,
    position: rest.position,
    members: membersOf({ key, ...rest }, fields),
  }));
  const absent = all.filter(({ key }) => wasAbsent(key));
  const others = all.filter(({ key }) => !wasAbsent(key));
  for (let from = 0; from < absent.length; from += INSERTS)
    await insertBatch(collection, absent.slice(from, from + INSERTS));
  await upsertEach(collection, others);
}

async function upsertEach(collection: Collection<StoredDocument>, all: readonly Guarded[]): Promise<void> {
  for (let from = 0; from < all.length; from += UPSERTS) await upsertBatch(collection, all.slice(from, from + UPSERTS));
}

/** Where another writer was quicker, the guard decides, for the whole batch: what was inserted already is stored once more. */
async function insertBatch(collection: Collection<StoredDocument>, batch: readonly Guarded[]): Promise<void> {
  try {
    await collection.insertMany(
      batch.map(({ key, members }) => ({ ...members, _id: key })),
      { ordered: false },
    );
  } catch (error) {
    if (!onlyDuplicates(error)) throw error;
    await upsertEach(collection, batch);
  }
}

interface Guarded {
  readonly key: string;
  readonly position: number;
  readonly members: Omit<StoredDocument, '_id'>;
}

const writes = (batch: readonly Guarded[], upsert: boolean): mongo.AnyBulkWriteOperation<StoredDocument>[] =>
  batch.map(({ key, position, members }) => ({
    updateOne: { filter: { _id: key, position: { $lte: position } }, update: { $set: members }, upsert },
  }));

async function upsertBatch(collection: Collection<StoredDocument>, batch: readonly Guarded[]): Promise<void> {
  let rest = batch;
  for (let round = 1; rest.length > 0; round += 1) {
    try {
      await collection.bulkWrite(writes(rest, true), { ordered: false });
      return;
    } catch (error) {
      if (!onlyDuplicates(error) || round === ROUNDS) throw error;
    }
    // A duplicate key means that a newer document is there, or that another writer was inserting at that very moment, maybe an
    // older one. What exists is never deleted, so a guarded update decides it. The others are sent once more: a server may have
    // stopped at the first duplicate although the batch is unordered.
    const keys = rest.map(({ key }) => key);
    const found = await collection.find({ _id: { $in: keys } }, { projection: { _id: 1 } }).toArray();
    const existing = new Set(found.map(({ _id }) => _id));
    const present = rest.filter(({ key }) => existing.has(key));
    if (present.length > 0) await collection.bulkWrite(writes(present, false), { ordered: false });
    rest = rest.filter(({ key }) => !existing.has(key));
  }
}

function onlyDuplicates(error: unknown): boolean {
  const isDuplicate = (failed: unknown): boolean => member(failed, 'code') === DUPLICATE_KEY;
  const single = member(error, 'writeErrors');
  return Array.isArray(single) && single.length > 0 ? single.every(isDuplicate) : isDuplicate(error);
}
