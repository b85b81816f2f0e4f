import { LogUnavailable, type StoredEvent } from '@carethread/event-sourcing';
import { SqliteLog } from '@carethread/log-sqlite';
import { migrateLogs, PostgresLog } from '@carethread/log-postgres';
import { FileAttachments, newDataKey } from '@carethread/privacy';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './cli.js';
import { move } from './move.js';
import { sampleEvent } from './sample-event.js';
import { openStore } from './stores.js';

const postgres = process.env['CARETHREAD_TEST_POSTGRES'] ?? '';
const kurrentdb = process.env['CARETHREAD_TEST_KURRENTDB'] ?? '';
const s3 = process.env['CARETHREAD_TEST_S3'] ?? '';
const clock = { now: (): number => Date.parse('2026-03-02T09:00:00.000Z') };
const LENGTHS = { risk: 700, 'risk.access': 40 };
const quiet = (): void => undefined;
const fresh = (): string => `t${randomUUID().slice(0, 8)}`;

/** Runs a verb; gives its exit code and what it wrote to standard output. */
async function cli(args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  const { write } = process.stdout;
  let output = '';
  process.stdout.write = (text) => (output += String(text)) !== '';
  try {
    return { code: await runCli(args, { CARETHREAD_SERVICES: 'risk' }), output };
  } finally {
    process.stdout.write = write;
  }
}

describe('moving the record between SQLite, PostgreSQL and KurrentDB', () => {
  let root = '';
  let source = '';

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'carethread-move-'));
    source = join(root, 'source');
    mkdirSync(join(source, 'logs'), { recursive: true });
    for (const [name, length] of Object.entries(LENGTHS)) {
      const log = SqliteLog.open({ file: join(source, 'logs', `${name}.db`), service: 'risk', clock });
      for (let index = 0; index < length; index += 1)
        void log.append({ stream: sampleEvent(1).stream, expectedRevision: index, events: [sampleEvent(index + 1)] });
      await log.close();
    }
    const { dataKey } = newDataKey('00000000-0000-4000-8000-000000000001', 'socialCare');
    await new FileAttachments(join(source, 'attachments')).put(Buffer.from('synthetic minutes'), dataKey);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  async function eventsOf(url: string, namespace: string, name: string): Promise<readonly StoredEvent[]> {
    const log = await openStore(url, '.data', namespace).read(name);
    const events = (await log?.readAll(0, 10_000)) ?? [];
    await log?.close();
    return events;
  }

  it('goes in every direction: the same bytes, hashes and order, attachments too, and verify says so of each store', async () => {
    const namespace = fresh();
    const place = (name: string): string => `sqlite:${join(root, name)}`;
    const letters = (name: string): string => `file:${join(root, name)}`;
    // Every one of the six ways from a kind of store to another, in two rounds; no store is moved into twice.
    const again = fresh();
    const ways: readonly (readonly [from: string, to: string, of: string, more: readonly string[]])[] = [
      [`sqlite:${source}`, postgres, namespace, []],
      [postgres, kurrentdb, namespace, ['--attachments-to', s3]],
      [kurrentdb, place('one'), namespace, ['--attachments-from', s3]],
      [place('one'), kurrentdb, again, ['--attachments-to', letters('kept')]],
      [kurrentdb, postgres, again, ['--attachments-from', letters('kept')]],
      [postgres, place('two'), again, []],
    ];
    for (const [from, to, of, more] of ways) {
      const { code, output } = await cli(['move', '--from', from, '--to', to, '--namespace', of, '--json', ...more]);
      expect({ code, output: JSON.parse(output) as unknown }).toMatchObject({
        code: 0,
        output: { valid: true, attachments: { there: 1, carried: 1, missing: false } },
      });
      const verified = await cli(['verify', '--from', to, '--namespace', of]);
      expect(verified).toMatchObject({ code: 0, output: expect.stringContaining('every log is whole') as string });
    }
    for (const [name, length] of Object.entries(LENGTHS)) {
      const first = await eventsOf(`sqlite:${source}`, namespace, name);
      expect(first).toHaveLength(length);
      for (const [, to, of] of ways) expect(await eventsOf(to, of, name)).toEqual(first);
    }
  });

  it('goes on where a run into PostgreSQL broke off, and is refused while services write there', async () => {
    const namespace = fresh();
    const [from, to] = [openStore(`sqlite:${source}`, '.data', namespace), openStore(postgres, '.data', namespace)];
    let batches = 0;
    const broken = move({
      from,
      to: {
        ...to,
        write: async (name) => {
          const log = await to.write(name);
          const importStored = log.importStored.bind(log);
          log.importStored = async (events) => {
            if ((batches += 1) > 1) throw new LogUnavailable('the line was cut');
            await importStored(events);
          };
          return log;
        },
      },
      attachments: undefined,
      progress: quiet,
    });
    await expect(broken).rejects.toThrow('the line was cut');
    const there = (await eventsOf(postgres, namespace, 'risk')).length;
    expect(there).toBeGreaterThan(0);
    const service = await PostgresLog.open({ url: postgres, namespace, service: 'risk', clock });
    const refused = move({ from, to, attachments: undefined, progress: quiet });
    await expect(refused).rejects.toThrow('stop the services first');
    await service.close();
    const output: string[] = [];
    const done = await move({ from, to, attachments: undefined, progress: (line) => output.push(line) });
    expect(done.code).toBe(0);
    expect(output[0]).toBe(`risk: ${there} of 700 events (${Math.floor(there / 7)} %)`);
    expect(done.lines).toContainEqual(expect.stringMatching(`700 events, ${700 - there} in this run`));
  });

  it('has its heads kept and its logs exported from PostgreSQL', async () => {
    const namespace = fresh();
    const from = ['--from', postgres, '--namespace', namespace];
    await migrateLogs(postgres, namespace, ['risk']);
    const log = await PostgresLog.open({ url: postgres, namespace, service: 'risk', clock });
    await log.append({ stream: sampleEvent(1).stream, expectedRevision: 0, events: [sampleEvent(1)] });
    const heads = join(root, 'heads');
    expect((await cli(['head', ...from, '--to', heads])).code).toBe(0);
    await log.append({ stream: sampleEvent(1).stream, expectedRevision: 1, events: [sampleEvent(2)] });
    await log.close();
    expect((await cli(['verify', ...from, '--head', heads])).code).toBe(0);
    const folder = join(root, 'export');
    expect((await cli(['export', ...from, '--to', folder])).code).toBe(0);
    expect((await cli(['verify', '--export', folder])).code).toBe(0);
    expect((await cli(['park', ...from])).output).toBe('nothing is parked\n');
  });
});
