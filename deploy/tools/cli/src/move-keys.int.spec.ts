import { SqliteLog } from '@carethread/log-sqlite';
import { newDataKey, seal, SqliteKeyStore, SqliteMovableKeys, type MovableKeys } from '@carethread/privacy';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './cli.js';
import { moveKeys } from './move-keys.js';
import { sampleEvent } from './sample-event.js';

const TENANT = '00000000-0000-4000-8000-00000000000a';
const clock = { now: (): number => Date.parse('2026-03-02T09:00:00.000Z') };

describe('moving the keys with the record', () => {
  let root = '';
  let from = '';
  let to = '';
  let person = '';
  let keyId = '';
  const open = (folder: string, createKey = true): SqliteKeyStore => new SqliteKeyStore({ folder, createKey });
  const movable = (folder: string): SqliteMovableKeys => new SqliteMovableKeys({ folder, createKey: true });
  const move = (...more: readonly string[]): Promise<number> =>
    runCli(['move', '--from', `sqlite:${from}`, '--to', `sqlite:${to}`, ...more], {});
  let output: string[] = [];
  const { stdout, stderr } = process;
  const [out, err] = [stdout.write, stderr.write];

  beforeEach(async () => {
    output = [];
    stdout.write = stderr.write = (text: string | Uint8Array) => output.push(String(text)) > 0;
    root = mkdtempSync(join(tmpdir(), 'carethread-keys-move-'));
    [from, to] = [join(root, 'from'), join(root, 'to')];
    person = randomUUID();
    const keys = open(join(from, 'keys'));
    const key = await keys.getOrCreate(TENANT, person, 'core');
    ({ keyId } = key);
    await keys.tenantSecret(TENANT);
    await keys.claim(TENANT, 'NHS', '943 476 5919', person);
    await keys.close();
    mkdirSync(join(from, 'logs'), { recursive: true });
    const log = SqliteLog.open({ file: join(from, 'logs', 'risk.db'), service: 'risk', clock });
    const { payload: _, ...event } = sampleEvent(1);
    const sealed = seal({ ...event, classification: 'personal', keyId }, { payload: { said: 'synthetic' } }, key);
    await log.append({ stream: event.stream, expectedRevision: 0, events: [sealed] });
    await log.close();
  });
  afterEach(() => {
    stdout.write = out;
    stderr.write = err;
    rmSync(root, { recursive: true, force: true });
  });

  it('carries them under the other side’s key-encryption key, says how many, and gives away none', async () => {
    expect(await move()).toBe(0);
    expect(output.join('')).toMatch(
      /keys: 1 keys, 1 secrets of tenants, 1 claims there, 0 destroyed, 3 carried in this run/,
    );
    expect(await move('--json')).toBe(0);
    expect(JSON.parse(output.at(-1) ?? '')).toMatchObject({ keys: { keys: 1, carried: 0, missing: 0, unknown: 0 } });
    const kek = (folder: string): string => readFileSync(join(folder, 'keys', 'key-encryption-key'), 'utf8');
    expect(kek(to)).not.toBe(kek(from));
    const keys = open(join(to, 'keys'), false);
    const found = await keys.find(keyId);
    const bytes = found === undefined || found === 'destroyed' ? Buffer.alloc(0) : found.key.export();
    const secret = await keys.tenantSecret(TENANT);
    await keys.close();
    expect(bytes).toHaveLength(32);
    for (const hidden of [bytes, Buffer.from(secret)])
      for (const encoding of ['hex', 'base64', 'base64url'] as const)
        expect(output.join('')).not.toContain(hidden.toString(encoding));
    for (const folder of [from, to]) expect(output.join('')).not.toContain(kek(folder));
  });

  it('PLAT-11: a key destroyed after a first move is destroyed on the other side by the next, its claims too', async () => {
    expect(await move()).toBe(0);
    const source = open(join(from, 'keys'));
    await source.destroy(person);
    await source.close();
    expect(await move()).toBe(0);
    const target = open(join(to, 'keys'), false);
    expect(await target.find(keyId)).toBe('destroyed');
    expect(await target.claim(TENANT, 'NHS', '943 476 5919', randomUUID())).toMatchObject({ claimed: true });
    await target.close();
  });

  it('PLAT-11: a key that was destroyed on the other side is not brought back', async () => {
    expect(await move()).toBe(0);
    const target = open(join(to, 'keys'), false);
    await target.destroy(person);
    await target.close();
    expect(await move()).toBe(0);
    const again = open(join(to, 'keys'), false);
    expect(await again.find(keyId)).toBe('destroyed');
    await again.close();
  });

  it('goes on where a run broke off', async () => {
    const [one, other] = [movable(join(from, 'keys')), movable(join(to, 'keys'))];
    const more = Array.from({ length: 1_200 }, () => newDataKey(randomUUID(), 'core'));
    await one.keep(more.map(({ dataKey, bytes }) => ({ ...dataKey, kind: 'key', bytes })));
    let batches = 0;
    const cut: MovableKeys = {
      records: () => other.records(),
      keep: (records) => ((batches += 1) > 3 ? Promise.reject(new Error('the line was cut')) : other.keep(records)),
      close: () => other.close(),
    };
    await expect(moveKeys(one, cut, () => undefined)).rejects.toThrow('the line was cut');
    const { keys, carried } = await moveKeys(one, other, () => undefined);
    await one.close();
    await other.close();
    expect(keys).toBe(1_201);
    expect(carried).toBeLessThan(1_000);
    expect(carried).toBeGreaterThan(0);
  });

  it.each([
    ['another secret of the tenant', (keys: SqliteKeyStore) => keys.tenantSecret(TENANT)],
    ['another key of the person', (keys: SqliteKeyStore) => keys.getOrCreate(TENANT, person, 'core')],
    ['a key of somebody unknown', (keys: SqliteKeyStore) => keys.getOrCreate(TENANT, randomUUID(), 'core')],
  ])('refuses before it writes anything where the other side has %s', async (_, make) => {
    const target = open(join(to, 'keys'));
    await make(target);
    await target.close();
    const before = readFileSync(join(to, 'keys', 'keys.db'));
    expect(await move()).toBe(2);
    expect(output.join('')).toContain('it is not where these keys go');
    expect(readFileSync(join(to, 'keys', 'keys.db')).equals(before)).toBe(true);
    expect(readdirSync(to)).not.toContain('logs');
  });

  it('refuses to leave them behind unsaid, to make a key-encryption key in production, and what it cannot open', async () => {
    const elsewhere = ['--from', `sqlite:${from}`, '--to', 'postgres://127.0.0.1:9/nowhere'];
    expect(await runCli(['move', ...elsewhere], {})).toBe(2);
    expect(output.join('')).toContain('say where they go with --keys-to');
    const production = ['move', '--from', `sqlite:${from}`, '--to', `sqlite:${to}`];
    expect(await runCli(production, { CARETHREAD_MODE: 'production' })).toBe(2);
    expect(output.join('')).toContain('there is no key-encryption key');
    expect(await move('--keys-from', join(root, 'nothing'))).toBe(2);
    writeFileSync(join(from, 'keys', 'key-encryption-key'), 'ab'.repeat(32));
    expect(await move()).toBe(2);
    expect(output.join('')).toContain('the key-encryption key does not open');
  });

  it('says that the record is not whole where its log names a key that nobody has', async () => {
    const lost = join(root, 'lost');
    cpSync(join(from, 'logs'), join(lost, 'logs'), { recursive: true });
    await open(join(lost, 'keys')).close();
    const code = await runCli(['move', '--from', `sqlite:${lost}`, '--to', `sqlite:${to}`], {});
    expect(code).toBe(1);
    expect(output.join('')).toMatch(/WRONG +keys: .* 1 named by the logs are not known there/);
  });
});
