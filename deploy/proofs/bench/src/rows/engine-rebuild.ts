import { migrateLogs, PostgresLog } from '@carethread/log-postgres';
import { MemoryKeyStore } from '@carethread/privacy';
import { MongoViewStore } from '@carethread/views-mongodb';
import mongoose from 'mongoose';
import { engineServers, freshNamespace, inOwnDatabase } from '../engine-servers.js';
import type { Bench, Row } from '../row.js';
import { interleaved, median, timed, type Timed } from '../timing.js';
import { clock, serviceNamed, viewRuntime } from '../view-runtime.js';
import { fill } from './view-rebuild.js';

const SERVICE = 'care-plan';
const BATCH = 500;

type Stored = mongoose.mongo.Document & { readonly _id: string };

interface Collected {
  readonly name: string;
  readonly indexes: readonly { readonly key: mongoose.mongo.IndexDescription['key']; readonly name: string }[];
  readonly documents: readonly Stored[];
}

/** What the rebuild has stored: every view's documents and its indexes. */
async function collected(database: mongoose.mongo.Db): Promise<readonly Collected[]> {
  const names = (await database.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
  return Promise.all(
    names
      .filter((name) => name.startsWith('v_'))
      .map(async (name) => ({
        name,
        indexes: (await database.collection(name).indexes()).flatMap(({ key, name: index }) =>
          index === undefined || index === '_id_' ? [] : [{ key, name: index }],
        ),
        documents: await database.collection<Stored>(name).find().toArray(),
      })),
  );
}

/** The driver and nothing else: the same documents, each upserted once, in unordered batches, into empty collections with the same indexes. */
async function bare(database: mongoose.mongo.Db, views: readonly Collected[]): Promise<Timed> {
  await database.dropDatabase();
  for (const { name, indexes } of views)
    if (indexes.length > 0) await database.collection(name).createIndexes([...indexes]);
  const writes = views.map(({ name, documents }) => ({
    collection: database.collection<Stored>(name),
    operations: documents.map(({ _id, ...members }) => ({
      updateOne: { filter: { _id }, update: { $set: members }, upsert: true },
    })),
  }));
  return timed(async () => {
    for (const { collection, operations } of writes)
      for (let from = 0; from < operations.length; from += BATCH)
        await collection.bulkWrite(operations.slice(from, from + BATCH), { ordered: false });
  });
}

export async function rebuildIntoMongo(bench: Bench): Promise<readonly Row[]> {
  const { postgres, mongo, versions } = engineServers();
  const count = bench.pick(2_000, 5_000, 50_000);
  const definition = serviceNamed(SERVICE);
  const namespace = freshNamespace();
  const lines = bench.folders.fresh('rebuild-lines');
  const client = await mongoose.createConnection(mongo).asPromise();
  try {
    return await inOwnDatabase(postgres, async (url) => {
      await migrateLogs(url, namespace, [SERVICE]);
      const keys = new MemoryKeyStore();
      const filling = await PostgresLog.open({ url, namespace, service: SERVICE, clock });
      await fill(filling, lines, keys, count, bench);
      await filling.close();
      const log = await PostgresLog.open({ url, namespace, service: SERVICE, clock });
      const views = MongoViewStore.open({ url: mongo, namespace, service: SERVICE });
      const runtime = viewRuntime(definition, { log, keys, views });
      const { position } = await log.head();
      const rebuild = (): Promise<Timed> =>
        timed(async () => {
          await runtime.views.stop();
          await views.dropAll();
          await runtime.views.start();
          await runtime.views.caughtUp(position);
        });
      bench.say('warming up');
      await rebuild();
      const made = await collected(client.getClient().db(`${namespace}_${SERVICE}`));
      const beside = client.getClient().db(freshNamespace());
      await bare(beside, made);
      const { first, second } = await interleaved(
        bench.pick(1, 5),
        (round) => {
          bench.say(`rebuild ${round + 1}`);
          return rebuild();
        },
        () => bare(beside, made),
      );
      await runtime.views.stop();
      await views.dropAll();
      await beside.dropDatabase();
      await views.close();
      await log.close();
      const documents = made.reduce((sum, view) => sum + view.documents.length, 0);
      const rate = (found: readonly Timed[]): number => median(found.map(({ seconds }) => documents / seconds));
      const cpu = (found: readonly Timed[]): number => median(found.map((one) => one.cpu / documents));
      return [
        {
          name: 'view.rebuild.mongo',
          value: rate(first),
          unit: 'documents/s',
          floor: rate(second),
          floorName: `bare bulk upserts of the same final documents, ${BATCH} a batch, unordered, no guard, one collection after the other`,
          ratio: rate(first) / rate(second),
          cpu: cpu(first),
          floorCpu: cpu(second),
          note: `${position} events read from ${versions.postgres}, opened, folded and sealed into ${documents} documents of ${made.length} views in ${versions.mongo} (${median(first.map(({ seconds }) => seconds)).toFixed(1)} s)`,
        },
      ];
    });
  } finally {
    await client.close();
  }
}
