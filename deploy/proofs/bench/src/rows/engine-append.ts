import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { migrateLogs, PostgresLog } from '@carethread/log-postgres';
import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { engineServers, freshNamespace, inOwnDatabase } from '../engine-servers.js';
import type { Bench, Row } from '../row.js';
import { sealAndAppend, WRITERS } from '../sealing-writers.js';
import { interleaved, median, timed, type Timed } from '../timing.js';

const SERVICE = 'bench';

/** Sealed, chained, stamped, and acknowledged only after the commit was synced. */
async function byTheLog(url: string, events: number): Promise<Timed & { readonly length: number }> {
  const namespace = freshNamespace();
  await migrateLogs(url, namespace, [SERVICE]);
  const log = await PostgresLog.open({ url, namespace, service: SERVICE, clock: { now: () => Date.now() } });
  const took = await sealAndAppend(log, events);
  const [first] = await log.readAll(0, 1);
  await log.close();
  return { ...took, length: first?.text.length ?? 0 };
}

/**
 * Emmett's store with its own defaults and nothing sealed or chained: as many writers, each with a stream of its own and the
 * expected version, an event an append, of `length` characters as JSON.
 */
async function byEmmett(url: string, events: number, length: number): Promise<Timed> {
  // Its own pool, as it would make it; handed in, so that it can be ended before its database goes.
  const pool = new pg.Pool({ connectionString: url });
  // One that is still being closed when its database goes.
  pool.on('error', () => undefined);
  const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
  await store.schema.migrate();
  const person = randomUUID();
  const metadata = { tenantId: person, personId: person, correlationId: person, causationId: person };
  const data = { findingId: person, category: 'need', domain: 'health', statement: '' };
  const missing = Math.max(0, length - JSON.stringify({ type: 'FindingRecorded', data, metadata }).length);
  const took = await timed(async () => {
    await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        const stream = `assessment-${randomUUID()}`;
        const statement = randomBytes(missing).toString('base64url').slice(0, missing);
        for (let revision = 0; revision < events / WRITERS; revision++)
          await store.appendToStream(stream, [{ type: 'FindingRecorded', data: { ...data, statement }, metadata }], {
            expectedStreamVersion: revision === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(revision),
          });
      }),
    );
  });
  await store.close();
  if (!pool.ended) await pool.end();
  return took;
}

export async function appendOnPostgres(bench: Bench): Promise<readonly Row[]> {
  const { postgres, versions } = engineServers();
  const events = Math.floor(bench.pick(3_200, 12_800, 64_000) / WRITERS) * WRITERS;
  // Fewer for Emmett: rates are compared, and its rounds would take most of the time.
  const fewer = Math.floor(bench.pick(1_280, 3_200, 12_800) / WRITERS) * WRITERS;
  return inOwnDatabase(postgres, async (url) => {
    bench.say('warming up');
    const { length } = await byTheLog(url, events / 4);
    await byEmmett(url, fewer / 4, length);
    const { first, second } = await interleaved(
      bench.pick(2, 5),
      (round) => {
        bench.say(`round ${round + 1}`);
        return byTheLog(url, events);
      },
      () => byEmmett(url, fewer, length),
    );
    const rates = first.map(({ seconds }) => events / seconds);
    const floors = second.map(({ seconds }) => fewer / seconds);
    return [
      {
        name: 'log.append.postgres',
        value: median(rates),
        unit: '/s',
        floor: median(floors),
        floorName: `Emmett 0.42.0's PostgreSQL store with its defaults, same server, ${WRITERS} writers, an event an append, expected version, nothing sealed or chained`,
        ratio: median(rates) / median(floors),
        cpu: median(first.map(({ cpu }) => cpu / events)),
        floorCpu: median(second.map(({ cpu }) => cpu / fewer)),
        note: `${versions.postgres}; ${events} sealed events of ${length} characters a round, ${fewer} of Emmett's`,
      },
    ];
  });
}
