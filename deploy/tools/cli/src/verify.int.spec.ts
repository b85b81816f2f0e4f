import { attachment, attachmentId, type EventLog } from '@carethread/event-sourcing';
import { NO_HASH } from '@carethread/ledger';
import { SqliteLog } from '@carethread/log-sqlite';
import { MemoryAttachments, seal, SqliteKeyStore } from '@carethread/privacy';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { givenHeads, headsIn, writeHeads } from './heads.js';
import { sampleEvent } from './sample-event.js';
import { exportLogs } from './export.js';
import { findLogs, openStore, type FoundLogs } from './stores.js';
import { verifyKeys } from './verify-keys.js';
import { verifyLogs } from './verify.js';

const clock = { now: () => Date.parse('2026-03-02T09:00:00.000Z') };
const quiet = { head: undefined, progress: () => undefined };

describe('what verify finds', () => {
  let data: string;
  const open: EventLog[] = [];
  const fileOf = (name: string): string => join(data, 'logs', `${name}.db`);

  async function fill(name: string, events = 3): Promise<void> {
    const log = SqliteLog.open({ file: fileOf(name), service: name.replace('.access', ''), clock });
    for (let revision = 1; revision <= events; revision++)
      await log.append({
        stream: sampleEvent(1).stream,
        expectedRevision: revision - 1,
        events: [{ ...sampleEvent(revision), service: name.replace('.access', '') }],
      });
    await log.close();
  }
  async function found(...expected: readonly string[]): Promise<FoundLogs> {
    const logs = await findLogs(openStore('sqlite:', data, 'carethread'), expected);
    open.push(...logs.logs.map(({ log }) => log));
    return logs;
  }

  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'carethread-verify-'));
    mkdirSync(join(data, 'logs'));
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((log) => log.close()));
    rmSync(data, { recursive: true, force: true });
  });

  it('a log that is missing where others are', async () => {
    await fill('risk');
    expect(await verifyLogs(await found('risk'), quiet)).toMatchObject({ code: 0 });
    const { code, result } = await verifyLogs(await found('risk', 'risk.access'), quiet);
    expect(code).toBe(1);
    expect(result).toMatchObject({
      valid: false,
      logs: [{ log: 'risk.access', valid: false, reason: 'the log is missing' }, { valid: true }],
    });
  });

  it('how many of how many heads the logs hold, access logs included', async () => {
    await fill('risk');
    await fill('risk.access');
    const to = join(data, 'heads');
    await writeHeads((await found()).logs, to);
    expect(givenHeads(to, []).heads.map(({ service }) => service)).toEqual(['risk', 'risk.access']);
    const { code, result, lines } = await verifyLogs(await found('risk', 'risk.access'), { ...quiet, head: to });
    expect(code).toBe(0);
    expect(result).toMatchObject({ heads: { read: 2, found: 2, wrong: [] } });
    expect(lines).toContain('2 of 2 heads found in the logs');
  });

  it.each([
    ['of a log that is not here', { service: 'consent', position: 2, logHash: 'a'.repeat(64) }],
    ['of a log that no platform has', { service: 'billing', position: 2, logHash: 'a'.repeat(64) }],
    ['with another hash', { service: 'risk', position: 2, logHash: 'a'.repeat(64) }],
    ['beyond the end', { service: 'risk', position: 4, logHash: 'a'.repeat(64) }],
    ['of an empty log with a hash', { service: 'risk', position: 0, logHash: 'a'.repeat(64) }],
  ])('a head %s', async (_, head) => {
    await fill('risk');
    const file = join(data, 'head.json');
    writeFileSync(file, JSON.stringify({ ...head, at: '2026-03-02T09:00:00.000Z' }));
    expect(await verifyLogs(await found('risk'), { ...quiet, head: file })).toMatchObject({
      code: 1,
      result: { valid: false, heads: { read: 1, found: 0, wrong: [{ service: head.service, valid: false }] } },
    });
  });

  it('a head of a log that held nothing yet is held by any log', async () => {
    await fill('risk');
    const file = join(data, 'head.json');
    writeFileSync(
      file,
      JSON.stringify({ service: 'risk', position: 0, logHash: NO_HASH, at: '2026-03-02T09:00:00.000Z' }),
    );
    expect(await verifyLogs(await found('risk'), { ...quiet, head: file })).toMatchObject({ code: 0 });
  });

  it('a folder without a head', async () => {
    await fill('risk');
    mkdirSync(join(data, 'heads'));
    const { code, lines } = await verifyLogs(await found('risk'), { ...quiet, head: join(data, 'heads') });
    expect(code).toBe(1);
    expect(lines).toContain('0 of 1 heads found in the logs');
  });

  /** A folder with the heads of both logs, that of `risk.access` spoilt. */
  async function spoilt(how: (file: string) => void): Promise<Awaited<ReturnType<typeof verifyLogs>>> {
    await fill('risk');
    await fill('risk.access');
    const to = join(data, 'heads');
    await writeHeads((await found()).logs, to);
    how(join(to, readdirSync(to).find((name) => name.startsWith('risk.access-')) ?? ''));
    return verifyLogs(await found('risk', 'risk.access'), { ...quiet, head: to });
  }

  it.each([
    ['is missing', rmSync, 'there is no head of risk.access in'],
    ['is empty', (file: string) => writeFileSync(file, ''), 'is empty'],
    [
      'is half a line',
      (file: string) => writeFileSync(file, '{"service":"risk.acc'),
      'holds something that is no head',
    ],
    [
      'is a folder',
      (file: string) => {
        rmSync(file);
        mkdirSync(file);
      },
      'is no file',
    ],
  ])('PLAT-05: a folder in which the head of a log %s', async (_, how, reason) => {
    const { code, result, lines } = await spoilt((file) => how(file));
    expect(code).toBe(1);
    expect(result).toMatchObject({
      valid: false,
      heads: {
        read: 2,
        found: 1,
        wrong: [],
        missing: [{ service: 'risk.access', reason: expect.stringContaining(reason) }],
      },
    });
    expect(lines).toContain('1 of 2 heads found in the logs');
    expect(lines).toContainEqual(expect.stringMatching(/^WRONG {3}head {2}.*risk\.access/));
    expect(lines.at(-1)).toBe('every log is without fault, but 1 of 2 heads are missing or cannot be read');
  });

  it('PLAT-05: the head of one file is looked for alone, and it says so', async () => {
    await fill('risk');
    await fill('risk.access');
    const to = join(data, 'heads');
    await writeHeads((await found()).logs, to);
    const file = join(to, readdirSync(to).find((name) => name.startsWith('risk-')) ?? '');
    const { code, lines } = await verifyLogs(await found('risk', 'risk.access'), { ...quiet, head: file });
    expect(code).toBe(0);
    expect(lines).toContain('1 of 1 heads found in the logs');
    expect(lines).toContain(`only the heads of the file ${file} were looked for: it holds none of risk.access`);
  });

  it('PLAT-05: an event that was moved to another stream in the store, though every text is whole', async () => {
    await fill('risk');
    tamper('risk', 'events_never_change', (db) => {
      db.exec("INSERT INTO streams (name) VALUES ('riskAssessment-00000000-0000-4000-8000-000000000000')");
      db.exec('UPDATE events SET stream = 2, revision = 1 WHERE position = 3');
    });
    const { code, result, lines } = await verifyLogs(await found('risk'), quiet);
    expect(code).toBe(1);
    expect(result).toMatchObject({
      logs: [{ log: 'risk', valid: false, reason: expect.stringMatching(/^event 3 is kept as revision 1 of/) }],
    });
    expect(lines.at(-1)).toBe('1 of 1 logs are not what was written');
    const exported = await exportLogs((await found('risk')).logs, { ...quiet, to: join(data, 'export') }, undefined);
    expect(exported).toMatchObject({
      code: 1,
      lines: expect.arrayContaining([expect.stringContaining('risk: event 3 is kept as revision 1 of')]),
    });
  });

  function tamper(name: string, trigger: string, work: (db: DatabaseSync) => void): void {
    const db = new DatabaseSync(fileOf(name));
    const { sql } = db.prepare('SELECT sql FROM sqlite_master WHERE name = ?').get(trigger) as { readonly sql: string };
    db.exec(`DROP TRIGGER ${trigger}`);
    work(db);
    db.exec(sql);
    db.close();
  }

  it('and refuses a file that holds no heads', () => {
    const file = join(data, 'head.json');
    for (const text of ['{}', '[1]', 'not JSON', '{"service":"risk","position":"2","logHash":"x","at":"y"}']) {
      writeFileSync(file, text);
      expect(() => headsIn(file)).toThrow('is no head');
    }
  });

  it('a trigger against changes that was taken away', async () => {
    await fill('risk');
    const db = new DatabaseSync(fileOf('risk'));
    db.exec('DROP TRIGGER events_never_go');
    db.close();
    expect(await verifyLogs(await found('risk'), quiet)).toMatchObject({
      code: 1,
      result: { logs: [{ log: 'risk', valid: false, reason: 'the trigger events_never_go is missing' }] },
    });
  });

  it('an index against doubles that was taken away', async () => {
    await fill('risk');
    const db = new DatabaseSync(fileOf('risk'));
    db.exec('DROP INDEX events_once');
    db.close();
    expect(await verifyLogs(await found('risk'), quiet)).toMatchObject({
      code: 1,
      result: { logs: [{ log: 'risk', valid: false, reason: 'the index events_once is missing' }] },
    });
  });

  it('an index that was cut from its table, though every event reads well', async () => {
    await fill('risk', 40);
    const db = new DatabaseSync(fileOf('risk'));
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    const { rootpage, size } = db
      .prepare(
        `SELECT rootpage, (SELECT page_size FROM pragma_page_size) AS size FROM sqlite_master WHERE type = 'index' AND tbl_name = 'events'`,
      )
      .get() as { readonly rootpage: number; readonly size: number };
    db.close();
    // The number of cells on the index's only page: fewer entries than the table has rows.
    const page = readFileSync(fileOf('risk')).subarray((rootpage - 1) * size);
    const cells = page.readUInt16BE(3);
    const fewer = Buffer.alloc(2);
    fewer.writeUInt16BE(cells - 1);
    writeSync(openSync(fileOf('risk'), 'r+'), fewer, 0, 2, (rootpage - 1) * size + 3);
    const { code, result } = await verifyLogs(await found('risk'), quiet);
    expect(code).toBe(1);
    expect(result).toMatchObject({ logs: [{ log: 'risk', valid: false }] });
  });

  it('a file that is no database, and goes on with the others', async () => {
    await fill('risk');
    writeFileSync(fileOf('consent'), 'x'.repeat(8192));
    const { code, result } = await verifyLogs(await found('risk', 'consent'), quiet);
    expect(code).toBe(1);
    expect(result).toMatchObject({
      logs: [
        { log: 'consent', valid: false },
        { log: 'risk', valid: true },
      ],
    });
  });

  it('an attachment that a log cites and nobody kept, or that holds other bytes', async () => {
    const hash = 'ab'.repeat(32);
    const log = SqliteLog.open({ file: fileOf('risk'), service: 'risk', clock });
    await log.append({
      stream: `${attachment.category}-${attachmentId(hash)}`,
      expectedRevision: 0,
      events: [{ ...sampleEvent(1), stream: `${attachment.category}-${attachmentId(hash)}`, revision: 1 }],
    });
    await log.close();
    const missing = await verifyLogs(await found('risk'), quiet, new MemoryAttachments());
    expect(missing).toMatchObject({ code: 1, result: { attachments: [expect.stringContaining('is missing')] } });
    expect(missing.lines.at(-1)).toBe(
      '1 attachment is missing or damaged; every log is whole and unchanged: 1 of them',
    );
    const other = new MemoryAttachments(new Map([[hash, Buffer.from('other bytes')]]));
    expect(await verifyLogs(await found('risk'), quiet, other)).toMatchObject({
      code: 1,
      result: { attachments: [expect.stringContaining('does not hold the bytes')] },
    });
  });
});

