import { SqliteLog } from '@carethread/log-sqlite';
import { MemoryLog } from '@carethread/event-sourcing';
import { sampleEvent } from './sample-event.js';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp } from './back-up.js';
import { checkpointPlace } from './move-checkpoints.js';
import type { NamedLog } from './logs.js';
import { writeHeads } from './heads.js';
import { findLogs, openStore, readAllLogs, type FoundLogs } from './stores.js';
import { runCli } from './cli.js';
import { exportLogs, verifyExportFolder } from './export.js';
import { verifyLogs } from './verify.js';

describe('the operator’s tool', () => {
  let data: string;
  let log: SqliteLog;
  const progress = (): void => undefined;

  const logs = (folder = data): Promise<readonly NamedLog[]> => readAllLogs(openStore('sqlite:', folder, 'carethread'));

  const exported = { expected: ['risk'], progress };

  const found = (expected: readonly string[] = ['risk'], folder = data): Promise<FoundLogs> =>
    findLogs(openStore('sqlite:', folder, 'carethread'), expected);

  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'carethread-cli-'));
    mkdirSync(join(data, 'logs'));
    log = SqliteLog.open({
      file: join(data, 'logs', 'risk.db'),
      service: 'risk',
      clock: { now: () => Date.parse('2026-03-02T09:00:00.000Z') },
    });
    for (let revision = 1; revision <= 5; revision++)
      await log.append({
        stream: sampleEvent(1).stream,
        expectedRevision: revision - 1,
        events: [sampleEvent(revision)],
      });
  });
  afterEach(async () => {
    await log.close();
    rmSync(data, { recursive: true, force: true });
  });

  it('verifies beside a running writer, exports, and verifies the export alone', async () => {
    expect((await verifyLogs(await found(), { progress })).code).toBe(0);
    const to = join(data, 'export');
    expect((await exportLogs(await logs(), { to, progress }, undefined)).code).toBe(0);
    expect((await verifyExportFolder(to, exported)).code).toBe(0);
  });

  it('backs up beside a running writer, as of one moment, without the key that opens the keys', async () => {
    mkdirSync(join(data, 'keys'));
    writeFileSync(join(data, 'keys', 'key-encryption-key'), 'ab'.repeat(32));
    new DatabaseSync(join(data, 'keys', 'keys.db')).exec('CREATE TABLE keys (id TEXT)');
    await checkpointPlace(`sqlite:${data}`, 'carethread').write('risk', 3);
    const to = join(data, 'copy');
    expect(await backUp({ data, keys: undefined, to, progress })).toMatchObject({
      code: 0,
      result: { logs: ['risk'] },
    });
    await log.append({ stream: sampleEvent(1).stream, expectedRevision: 5, events: [sampleEvent(6)] });
    expect(await verifyLogs(await found(['risk'], to), { progress })).toMatchObject({
      code: 0,
      result: { logs: [{ events: 5 }] },
    });
    expect(readdirSync(join(to, 'keys'))).toEqual(['keys.db']);
    expect(await checkpointPlace(`sqlite:${to}`, 'carethread').read('risk')).toBe(3);
    await expect(backUp({ data, keys: undefined, to, progress })).rejects.toThrow('holds a back-up already');
  });

  it('PLAT-05: names the first event of an export that was changed', async () => {
    const to = join(data, 'export');
    await exportLogs(await logs(), { to, progress }, undefined);
    const file = join(to, 'risk.events.ndjson');
    const lines = readFileSync(file, 'utf8').split('\n');
    lines[2] = (lines[2] ?? '').replace('"type":"SampleNoted"', '"type":"SampleDenied"');
    writeFileSync(file, lines.join('\n'));
    const { code, result } = await verifyExportFolder(to, exported);
    expect(code).toBe(1);
    expect(result).toMatchObject({ valid: false, logs: [expect.objectContaining({ valid: false, position: 3 })] });
  });

  it('PLAT-05: finds a log that was taken out of an export with its line of the manifest, and the end of one', async () => {
    const to = join(data, 'export');
    const kept = join(data, 'kept');
    await writeHeads(await logs(), kept);
    await exportLogs(await logs(), { to, progress }, undefined);
    const checked = { ...exported, head: kept };
    expect(await verifyExportFolder(to, checked)).toMatchObject({ code: 0, result: { heads: { read: 1, found: 1 } } });
    expect(await verifyExportFolder(to, { ...exported, expected: ['risk', 'consent'] })).toMatchObject({
      code: 1,
      result: { missingLogs: ['consent'] },
    });
    // The last event cut off, and the manifest written to match: only a head kept elsewhere tells.
    const file = join(to, 'risk.events.ndjson');
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(0, 4);
    writeFileSync(file, `${lines.join('\n')}\n`);
    const last = JSON.parse(lines[3] ?? '') as { readonly logHash: string };
    const manifest = JSON.parse(readFileSync(join(to, 'manifest.json'), 'utf8')) as {
      services: Record<string, object>;
    };
    manifest.services['risk'] = {
      events: 4,
      lastPosition: 4,
      logHash: last.logHash,
      sha256: createHash('sha256').update(readFileSync(file)).digest('hex'),
    };
    writeFileSync(join(to, 'manifest.json'), JSON.stringify(manifest));
    expect((await verifyExportFolder(to, exported)).code).toBe(0);
    expect(await verifyExportFolder(to, checked)).toMatchObject({ code: 1, result: { heads: { read: 1, found: 0 } } });
    rmSync(file);
    manifest.services = {};
    writeFileSync(join(to, 'manifest.json'), JSON.stringify(manifest));
    expect(await verifyExportFolder(to, checked)).toMatchObject({ code: 1, result: { missingLogs: ['risk'] } });
  });

  it('PLAT-05: says of an untouched export and an older copy that they end before a younger head, never that an event was replaced', async () => {
    const [to, copy, kept] = ['export', 'copy', 'kept'].map((name) => join(data, name)) as [string, string, string];
    mkdirSync(join(data, 'keys'));
    new DatabaseSync(join(data, 'keys', 'keys.db')).exec('CREATE TABLE keys (id TEXT)');
    await exportLogs(await logs(), { to, progress }, undefined);
    await backUp({ data, keys: undefined, to: copy, progress });
    for (const revision of [6, 7])
      await log.append({
        stream: sampleEvent(1).stream,
        expectedRevision: revision - 1,
        events: [sampleEvent(revision)],
      });
    await writeHeads(await logs(), kept);
    const reason = `the log ends at position 5, the head is of position 7: older than the head, or its last events are missing`;
    for (const { code, result, lines } of [
      await verifyExportFolder(to, { ...exported, head: kept }),
      await verifyLogs(await found(['risk'], copy), { head: kept, progress }),
    ]) {
      expect(code).toBe(1);
      expect(result).toMatchObject({
        valid: false,
        logs: [{ valid: true }],
        heads: { read: 1, found: 0, wrong: [{ service: 'risk', position: 7, older: true, reason }] },
      });
      expect(lines.join('\n')).not.toMatch(/replaced|removed|not what was written/);
      expect(lines.at(-1)).toContain('ends before 1 of 1 heads');
    }
  });

  it('takes no argument and no option that it does not know, and demands what it needs', async () => {
    expect(await runCli(['verify', data], {})).toBe(2);
    expect(await runCli(['head', 'extra', '--data', data], {})).toBe(2);
    expect(await runCli(['head', '--redrive', '--data', data], {})).toBe(2);
    expect(await runCli(['export', '--data', data], {})).toBe(2);
    expect(await runCli(['fly'], {})).toBe(2);
    expect(await runCli([], {})).toBe(2);
  });

  it('has a --help for every verb, with its own options alone', async () => {
    const printed: string[] = [];
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (text) => printed.push(String(text)) > 0;
    try {
      expect(await runCli(['--help'], {})).toBe(0);
      const verbs = [...printed.join('').matchAll(/^ {2}([a-z-]+) \[options\]/gm)].map(([, verb]) => verb ?? '');
      expect(verbs).toHaveLength(18);
      for (const verb of verbs) {
        printed.length = 0;
        expect(await runCli([verb, '--help'], {})).toBe(0);
        expect(printed.join('')).toContain(`Usage: npm run carethread -- ${verb} [options]`);
        expect(printed.join('').includes('--partitions')).toBe(['topics', 'prepare'].includes(verb));
      }
    } finally {
      process.stdout.write = write;
    }
  });

  it('catches a log that was written anew from its beginning, by a head that was kept elsewhere', async () => {
    const kept = join(data, 'kept');
    await writeHeads(await logs(), kept);
    expect((await verifyLogs(await found(), { head: kept, progress })).code).toBe(0);
    await log.close();
    const forged = new MemoryLog({ service: 'risk', clock: { now: () => Date.parse('2026-03-02T09:00:00.000Z') } });
    for (let revision = 1; revision <= 5; revision++)
      await forged.append({
        stream: sampleEvent(1).stream,
        expectedRevision: revision - 1,
        events: [{ ...sampleEvent(revision), payload: { said: 'otherwise' } }],
      });
    rmSync(join(data, 'logs'), { recursive: true });
    mkdirSync(join(data, 'logs'));
    log = SqliteLog.open({
      file: join(data, 'logs', 'risk.db'),
      service: 'risk',
      clock: { now: () => Date.parse('2026-03-02T09:00:00.000Z') },
    });
    for (const { event } of await forged.readAll(0, 10)) {
      const { recordedAt: _, prevHash: __, hash: ___, ...unstamped } = event;
      await log.append({ stream: event.stream, expectedRevision: event.revision - 1, events: [unstamped] });
    }
    expect((await verifyLogs(await found(), { progress })).code).toBe(0);
    expect((await verifyLogs(await found(), { head: kept, progress })).code).toBe(1);
  });

  it('PLAT-01: a row changed behind the database’s back is named', async () => {
    await log.close();
    const db = new DatabaseSync(join(data, 'logs', 'risk.db'));
    db.exec('DROP TRIGGER events_never_change');
    db.exec(`UPDATE events SET body = replace(body, 'SampleNoted', 'SampleHidden') WHERE position = 4`);
    db.close();
    const { code, result } = await verifyLogs(await found(), { progress });
    expect(code).toBe(1);
    expect(result).toMatchObject({ logs: [expect.objectContaining({ valid: false, position: 4 })] });
  });
});
