import { SqliteKeyStore } from '@carethread/privacy';
import { SqliteLog } from '@carethread/log-sqlite';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleEvent } from './sample-event.js';

const MAIN = join(import.meta.dirname, '../dist/main.js');
const PERSON = '0b4f2c7e-6a77-4b4e-9a1d-2f6a0f1c9d10';
const STREAM = 'riskAssessment-1c9d107e-6a77-4b4e-9a1d-2f6a0f1c9d10';

describe('replay and diff of a log that is stamped later than this machine’s clock', () => {
  let data: string;
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [MAIN, ...args, '--data', data], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '' },
    });
  const revisions = (stdout: string): readonly number[] =>
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly revision: number }).revision);

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'carethread-replay-'));
    mkdirSync(join(data, 'logs'));
    await new SqliteKeyStore({ folder: join(data, 'keys'), createKey: true }).close();
    let now = '';
    const log = SqliteLog.open({
      file: join(data, 'logs', 'risk.db'),
      service: 'risk',
      clock: { now: () => Date.parse(now) },
    });
    const times = ['2026-03-02T09:00:00.000Z', '2126-03-02T09:00:00.000Z', '2126-12-31T00:00:00.000Z'];
    for (const [index, time] of times.entries()) {
      now = time;
      const event = { ...sampleEvent(index + 1), stream: STREAM, personId: PERSON };
      await log.append({ stream: STREAM, expectedRevision: index, events: [event] });
    }
    await log.close();
  });
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  it('PLAT-05: without an instant gives everything in the log', () => {
    const { status, stdout, stderr } = run('replay', PERSON);
    expect({ status, stderr, revisions: revisions(stdout) }).toEqual({ status: 0, stderr: '', revisions: [1, 2, 3] });
    expect(JSON.parse(run('replay', PERSON, '--json').stdout)).toMatchObject({ knownAt: '2126-12-31T00:00:00.000Z' });
  });

  it('PLAT-05: gives what was known at an instant, and says of one that is later than the last event that it is', () => {
    expect(revisions(run('replay', PERSON, '--known-at', '2126-06-01').stdout)).toEqual([1, 2]);
    const { status, stdout, stderr } = run('replay', PERSON, '--known-at', '2127-06-01');
    expect({ status, revisions: revisions(stdout) }).toEqual({ status: 0, revisions: [1, 2, 3] });
    expect(stderr).toContain('is later than now and than the last event of these logs');
    expect(JSON.parse(run('replay', PERSON, '--known-at', '2127-06-01', '--json').stdout)).toMatchObject({
      note: expect.stringContaining('later than now'),
    });
  });

  it('PLAT-05: differs up to the end of the log where the other instant is left out', () => {
    const { status, stdout, stderr } = run('diff', STREAM, '--known-at', '2026-06-01');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('2 events in between');
    expect(run('diff', STREAM, '--known-at', '2026-06-01', '--and', '2127-06-01').stderr).toContain(
      '--and 2127-05-31T23',
    );
  });

  it('PLAT-05: names an event that was moved in the store, and says that it did not give the whole', () => {
    const db = new DatabaseSync(join(data, 'logs', 'risk.db'));
    const guards = db
      .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
      .all() as unknown as readonly {
      readonly name: string;
      readonly sql: string;
    }[];
    for (const { name } of guards) db.exec(`DROP TRIGGER ${name}`);
    db.exec('UPDATE events SET revision = 9 WHERE position = 2');
    for (const { sql } of guards) db.exec(sql);
    db.close();
    const { status, stderr, stdout } = run('replay', PERSON);
    expect({ status, revisions: revisions(stdout) }).toEqual({ status: 1, revisions: [1, 3] });
    expect(stderr).toContain('DAMAGED risk at position 2');
    expect(JSON.parse(run('replay', PERSON, '--json').stdout)).toMatchObject({ damaged: [expect.any(String)] });
    expect(run('diff', STREAM, '--known-at', '2026-06-01')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('the stream is damaged at position 2'),
    });
  });
});