describe('what verify finds of the keys of a data folder', () => {
  let data: string;
  let log: EventLog;
  let destroyed: string;
  const options = () => ({ keys: undefined, log: 'sqlite:', data, namespace: 'carethread' });
  const keysFile = (): string => join(data, 'keys', 'keys.db');

  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'carethread-verify-'));
    mkdirSync(join(data, 'logs'));
    const keys = new SqliteKeyStore({ folder: join(data, 'keys'), createKey: true });
    log = SqliteLog.open({ file: join(data, 'logs', 'risk.db'), service: 'risk', clock });
    const [one, two] = [randomUUID(), randomUUID()];
    for (const [index, subject] of [one, two, one].entries()) {
      const key = await keys.getOrCreate('tenant', subject, 'core');
      const { payload: _, ...clear } = sampleEvent(index + 1);
      const event = { ...clear, service: 'risk', classification: 'personal', keyId: key.keyId } as const;
      await log.append({
        stream: sampleEvent(1).stream,
        expectedRevision: index,
        events: [seal(event, { payload: {} }, key)],
      });
    }
    [destroyed = ''] = await keys.destroy(two);
    await keys.close();
  });
  afterEach(async () => {
    await log.close();
    rmSync(data, { recursive: true, force: true });
  });
  const found = () => verifyKeys([{ name: 'risk', log }], options());
  const spoil = (sql: string): void => {
    const db = new DatabaseSync(keysFile());
    db.exec(sql);
    db.close();
  };

  it('nothing where each is there or destroyed', async () => {
    expect(destroyed).not.toBe('');
    expect(await found()).toEqual({ faults: [] });
    const { code } = await verifyLogs({ logs: [{ name: 'risk', log }], faults: [] }, quiet, undefined, found);
    expect(code).toBe(0);
  });

  it.each([
    ['that the keys are gone', () => rmSync(keysFile()), 'the keys are missing in'],
    ['that nothing is in their file', () => writeFileSync(keysFile(), ''), 'the keys are missing in'],
    ['that their file is no database', () => writeFileSync(keysFile(), 'x'.repeat(9_000)), 'the keys cannot be opened'],
    [
      'that the key-encryption key is another',
      () => writeFileSync(join(data, 'keys', 'key-encryption-key'), 'ab'.repeat(32)),
      'event 1 names a key that its key-encryption key does not open',
    ],
    [
      'that the key-encryption key is none',
      () => writeFileSync(join(data, 'keys', 'key-encryption-key'), 'A'),
      'the keys cannot be opened',
    ],
    [
      'that one key is gone',
      () => spoil('DELETE FROM data_keys'),
      'the keys do not fit the log risk: event 1 names a key that is neither present nor destroyed',
    ],
    [
      'that one key is spoilt',
      () => spoil('UPDATE data_keys SET wrapped = randomblob(60)'),
      'event 1 names a key that its key-encryption key does not open',
    ],
  ])('%s', async (_, how, fault) => {
    how();
    expect(await found()).toEqual({ faults: [expect.stringContaining(fault)] });
    const { code, lines } = await verifyLogs({ logs: [{ name: 'risk', log }], faults: [] }, quiet, undefined, found);
    expect(code).toBe(1);
    expect(lines.at(-1)).toMatch(/^the keys (do not fit|are missing|cannot be opened)/);
  });

  it('nothing without the key-encryption key, and says that nobody looked', async () => {
    rmSync(join(data, 'keys', 'key-encryption-key'));
    expect(await found()).toEqual({ unseen: expect.stringContaining('there is no key-encryption key in') });
    const { code, lines } = await verifyLogs({ logs: [{ name: 'risk', log }], faults: [] }, quiet, undefined, found);
    expect(code).toBe(0);
    expect(lines.at(-1)).toMatch(
      /^every log is whole and unchanged: 1 of them; the keys were not looked at: there is no/,
    );
  });
});

