import { numberMember, textMember } from '@carethread/ledger';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { parentPort } from 'node:worker_threads';
import type { CommitAnswer, CommitOrder } from './commit-thread.js';

/** One log that this thread has open for writing. */
interface Open {
  readonly db: DatabaseSync;
  readonly addStream: StatementSync;
  readonly add: StatementSync;
}

/** What every connection that writes a log is set to: each commit is synced before it ends, and no statement replaces a row. */
const PRAGMAS = `
PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA recursive_triggers = ON; PRAGMA foreign_keys = ON;
PRAGMA wal_autocheckpoint = 4000; PRAGMA busy_timeout = 2000`;

/** Characters of a UUID, and of a hash in hex. */
const ID = 36;
const HASH = 64;

const logs = new Map<number, Open>();
/** Orders of an epoch in which one failed are refused: they were numbered on from what was never stored. */
const failed = new Map<number, number>();

function open(file: string, maxPages: number | undefined): Open {
  const db = new DatabaseSync(file);
  db.exec(PRAGMAS);
  if (maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${maxPages}`);
  return {
    db,
    addStream: db.prepare('INSERT INTO streams (no, name) VALUES (?, ?)'),
    add: db.prepare('INSERT INTO events (position, stream, revision, id, log_hash, body) VALUES (?, ?, ?, ?, ?, ?)'),
  };
}

function commit(order: Extract<CommitOrder, { kind: 'commit' }>): void {
  const log = logs.get(order.log);
  if (log === undefined) throw new Error('the log is not open');
  const { streams, rows } = order;
  const { numbers, text } = rows;
  if (numbers.length === 0) return;
  try {
    log.db.exec('BEGIN IMMEDIATE');
    for (const [no, name] of streams) log.addStream.run(no, name);
    let at = 0;
    for (let row = 0; row < numbers.length; row += 4) {
      const [position = 0, stream = 0, revision = 0, length = 0] = numbers.subarray(row, row + 4);
      const id = text.slice(at, at + ID).replaceAll('-', '');
      const logHash = text.slice(at + ID, at + ID + HASH);
      at += ID + HASH;
      log.add.run(
        position,
        stream,
        revision,
        Buffer.from(id, 'hex'),
        Buffer.from(logHash, 'hex'),
        text.slice(at, at + length),
      );
      at += length;
    }
    log.db.exec('COMMIT');
  } catch (error) {
    try {
      log.db.exec('ROLLBACK');
    } catch {
      // SQLite has rolled back by itself
    }
    throw error;
  }
}

/** A number in the file's header that neither SQLite nor this log reads: writing it syncs a page like any other. */
function probe(no: number): void {
  const log = logs.get(no);
  if (log === undefined) throw new Error('the log is not open');
  const { user_version: version } = log.db.prepare('PRAGMA user_version').get() ?? {};
  log.db.exec(`PRAGMA user_version = ${version === 1 ? 2 : 1}`);
}

function obey(order: CommitOrder): unknown {
  switch (order.kind) {
    case 'open': {
      const made = open(order.file, order.maxPages);
      logs.set(order.log, made);
      const value = (name: string): unknown => Object.values(made.db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
      return { journalMode: String(value('journal_mode')), synchronous: Number(value('synchronous')) };
    }
    case 'commit':
      if (failed.get(order.log) === order.epoch) throw new Error('an earlier commit failed');
      try {
        commit(order);
      } catch (error) {
        failed.set(order.log, order.epoch);
        throw error;
      }
      return undefined;
    case 'probe':
      probe(order.log);
      return undefined;
    case 'close':
      logs.get(order.log)?.db.close();
      logs.delete(order.log);
      failed.delete(order.log);
      return undefined;
  }
}

parentPort?.on('message', (order: CommitOrder) => {
  let answer: CommitAnswer;
  try {
    answer = { turn: order.turn, done: obey(order) };
  } catch (error) {
    const failed = {
      message: textMember(error, 'message') ?? String(error),
      errcode: numberMember(error, 'errcode'),
      code: textMember(error, 'code'),
    };
    answer = { turn: order.turn, failed };
  }
  parentPort?.postMessage(answer);
});
