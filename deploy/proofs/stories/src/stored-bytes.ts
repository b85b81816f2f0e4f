import mongoose from 'mongoose';
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import pg from 'pg';

/** Which words stand in the clear, and how many places were searched. */
export interface SearchResult {
  readonly places: number;
  /** Places by word. */
  readonly found: ReadonlyMap<string, readonly string[]>;
}

/** Something that a platform has stored, and its bytes. */
export interface Place {
  readonly name: string;
  readonly bytes: AsyncIterable<Buffer>;
}

/** Searches every byte of the places for words, also across the edges of what is read at once. */
export async function searchBytes(places: AsyncIterable<Place>, words: readonly string[]): Promise<SearchResult> {
  const found = new Map<string, string[]>(words.map((word) => [word, []]));
  const edge = Math.max(...words.map((word) => word.length)) - 1;
  let searched = 0;
  for await (const { name, bytes } of places) {
    searched += 1;
    const here = new Set<string>();
    let tail = Buffer.alloc(0);
    for await (const chunk of bytes) {
      const window = Buffer.concat([tail, chunk]);
      for (const word of words) if (window.includes(word)) here.add(word);
      tail = Buffer.from(window.subarray(Math.max(0, window.length - edge)));
    }
    for (const word of here) found.get(word)?.push(name);
  }
  return { places: searched, found };
}

/** The files of a folder; of those that several platforms share, those that `wanted` picks by their path. */
export async function* filesOf(folder: string, wanted: (path: string) => boolean = () => true): AsyncGenerator<Place> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    // A server goes on with its own work: what it has removed by now holds nothing.
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory() === true) yield* filesOf(path, wanted);
    else if (stat !== undefined && wanted(path)) yield { name: path, bytes: createReadStream(path) };
  }
}

/** Every row of every table of a platform in PostgreSQL, as the client gives it: columns of bytes as bytes. */
export async function* tablesOf(url: string, namespace: string): AsyncGenerator<Place> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE starts_with(schemaname, $1)`,
      [namespace],
    );
    for (const { name } of rows) {
      const found = await client.query<unknown[]>({ text: `SELECT * FROM ${name}`, rowMode: 'array' });
      yield { name: `PostgreSQL ${name}`, bytes: rowsOf(found.rows) };
    }
  } finally {
    await client.end();
  }
}

async function* rowsOf(rows: readonly (readonly unknown[])[]): AsyncGenerator<Buffer> {
  for (const row of rows)
    for (const value of row) yield await Promise.resolve(Buffer.isBuffer(value) ? value : Buffer.from(String(value)));
}

/** With `raw` the driver gives each document's own bytes, whatever its types say. */
async function* bytesOf(documents: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  for await (const document of documents) {
    if (!ArrayBuffer.isView(document)) throw new Error('a document came decoded');
    yield Buffer.from(document.buffer, document.byteOffset, document.byteLength);
  }
}

/** Every document of a platform in MongoDB, as it travels over the wire. */
export async function* documentsOf(url: string, namespace: string): AsyncGenerator<Place> {
  const client = new mongoose.mongo.MongoClient(url);
  await client.connect();
  try {
    const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
    for (const { name } of databases.filter((database) => database.name.startsWith(namespace)))
      for (const { name: collection } of await client.db(name).listCollections({}, { nameOnly: true }).toArray())
        yield {
          name: `MongoDB ${name}.${collection}`,
          bytes: bytesOf(client.db(name).collection(collection).find({}, { raw: true })),
        };
  } finally {
    await client.close();
  }
}

/** Wherever a platform of this namespace and data folder has stored something, as far as the environment names it. */
export async function* placesOf(namespace: string, folder: string): AsyncGenerator<Place> {
  const { CARETHREAD_LOG: log, CARETHREAD_ATTACHMENTS: rest, CARETHREAD_VIEWS: views } = process.env;
  yield* filesOf(folder);
  if (process.env['CARETHREAD_STORY_PLATFORM'] === undefined) return;
  for (const shared of (process.env['CARETHREAD_STORY_FOLDERS'] ?? '').split(':').filter((one) => one !== ''))
    // Kafka has a folder for each partition of a topic; MongoDB's server has one file for everybody.
    yield* filesOf(shared, (path) => !relative(shared, path).includes('/') || path.includes(`/${namespace}.`));
  for (const url of new Set([log, rest])) if (url?.startsWith('postgres') === true) yield* tablesOf(url, namespace);
  if (views?.startsWith('mongodb') === true) yield* documentsOf(views, namespace);
}
