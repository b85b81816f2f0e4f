import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteKeyStore } from './sqlite-key-store.js';
import { keyStoreContract } from './testing/key-store.contract.js';

const TENANT = '00000000-0000-4000-8000-00000000000a';
const NHS = '943 476 5919';
const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'carethread-keys-'));
  folders.push(folder);
  return folder;
}

const open = (folder: string, createKey = true): SqliteKeyStore =>
  new SqliteKeyStore({ folder, createKey, pollEvery: 50 });

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

keyStoreContract('SQLite', () => {
  const folder = newFolder();
  return Promise.resolve({ keys: open(folder), reopen: () => Promise.resolve(open(folder)) });
});

describe('the key store on SQLite', () => {
  const everyByte = (folder: string): Buffer =>
    Buffer.concat(readdirSync(folder, { recursive: true }).map((file) => readFileSync(join(folder, String(file)))));

  it('PLAT-11: an old backup of the database brings neither a key nor a claim back', async () => {
    const folder = newFolder();
    const subject = randomUUID();
    const next = randomUUID();
    const first = open(folder);
    const { keyId } = await first.getOrCreate(TENANT, subject, 'socialCare');
    await first.claim(TENANT, 'NHS', NHS, subject);
    await first.close();
    const backup = join(folder, '..', `${randomUUID()}.backup`);
    folders.push(backup);
    cpSync(join(folder, 'keys.db'), backup);
    const wrapped = readWrapped(backup, keyId);

    const second = open(folder);
    await second.destroy(subject);
    await second.close();
    expect(everyByte(folder).includes(wrapped)).toBe(false);

    cpSync(backup, join(folder, 'keys.db'));
    expect(everyByte(folder).includes(wrapped)).toBe(true);
    const third = open(folder);
    expect(await third.find(keyId)).toBe('destroyed');
    expect(everyByte(folder).includes(wrapped)).toBe(false);
    expect((await third.getOrCreate(TENANT, subject, 'socialCare')).keyId).not.toBe(keyId);
    expect(await third.claim(TENANT, 'NHS', NHS, next)).toEqual({ claimed: true, owner: next });
    await third.close();
  });

  it('keeps neither a key nor an identifier in the clear', async () => {
    const folder = newFolder();
    const keys = open(folder);
    const subject = randomUUID();
    const { key } = await keys.getOrCreate(TENANT, subject, 'core');
    await keys.claim(TENANT, 'NHS', NHS, subject);
    const secret = await keys.tenantSecret(TENANT);
    await keys.close();
    for (const clear of [key.export(), Buffer.from(secret), Buffer.from(NHS)])
      expect(everyByte(folder).includes(clear)).toBe(false);
  });

  it('is for its owner’s eyes alone', async () => {
    const folder = newFolder();
    await open(join(folder, 'keys')).close();
    expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'keys', 'key-encryption-key')).mode & 0o777).toBe(0o600);
  });

  it('commits a key so that a power cut does not take it back', async () => {
    const executed: string[] = [];
    const exec = DatabaseSync.prototype.exec;
    const { prototype } = DatabaseSync;
    prototype.exec = function (this: DatabaseSync, sql: string): void {
      executed.push(sql);
      exec.call(this, sql);
      if (!/journal_mode/.test(sql)) return;
      // 3 is EXTRA: the folder is synced after the journal is gone.
      executed.push(
        JSON.stringify(this.prepare('PRAGMA synchronous').get()),
        JSON.stringify(this.prepare('PRAGMA secure_delete').get()),
      );
    };
    try {
      await open(newFolder()).close();
    } finally {
      prototype.exec = exec;
    }
    expect(executed).toEqual(expect.arrayContaining(['{"synchronous":3}', '{"secure_delete":1}']));
  });

  it('makes keys that are asked for at one moment in one commit, and hands out none that was not committed', async () => {
    const folder = newFolder();
    const keys = open(folder);
    const { prototype } = DatabaseSync;
    const exec = prototype.exec;
    const subjects = Array.from({ length: 50 }, () => randomUUID());
    const made = () => Promise.allSettled(subjects.map((subject) => keys.getOrCreate(TENANT, subject, 'access')));
    let commits = 0;
    let fails = true;
    prototype.exec = function (this: DatabaseSync, sql: string): void {
      if (sql === 'COMMIT') {
        commits += 1;
        if (fails) throw new Error('the disk is full');
      }
      exec.call(this, sql);
    };
    try {
      expect((await made()).map(({ status }) => status)).toEqual(subjects.map(() => 'rejected'));
      fails = false;
      const kept = (await made()).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      expect(kept.map(({ subject }) => subject)).toEqual(subjects);
      expect(commits).toBe(2);
      const other = open(folder);
      const found = await Promise.all(subjects.map((subject) => other.getOrCreate(TENANT, subject, 'access')));
      expect(found.map(({ keyId }) => keyId)).toEqual(kept.map(({ keyId }) => keyId));
      expect(commits).toBe(2);
      await other.close();
    } finally {
      prototype.exec = exec;
      await keys.close();
    }
  });

  it('in production has its key-encryption key given, and never makes one beside keys that another wrapped', async () => {
    const folder = newFolder();
    expect(() => open(folder, false)).toThrow(/no key-encryption key at/);
    writeFileSync(join(folder, 'key-encryption-key'), 'ab'.repeat(32));
    const given = open(folder, false);
    const { keyId } = await given.getOrCreate(TENANT, randomUUID(), 'core');
    await given.close();

    rmSync(join(folder, 'key-encryption-key'));
    expect(() => open(folder)).toThrow(/no key-encryption key at/);
    writeFileSync(join(folder, 'key-encryption-key'), 'cd'.repeat(32));
    const other = open(folder);
    await expect((async () => other.find(keyId))()).rejects.toThrow(/the key-encryption key does not open/);
    await other.close();
    writeFileSync(join(folder, 'key-encryption-key'), 'abcd');
    expect(() => open(folder)).toThrow(/is not 32 bytes of hex/);
  });

  it('keeps the list of destroyed keys whole after a write that a crash cut short', async () => {
    const folder = newFolder();
    const keys = open(folder);
    const [one, two] = [randomUUID(), randomUUID()];
    const first = await keys.getOrCreate(TENANT, one, 'core');
    const second = await keys.getOrCreate(TENANT, two, 'core');
    await keys.destroy(one);
    appendFileSync(join(folder, 'destroyed-keys'), 'cut-sho');
    await keys.destroy(two);
    await keys.close();
    const again = open(folder);
    expect(await again.destroyed()).toEqual(expect.arrayContaining([first.keyId, second.keyId]));
    expect(await again.find(second.keyId)).toBe('destroyed');
    await again.close();
  });

  it('refuses a row whose key is not the one that its id commits to', async () => {
    const folder = newFolder();
    const keys = open(folder);
    const victim = await keys.getOrCreate(TENANT, randomUUID(), 'core');
    const other = await keys.getOrCreate(TENANT, randomUUID(), 'core');
    await keys.close();
    const db = new DatabaseSync(join(folder, 'keys.db'));
    db.prepare('UPDATE data_keys SET wrapped = (SELECT wrapped FROM data_keys WHERE key_id = ?) WHERE key_id = ?').run(
      other.keyId,
      victim.keyId,
    );
    db.close();
    const again = open(folder);
    await expect((async () => again.find(victim.keyId))()).rejects.toThrow();
    await again.close();
  });
});

function readWrapped(file: string, keyId: string): Buffer {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return Buffer.from(
      db.prepare('SELECT wrapped FROM data_keys WHERE key_id = ?').get(keyId)?.['wrapped'] as Uint8Array,
    );
  } finally {
    db.close();
  }
}
