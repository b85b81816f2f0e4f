import { SqliteLog } from '@carethread/log-sqlite';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Bench, Row } from '../row.js';
import { sealAndAppend, WRITERS } from '../sealing-writers.js';
import { interleaved, median, timed, type Timed } from '../timing.js';

/** Sealed, chained, stamped and synced by the log itself. */
async function byTheLog(file: string, events: number): Promise<Timed> {
  const log = SqliteLog.open({ file, service: 'bench', clock: { now: () => Date.now() } });
  const took = await sealAndAppend(log, events);
  await log.close();
  return took;
}

/** The same rows into the same table with the same indexes, made before the clock starts: 64 a commit, each commit synced. */
async function asTable(file: string, from: string): Promise<Timed> {
  const source = new DatabaseSync(from, { readOnly: true });
  const schema = source
    .prepare("SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC")
    .all();
  const streams = source.prepare('SELECT no, name FROM streams').all();
  const rows = source
    .prepare('SELECT position, stream, revision, id, log_hash, body FROM events ORDER BY position')
    .all()
    .map((row) => [row['position'], row['stream'], row['revision'], row['id'], row['log_hash'], row['body']] as const);
  source.close();
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000');
  for (const { sql } of schema) db.exec(String(sql));
  for (const { no, name } of streams)
    db.prepare('INSERT INTO streams (no, name) VALUES (?, ?)').run(no ?? null, name ?? null);
  const add = db.prepare(
    'INSERT INTO events (position, stream, revision, id, log_hash, body) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const took = await timed(() => {
    for (let from = 0; from < rows.length; from += WRITERS) {
      db.exec('BEGIN IMMEDIATE');
      for (const row of rows.slice(from, from + WRITERS)) add.run(...row.map((value) => value ?? null));
      db.exec('COMMIT');
    }
  });
  db.close();
  return took;
}

export async function logAppend(bench: Bench): Promise<readonly Row[]> {
  const events = Math.floor(bench.pick(6_400, 32_000) / WRITERS) * WRITERS;
  const folder = bench.folders.fresh('log-append');
  mkdirSync(folder);
  await byTheLog(join(folder, 'warm.db'), 6_400);
  await asTable(join(folder, 'warm-table.db'), join(folder, 'warm.db'));
  const { first, second } = await interleaved(
    bench.pick(2, 7),
    (round) => {
      bench.say(`round ${round + 1}`);
      return byTheLog(join(folder, `log-${round}.db`), events);
    },
    (round) => asTable(join(folder, `table-${round}.db`), join(folder, `log-${round}.db`)),
  );
  const rate = (found: readonly Timed[]): number => median(found.map(({ seconds }) => events / seconds));
  const cpu = (found: readonly Timed[]): number => median(found.map((one) => one.cpu / events));
  return [
    {
      name: 'log.append',
      value: rate(first),
      unit: '/s',
      floor: rate(second),
      floorName: 'same table, indexes and bytes, sealed before, 64 a commit, no triggers',
      ratio: rate(first) / rate(second),
      cpu: cpu(first),
      floorCpu: cpu(second),
      note: `${events} events a round, 64 writers, the sealing included`,
    },
  ];
}
