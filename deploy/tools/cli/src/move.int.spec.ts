import { ImportRefused, LogUnavailable, type StoredEvent } from '@carethread/event-sourcing';
import { KurrentLog } from '@carethread/log-kurrentdb';
import { WireDouble } from '@carethread/log-kurrentdb/testing';
import { SqliteLog } from '@carethread/log-sqlite';
import { FileAttachments, newDataKey } from '@carethread/privacy';
import { mkdtempSync, readdirSync, rmSync, mkdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './cli.js';
import { move } from './move.js';
import { sampleEvent } from './sample-event.js';
import { openStore, type LogStore } from './stores.js';

const clock = { now: (): number => Date.parse('2026-03-02T09:00:00.000Z') };
const LENGTHS = { risk: 1300, 'risk.access': 40 };

describe('moving the record from one store to another', () => {
  let root = '';
  let double: WireDouble;
  const folder = (name: string): string => join(root, name);
  const fileOf = (data: string, name: string): string => join(folder(data), 'logs', `${name}.db`);
  const sqlite = (data: string): LogStore => openStore(`sqlite:${folder(data)}`, '.data', 'carethread');
  const kurrent = (): LogStore => openStore(double.url, '.data', 'carethread');
  const attachmentsOf = (from: string, to: string) => ({
    from: new FileAttachments(join(folder(from), 'attachments')),
    to: new FileAttachments(join(folder(to), 'attachments')),
  });
  const quiet = (): void => undefined;

  async function allOf(store: LogStore, name: string): Promise<readonly StoredEvent[]> {
    const log = await store.read(name);
    const events = (await log?.readAll(0, 100_000)) ?? [];
    await log?.close();
    return events;
  }

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'carethread-move-'));
    double = await WireDouble.start({ file: folder('double.ndjson') });
    mkdirSync(join(folder('one'), 'logs'), { recursive: true });
    for (const [name, length] of Object.entries(LENGTHS)) {
      const log = SqliteLog.open({ file: fileOf('one', name), service: 'risk', clock });
      const appends = Array.from({ length }, (_, index) =>
        log.append({ stream: sampleEvent(1).stream, expectedRevision: index, events: [sampleEvent(index + 1)] }),
      );
      await Promise.all(appends);
      await log.close();
    }
    const attachments = new FileAttachments(join(folder('one'), 'attachments'));
    const { dataKey } = newDataKey('00000000-0000-4000-8000-000000000001', 'socialCare');
    for (const text of ['synthetic minutes', 'synthetic letter']) await attachments.put(Buffer.from(text), dataKey);
  });
  afterEach(async () => {
    await double.stop();
    rmSync(root, { recursive: true, force: true });
  });

  it('carries SQLite to the wire double of KurrentDB and back: the same bytes, verified on every side', async () => {
    const there = await move({
      from: sqlite('one'),
      to: kurrent(),
      attachments: attachmentsOf('one', 'middle'),
      progress: quiet,
    });
    expect(there.lines).toContainEqual(expect.stringMatching('^ok +risk +1300 events, 1300 in this run'));
    expect(there.code).toBe(0);
    const back = await move({
      from: kurrent(),
      to: sqlite('two'),
      attachments: attachmentsOf('middle', 'two'),
      progress: quiet,
    });
    expect(back.code).toBe(0);
    for (const [name, length] of Object.entries(LENGTHS)) {
      const first = await allOf(sqlite('one'), name);
      expect(first).toHaveLength(length);
      expect(await allOf(kurrent(), name)).toEqual(first);
      expect(await allOf(sqlite('two'), name)).toEqual(first);
    }
    expect(readdirSync(join(folder('two'), 'attachments')).sort()).toEqual(
      readdirSync(join(folder('one'), 'attachments')).sort(),
    );
    expect(readdirSync(join(folder('two'), 'attachments'))).toHaveLength(2);
    const log = await KurrentLog.open({ url: double.url, service: 'risk', clock });
    const next = { stream: sampleEvent(1).stream, expectedRevision: 1300, events: [sampleEvent(1301)] as const };
    expect((await log.append(next)).events[0]?.position).toBe(1301);
    await log.close();
  });

  it('goes on where a run broke off, and carries nothing twice', async () => {
    let killed: Promise<void> | undefined;
    const { port } = double;
    const target = kurrent();
    const broken = move({
      from: sqlite('one'),
      to: {
        ...target,
        write: async (name) => {
          const log = await KurrentLog.open({ url: double.url, name, service: 'risk', clock, patience: 0 });
          const importStored = log.importStored.bind(log);
          log.importStored = async (events) => {
            await importStored(events);
            killed ??= double.stop();
          };
          return log;
        },
      },
      attachments: undefined,
      progress: quiet,
    });
    await expect(broken).rejects.toBeInstanceOf(LogUnavailable);
    await killed;
    double = await WireDouble.start({ file: folder('double.ndjson'), port });
    const so = double.store.current('carethread-risk') ?? -1;
    expect(so).toBeGreaterThan(100);
    expect(so).toBeLessThan(1200);
    const output: string[] = [];
    // The run that broke off could not leave its claim: the next one waits for it to go stale.
    const short = (name: string) => KurrentLog.open({ url: double.url, name, service: 'risk', clock, lease: 200 });
    const again = await move({
      from: sqlite('one'),
      to: { ...kurrent(), write: short },
      attachments: undefined,
      progress: (line) => output.push(line),
    });
    expect(again.code).toBe(0);
    expect(output[0]).toBe(`risk: ${so + 1} of 1300 events (${Math.floor((100 * (so + 1)) / 1300)} %)`);
    expect(await allOf(kurrent(), 'risk')).toEqual(await allOf(sqlite('one'), 'risk'));
    const third = await move({ from: sqlite('one'), to: kurrent(), attachments: undefined, progress: quiet });
    expect(third.lines).toContainEqual(expect.stringMatching('1300 events, 0 in this run'));
  }, 90_000);

  it('PLAT-05: refuses an event that was changed in the source, and a target that is not its beginning', async () => {
    const db = new DatabaseSync(fileOf('one', 'risk'));
    db.exec('DROP TRIGGER events_never_change');
    db.exec(`UPDATE events SET body = replace(body, 'SampleNoted', 'SampleHidden') WHERE position = 700`);
    db.close();
    const changed = move({ from: sqlite('one'), to: sqlite('two'), attachments: undefined, progress: quiet });
    await expect(changed).rejects.toBeInstanceOf(ImportRefused);
    await expect(
      move({ from: sqlite('one'), to: sqlite('two'), attachments: undefined, progress: quiet }),
    ).rejects.toMatchObject({ position: 700 });
    const ahead = move({ from: sqlite('two'), to: sqlite('one'), attachments: undefined, progress: quiet });
    await expect(ahead).rejects.toThrow('more than the source');
    mkdirSync(join(folder('three'), 'logs'), { recursive: true });
    const log = SqliteLog.open({ file: fileOf('three', 'risk'), service: 'risk', clock });
    const otherwise = { ...sampleEvent(1), payload: { said: 'otherwise' } };
    await log.append({ stream: otherwise.stream, expectedRevision: 0, events: [otherwise] });
    await log.close();
    const other = move({ from: sqlite('two'), to: sqlite('three'), attachments: undefined, progress: quiet });
    await expect(other).rejects.toThrow('holds another log');
  });

  it('refuses while either side is written, and an attachment that has nowhere to go', async () => {
    const log = SqliteLog.open({ file: fileOf('one', 'risk'), service: 'risk', clock });
    const options = { from: sqlite('one'), to: kurrent(), progress: quiet };
    await expect(move({ ...options, attachments: undefined })).rejects.toThrow('held by another process');
    await log.close();
    const { from } = attachmentsOf('one', 'two');
    await expect(move({ ...options, attachments: { from, to: undefined } })).rejects.toThrow('--attachments-to');
    expect(double.store.current('carethread-risk')).toBeUndefined();
  });

  it('is a verb of the operator’s tool, and verify reads either store', async () => {
    const urls = ['--from', `sqlite:${folder('one')}`, '--to', double.url];
    const { write } = process.stdout;
    const output: string[] = [];
    process.stdout.write = (text) => output.push(String(text)) > 0;
    try {
      expect(await runCli(['move', ...urls], {})).toBe(2);
      expect(await runCli(['move', ...urls, '--attachments-to', `file:${folder('kept')}`, '--json'], {})).toBe(0);
      expect(await runCli(['verify', '--from', double.url], {})).toBe(0);
      expect(await runCli(['move', '--from', 'elsewhere:x', '--to', double.url], {})).toBe(2);
    } finally {
      process.stdout.write = write;
    }
    expect(JSON.parse(output[0] ?? '')).toMatchObject({ valid: true, attachments: { there: 2, carried: 2 } });
    expect(output.at(-1)).toMatch('every log is whole');
  });
});
