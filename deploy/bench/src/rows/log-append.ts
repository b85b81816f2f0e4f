import { SqliteLog } from '@carethread/log-sqlite';
import { NO_HASH, nextLogHash, stamp, uuidV5, type UnstampedEvent } from '@carethread/ledger';
import { MemoryKeyStore, seal, type DataKey } from '@carethread/privacy';
import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interleaved, timed, type Row, type Sizes } from '../measure.js';

const WRITERS = 64;
const text = 'a synthetic entry of some length, as care staff write them at the end of a visit. '.repeat(5);

function event(stream: string, revision: number, key: DataKey): UnstampedEvent {
  const commandId = uuidV5('bench', stream, revision);
  const base = {
    format: 1 as const,
    service: 'care-plan',
    id: uuidV5(commandId, 0),
    stream,
    revision,
    type: 'DailyEntryAdded',
    schema: 1,
    tenantId: uuidV5('bench', 'tenant'),
    personId: uuidV5('bench', 'person'),
    jurisdiction: 'ENG',
    occurredAt: '2026-01-01T00:00:00.000Z',
    effectiveFrom: '2026-01-01T00:00:00.000Z',
    actor: { user: uuidV5('bench', 'user'), role: 'CS' },
    correlationId: commandId,
    causationId: commandId,
    commandId,
    classification: 'personal' as const,
    keyId: key.keyId,
  };
  return seal(base, { payload: { entryId: commandId, kind: 'note', text } }, key);
}

/** In process, 64 writers, sealed and chained, against the same table, indexes and bytes, already sealed, 64 a commit. */
export async function logAppend({ rounds, events }: Sizes): Promise<Row> {
  const key = await new MemoryKeyStore().getOrCreate('t', 's', 'socialCare');
  const count = Math.min(events, 20_000);
  const ours = async (): Promise<number> => {
    const folder = mkdtempSync(join(tmpdir(), 'carethread-bench-'));
    const log = SqliteLog.open({
      file: join(folder, 'log.db'),
      service: 'care-plan',
      clock: { now: () => Date.now() },
    });
    const { millis } = await timed(() =>
      Promise.all(
        Array.from({ length: WRITERS }, async (_, writer) => {
          const stream = `dailyRecord-${uuidV5('bench', writer)}`;
          for (let revision = 1; revision <= count / WRITERS; revision++)
            await log.append({ stream, expectedRevision: revision - 1, events: [event(stream, revision, key)] });
        }),
      ),
    );
    await log.close();
    rmSync(folder, { recursive: true });
    return count / (millis / 1000);
  };
  const floor = async (): Promise<number> => {
    const folder = mkdtempSync(join(tmpdir(), 'carethread-bench-'));
    const made = Array.from({ length: WRITERS }, (_, writer) => {
      const stream = `dailyRecord-${uuidV5('bench', writer)}`;
      let hash = NO_HASH;
      return Array.from({ length: Math.floor(count / WRITERS) }, (__, index) => {
        const { envelope, text: body } = stamp(event(stream, index + 1, key), '2026-01-01T00:00:00.000Z', hash);
        hash = envelope.hash;
        return {
          body,
          id: Buffer.from(envelope.id.replaceAll('-', ''), 'hex'),
          logHash: Buffer.from(nextLogHash(NO_HASH, hash), 'hex'),
        };
      });
    });
    // Ours makes the schema, so that table, indexes and triggers are the same; then bare statements.
    await SqliteLog.open({ file: join(folder, 'log.db'), service: 'care-plan', clock: { now: () => 0 } }).close();
    const db = new DatabaseSync(join(folder, 'log.db'));
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000');
    for (let no = 1; no <= WRITERS; no++) db.prepare('INSERT INTO streams (no, name) VALUES (?, ?)').run(no, `s${no}`);
    const add = db.prepare(
      'INSERT INTO events (position, stream, revision, id, log_hash, body) VALUES (?, ?, ?, ?, ?, ?)',
    );
    let position = 0;
    const { millis } = await timed(() => {
      for (let index = 0; index < count / WRITERS - 1; index++) {
        db.exec('BEGIN IMMEDIATE');
        for (let writer = 0; writer < WRITERS; writer++) {
          const one = made[writer]?.[index];
          if (one !== undefined) add.run(++position, writer + 1, index + 1, one.id, one.logHash, one.body);
        }
        db.exec('COMMIT');
      }
    });
    db.close();
    rmSync(folder, { recursive: true });
    return position / (millis / 1000);
  };
  const [value, bare] = await interleaved(rounds, ours, floor);
  return {
    name: 'log.append',
    value,
    unit: 'events/s',
    floor: bare,
    floorName: 'the same rows already sealed, 64 a commit',
    ratio: value / bare,
    note: `${count} events a round, ${WRITERS} writers`,
  };
}
