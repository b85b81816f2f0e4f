import { LogUnavailable } from '@carethread/event-sourcing';
import {
  eventLogContract,
  sampleAppend,
  sampleEvent,
  sampleStream,
  SettableClock,
  storedImportContract,
  storedPlaceContract,
  subscriptionContract,
} from '@carethread/event-sourcing/testing';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteLog } from './sqlite-log.js';
import { ended, nodeCommand, prints, start } from './testing/in-child.js';

const clock = new SettableClock('2026-03-02T09:00:00.000Z');
let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'carethread-log-'));
  file = join(folder, 'care-plan.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (more: { readonly maxPages?: number } = {}): SqliteLog =>
  SqliteLog.open({ file, service: 'care-plan', clock, ...more });
const fill = async (log: SqliteLog, count: number): Promise<void> => {
  for (let index = 0; index < count; index += 1) await log.append(sampleAppend(sampleStream(), 0, 4));
};
const refusal = (work: () => unknown): Error => {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('it was not refused');
};

const make = () => {
  let log = open();
  const reopen = async (): Promise<SqliteLog> => {
    await log.close();
    return (log = open());
  };
  return Promise.resolve({ log, clock, reopen });
};
eventLogContract('SQLite', make);
subscriptionContract('SQLite', make);
storedImportContract('SQLite', make);
storedPlaceContract('SQLite', async () => {
  const { log, reopen } = await make();
  let closed = false;
  const changing = async (work: (db: DatabaseSync) => void): Promise<void> => {
    if (!closed) await log.close();
    closed = true;
    const db = new DatabaseSync(file, { enableForeignKeyConstraints: false });
    const guards = db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all();
    for (const { name } of guards) db.exec(`DROP TRIGGER ${String(name)}`);
    work(db);
    for (const { sql } of guards) db.exec(String(sql));
    db.close();
  };
  return {
    log,
    reopen,
    move: (position, { stream, revision, id }) =>
      changing((db) => {
        if (stream !== undefined) {
          db.prepare('INSERT INTO streams (name) VALUES (?) ON CONFLICT DO NOTHING').run(stream);
          db.prepare(
            'UPDATE events SET stream = (SELECT no FROM streams WHERE name = ?), revision = coalesce(?, revision) WHERE position = ?',
          ).run(stream, revision ?? null, position);
        } else if (revision !== undefined)
          db.prepare('UPDATE events SET revision = ? WHERE position = ?').run(revision, position);
        if (id !== undefined)
          db.prepare('UPDATE events SET id = ? WHERE position = ?').run(
            Buffer.from(id.replaceAll('-', ''), 'hex'),
            position,
          );
      }),
    rename: (stream, name) =>
      changing((db) => void db.prepare('UPDATE streams SET name = ? WHERE name = ?').run(name, stream)),
  };
});

/** Changes the file beside the log. */
const stranger = (sql: string): void => {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
};

describe('the log in SQLite', () => {
  it('keeps a write-ahead log and syncs every commit: the live connection says so', async () => {
    const log = open();
    expect(await log.pragmas()).toEqual({ journalMode: 'wal', synchronous: 2 });
    await log.close();
  });

  it('serves the newest events from memory and older ones from the file, with no seam', async () => {
    const before = open();
    await fill(before, 3);
    await before.close();
    const log = open();
    await Promise.all(Array.from({ length: 2300 }, () => log.append(sampleAppend(sampleStream(), 0, 4))));
    const { position } = await log.head();
    expect(position).toBe(9212);
    const wrong: number[] = [];
    for (let after = 0; after < position - 1; after += 1) {
      const [first, second] = await log.readAll(after, 2);
      if (first?.position !== after + 1 || second?.position !== after + 2) wrong.push(after);
    }
    expect(wrong).toEqual([]);
    expect(await log.readAll(position - 1, 2)).toHaveLength(1);
    await log.close();
  });

  it('serves large events as well, of which it keeps fewer in memory', async () => {
    const log = open();
    const stream = sampleStream();
    for (let revision = 0; revision < 90; revision += 1) {
      const event = sampleEvent(stream, revision + 1, { sealed: 'A'.repeat(500_000) });
      await log.append({ stream, expectedRevision: revision, events: [event] });
    }
    for (let after = 0; after < 89; after += 1)
      expect((await log.readAll(after, 2)).map(({ position }) => position)).toEqual([after + 1, after + 2]);
    await log.close();
  });

  describe('PLAT-01: refuses in the database itself', () => {
    const rows = (db: DatabaseSync): unknown => [
      db.prepare('SELECT position, stream, revision, hex(id), hex(log_hash), body FROM events ORDER BY position').all(),
      db.prepare('SELECT no, name FROM streams ORDER BY no').all(),
    ];
    const same = "position, stream, revision, id, log_hash, '{}' FROM events WHERE position = 2";
    it.each([
      ['an update', "UPDATE events SET body = '{}' WHERE position = 2"],
      ['a replacing update', 'UPDATE OR REPLACE events SET position = 1 WHERE position = 2'],
      ['a removal', 'DELETE FROM events WHERE position = 4'],
      ['emptying', 'DELETE FROM events'],
      ['an insert over a position', `REPLACE INTO events SELECT ${same}`],
      [
        'an insert over a revision',
        `REPLACE INTO events SELECT 99, stream, revision, randomblob(16), log_hash, body FROM events WHERE position = 2`,
      ],
      [
        'an insert over an id',
        `REPLACE INTO events SELECT 99, stream, 99, id, log_hash, body FROM events WHERE position = 2`,
      ],
      ['an upsert', `INSERT INTO events SELECT ${same} ON CONFLICT DO UPDATE SET body = '{}'`],
      ['a renamed stream', "UPDATE streams SET name = 'carePlan-x' WHERE no = 1"],
      ['a removed stream', 'DELETE FROM streams WHERE no = 1'],
      ['an insert over a stream', "REPLACE INTO streams (no, name) VALUES (1, 'carePlan-x')"],
      ["an insert over a stream's name", 'REPLACE INTO streams (no, name) SELECT 99, name FROM streams WHERE no = 1'],
    ])('%s, over a connection that knows none of our settings', async (_, sql) => {
      const log = open();
      await log.append(sampleAppend(sampleStream(), 0, 4));
      await log.close();
      const stranger = new DatabaseSync(file, { enableForeignKeyConstraints: false });
      const before = rows(stranger);
      // `expect().toThrow` would not do: node:sqlite makes its errors outside the test's realm.
      expect(refusal(() => stranger.exec(sql)).message).toMatch(/is never (changed|removed|replaced|renamed)/);
      expect(rows(stranger)).toEqual(before);
      stranger.close();
    });
  });

  describe('PLAT-05: what refuses changes', () => {
    const NEUTERED =
      'DROP TRIGGER events_never_change; CREATE TRIGGER events_never_change BEFORE UPDATE ON events BEGIN SELECT 1; END';
    const FOUND: readonly (readonly [string, string, string])[] = [
      ['a trigger that is gone', 'DROP TRIGGER events_never_go', 'the trigger events_never_go is missing'],
      ['an index that is gone', 'DROP INDEX events_once', 'the index events_once is missing'],
      [
        'a trigger that does nothing',
        NEUTERED,
        'the trigger events_never_change is not the one that the log lays down',
      ],
      [
        'an index of some rows only',
        'DROP INDEX events_once; CREATE UNIQUE INDEX events_once ON events (id) WHERE position < 2',
        'the index events_once is not the one that the log lays down',
      ],
    ];
    it.each(FOUND)('%s is named, and laid down again at the next start, which says so', async (_, sql, fault) => {
      const log = open();
      await fill(log, 1);
      await log.close();
      stranger(sql);
      const reader = SqliteLog.openForReading({ file, service: 'care-plan' });
      expect(await reader.faults()).toEqual([expect.stringContaining(fault)]);
      await reader.close();
      const laid: string[] = [];
      const again = SqliteLog.open({
        file,
        service: 'care-plan',
        clock,
        onLaidAgain: (guards) => laid.push(...guards),
      });
      expect(laid).toEqual([/the (\w+ \w+) is/.exec(fault)?.[1]]);
      expect(await again.faults()).toEqual([]);
      await again.close();
      expect(() => stranger("UPDATE events SET body = ''")).toThrow();
    });

    it('says nothing of a new log', async () => {
      const laid: string[] = [];
      await SqliteLog.open({
        file,
        service: 'care-plan',
        clock,
        onLaidAgain: (guards) => laid.push(...guards),
      }).close();
      expect(laid).toEqual([]);
    });

    it('names what does not belong to the log, and refuses to write to another table', async () => {
      await open().close();
      stranger('CREATE TABLE others (what); CREATE TRIGGER lost AFTER INSERT ON events BEGIN SELECT 1; END');
      const log = open();
      expect(await log.faults()).toEqual([
        'the table others does not belong to the log',
        'the trigger lost does not belong to the log',
      ]);
      await log.close();
      stranger('DROP TABLE streams; CREATE TABLE streams (no INTEGER PRIMARY KEY, name TEXT)');
      expect(refusal(open).message).toContain('the table streams of the event log is not the one');
    });

    it('refuses to start where an id stands twice, since the index cannot be laid down again', async () => {
      const log = open();
      await fill(log, 1);
      await log.close();
      stranger(`DROP INDEX events_once; DROP TRIGGER events_never_twice;
        INSERT INTO events SELECT 99, stream, 99, id, log_hash, body FROM events WHERE position = 2`);
      expect(refusal(open).message).toContain('an event stands in it twice');
    });
  });

  describe('one writer', () => {
    const holding = (): ReturnType<typeof start> =>
      start(
        nodeCommand(`
          import { SqliteLog } from '@carethread/log-sqlite';
          const log = SqliteLog.open({ file: process.env.LOG, service: 'care-plan', clock: { now: () => 0 } });
          console.log('holding');
          process.stdin.on('data', () => log.close().then(() => process.exit()));`),
        { LOG: file },
      );

    it('is refused with the holder’s name, and is let in when that process was killed', async () => {
      const child = holding();
      await prints(child, 'holding');
      const refused = refusal(open);
      expect(refused).toBeInstanceOf(LogUnavailable);
      expect(refused.message).toContain(`process ${child.pid}, since `);
      expect(refused.message).toContain('stop it, or choose another data folder');
      child.kill('SIGKILL');
      await ended(child);
      const log = open();
      await fill(log, 1);
      await log.close();
    });

    it('is the only one in its own process too', async () => {
      const log = open();
      expect(refusal(open).message).toContain(`process ${process.pid}, since `);
      await log.close();
      await open().close();
    });

    it('does not hinder a reader beside it, who sees what has been acknowledged and cannot append', async () => {
      const log = open();
      await fill(log, 2);
      const reader = SqliteLog.openForReading({ file, service: 'care-plan' });
      expect(await reader.head()).toEqual(await log.head());
      await fill(log, 1);
      expect(await reader.head()).toEqual(await log.head());
      expect(await reader.readAll(0, 100)).toEqual(await log.readAll(0, 100));
      expect(await reader.positionAt('2026-03-02T09:00:00.000Z')).toBe(12);
      await expect(reader.append(sampleAppend(sampleStream(), 0))).rejects.toThrow('open for reading only');
      await reader.close();
      await log.close();
    });
  });

  describe('when it cannot store', () => {
    it('says that the disk is full, loses nothing acknowledged, and goes on when there is room', async () => {
      const log = open({ maxPages: 60 });
      const acknowledged: string[] = [];
      const stream = sampleStream();
      let refused: unknown;
      for (let revision = 0; refused === undefined && revision < 2_000; revision += 1) {
        const request = sampleAppend(stream, revision);
        try {
          await log.append(request);
          acknowledged.push(request.events[0].id);
        } catch (error) {
          refused = error;
        }
      }
      expect(refused).toBeInstanceOf(LogUnavailable);
      expect((refused as Error).message).toMatch(
        /the disk is full: free some space; nothing that was acknowledged is lost/,
      );
      const ids = async (from: SqliteLog): Promise<string[]> =>
        (await from.readStream(stream)).map(({ event }) => event.id);
      expect(await ids(log)).toEqual(acknowledged);
      expect((await log.head()).position).toBe(acknowledged.length);
      expect(await log.readAll(acknowledged.length - 1, 10)).toHaveLength(1);
      await expect(log.append(sampleAppend(sampleStream(), 0, 200))).rejects.toBeInstanceOf(LogUnavailable);
      await log.close();
      const roomy = open();
      expect(await ids(roomy)).toEqual(acknowledged);
      const next = await roomy.append(sampleAppend(stream, acknowledged.length));
      expect(next.events[0]?.position).toBe(acknowledged.length + 1);
      await roomy.close();
    });

    it('refuses the whole of a commit that failed, wakes no subscription, and numbers on from what is stored', async () => {
      const log = open({ maxPages: 60 });
      let wakes = 0;
      log.onAppended(() => (wakes += 1));
      const small = sampleAppend(sampleStream(), 0);
      const settled = await Promise.allSettled([log.append(small), log.append(sampleAppend(sampleStream(), 0, 1_000))]);
      expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      expect(wakes).toBe(0);
      expect(await log.readAll(0, 10)).toEqual([]);
      const { outcome, events } = await log.append(small);
      expect([outcome, events[0]?.position]).toEqual(['appended', 1]);
      await log.close();
    });

    it('says that a file is no event log', () => {
      writeFileSync(file, 'This is a shopping list, and rather a long one.'.repeat(100));
      const refused = refusal(open);
      expect(refused).toBeInstanceOf(LogUnavailable);
      expect(refused.message).toContain('not an event log');
      expect(refusal(() => SqliteLog.openForReading({ file, service: 'care-plan' }))).toBeInstanceOf(LogUnavailable);
    });

    it('says that a page is damaged, to writer and reader', async () => {
      const log = open();
      await fill(log, 100);
      await log.close();
      damage((bytes) => {
        for (let at = 5 * 4096; at < bytes.length - 4096; at += 4096) bytes.fill(0xa5, at, at + 2048);
      });
      for (const opened of [() => open(), () => SqliteLog.openForReading({ file, service: 'care-plan' })]) {
        const refused = await reading(opened);
        expect(refused).toBeInstanceOf(LogUnavailable);
        expect((refused as Error).message).toMatch(/damaged.*restore it from a backup/);
      }
    });

    it('reads past an event that is damaged where SQLite does not notice, and says where it stands', async () => {
      const log = open();
      const stream = sampleStream();
      await log.append(sampleAppend(stream, 0, 3));
      await log.close();
      damage((bytes) => {
        const at = bytes.indexOf('"classification":"special"');
        bytes.write('}', at);
      });
      const again = open();
      const events = await again.readAll(0, 10);
      expect(events).toHaveLength(3);
      const broken = events.filter(({ damaged }) => damaged === true);
      expect(broken).toHaveLength(1);
      expect(broken[0]?.event).toMatchObject({ type: 'Damaged', stream: '', personId: null });
      const position = broken[0]?.position ?? 0;
      expect(await again.placeOf(position)).toEqual({ stream, revision: position });
      expect(await again.positionAt('2999-01-01T00:00:00.000Z')).toBe(3);
      expect(await again.faults()).toEqual([]);
      await again.close();
    });

    const asNobody = process.getuid?.() === 0;
    it('says that the folder is read-only', async () => {
      const log = open();
      await fill(log, 1);
      await log.close();
      const refused = await ended(start(nodeCommand(READ_ONLY), { LOG: file, NOBODY: asNobody ? '65534' : '' }));
      chmodSync(folder, 0o755);
      expect(refused.output).toMatch(
        /LogUnavailable.*(read-only|cannot be opened for writing): .*(write access|writable)/,
      );
    });

    it('says that the folder is not there', () => {
      const away = join(folder, 'away', 'care-plan.sqlite');
      expect(refusal(() => SqliteLog.open({ file: away, service: 'care-plan', clock })).message).toContain(
        'check that its folder exists',
      );
      expect(refusal(() => SqliteLog.openForReading({ file: away, service: 'care-plan' })).message).toContain(
        'check that the folder exists',
      );
    });

    it('refuses to append once it is closed, and stores what was requested before', async () => {
      const log = open();
      const appending = log.append(sampleAppend(sampleStream(), 0));
      await log.close();
      expect((await appending).outcome).toBe('appended');
      await expect(log.append(sampleAppend(sampleStream(), 0))).rejects.toThrow('closed');
      const reopened = open();
      expect((await reopened.head()).position).toBe(1);
      await reopened.close();
    });
  });
});

/** Root may write anywhere, so a child of root becomes nobody first (its modules are loaded by then). */
const READ_ONLY = `
import { SqliteLog } from '@carethread/log-sqlite';
import { chmodSync } from 'node:fs';
import { dirname } from 'node:path';
const { LOG, NOBODY } = process.env;
for (const file of [LOG, LOG + '.lock', LOG + '.writer']) chmodSync(file, 0o444);
chmodSync(dirname(LOG), 0o555);
if (NOBODY) process.setuid(Number(NOBODY));
try {
  SqliteLog.open({ file: LOG, service: 'care-plan', clock: { now: () => 0 } });
  console.log('it was opened');
} catch (error) {
  console.log(error.name + ' ' + error.message);
}
`;

function damage(change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(file);
  change(bytes);
  writeFileSync(file, bytes);
}

/** Opens and reads all; what went wrong, wherever it showed. */
async function reading(opening: () => SqliteLog): Promise<unknown> {
  let log: SqliteLog | undefined;
  try {
    log = opening();
    await log.readAll(0, 1_000);
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await log?.close();
  }
}