describe('the tool on its command line', () => {
  const main = join(import.meta.dirname, '../dist/main.js');
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, [main, ...args], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', ...env },
    });

  it('PLAT-05: says that a person is not found, and refuses what is no id and no instant', async () => {
    const data = mkdtempSync(join(tmpdir(), 'carethread-verify-'));
    try {
      mkdirSync(join(data, 'logs'));
      await SqliteLog.open({ file: join(data, 'logs', 'risk.db'), service: 'risk', clock }).close();
      await new SqliteKeyStore({ folder: join(data, 'keys'), createKey: true }).close();
      const unknown = run(['replay', '0b4f2c7e-6a77-4b4e-9a1d-2f6a0f1c9d10', '--data', data]);
      expect(unknown).toMatchObject({ status: 1, stdout: expect.stringMatching(/^not found/) });
      for (const [argument, args] of [
        ['PERSON', ['replay', 'P1']],
        ['--known-at <INSTANT>', ['replay', '0b4f2c7e-6a77-4b4e-9a1d-2f6a0f1c9d10', '--known-at', '2026']],
        ['STREAM', ['diff', 'carePlan', '--known-at', '2026-03-02']],
      ] as const) {
        const { status, stdout, stderr } = run([...args, '--data', data]);
        expect([status, stdout]).toEqual([2, '']);
        expect(stderr).toContain(argument);
        expect(stderr).toContain(`See npm run carethread -- ${args[0]} --help.`);
      }
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  });

  it('hands all of a long answer to a pipe', async () => {
    const data = mkdtempSync(join(tmpdir(), 'carethread-verify-'));
    try {
      mkdirSync(join(data, 'heads'));
      mkdirSync(join(data, 'logs'));
      await SqliteLog.open({ file: join(data, 'logs', 'risk.db'), service: 'risk', clock }).close();
      const head = { service: 'risk', position: 9, logHash: 'a'.repeat(64), at: '2026-03-02T09:00:00.000Z' };
      const lines = 4_000;
      writeFileSync(join(data, 'heads', 'many.json'), `${JSON.stringify(head)}\n`.repeat(lines));
      expect(existsSync(main)).toBe(true);
      const { status, stdout } = spawnSync(
        'bash',
        ['-c', `"$0" "$1" verify --data "$2" --head "$2/heads" | (read -r first; cat)`, process.execPath, main, data],
        { encoding: 'utf8', maxBuffer: 1 << 26, env: { PATH: process.env['PATH'] ?? '', CARETHREAD_SERVICES: 'risk' } },
      );
      expect(status).toBe(0);
      expect(stdout.match(/^MISSING head/gm)).toHaveLength(lines);
      expect(stdout.trimEnd().split('\n').at(-1)).toContain('1 of 2 logs are not what was written');
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  });
});
