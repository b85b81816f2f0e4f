import {
  attachmentsContract,
  keyStoreContract,
  movableAttachmentsContract,
  movableKeysContract,
} from '@carethread/privacy/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import {
  migrateAttachments,
  migrateKeys,
  PostgresAttachments,
  PostgresKeyStore,
  PostgresMovableKeys,
} from './index.js';

const url = process.env['CARETHREAD_TEST_POSTGRES'] ?? '';
const TENANT = '00000000-0000-4000-8000-00000000000a';
const fresh = (): string => `t${randomUUID().slice(0, 8)}`;
const hex = (): string => randomBytes(32).toString('hex');

let folder = '';
let kek = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'carethread-kek-'));
  kek = join(folder, 'kek');
  writeFileSync(kek, `${hex()}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sql = async (text: string, values: unknown[] = []): Promise<pg.QueryResult> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(text, values);
  } finally {
    await client.end();
  }
};

keyStoreContract('PostgreSQL', async () => {
  const namespace = fresh();
  await migrateKeys(url, namespace);
  const open = (): Promise<PostgresKeyStore> => PostgresKeyStore.open({ url, namespace, kek });
  return { keys: await open(), reopen: open };
});

movableKeysContract('PostgreSQL', async () => {
  const namespace = fresh();
  await migrateKeys(url, namespace);
  return {
    movable: new PostgresMovableKeys({ url, namespace, kek }),
    opened: () => PostgresKeyStore.open({ url, namespace, kek }),
  };
});

const opened: PostgresAttachments[] = [];
afterAll(async () => {
  for (const attachments of opened) await attachments.close();
});
const attachmentsOf = async (namespace: string): Promise<() => PostgresAttachments> => {
  await migrateAttachments(url, namespace);
  return () => {
    const attachments = new PostgresAttachments({ url, namespace });
    opened.push(attachments);
    return attachments;
  };
};
movableAttachmentsContract('PostgreSQL', async () => {
  const open = await attachmentsOf(fresh());
  return { attachments: open(), reopen: open };
});
attachmentsContract('PostgreSQL', async () => {
  const namespace = fresh();
  const open = await attachmentsOf(namespace);
  const table = `${namespace}_attachments.attachments`;
  return {
    attachments: open(),
    reopen: open,
    stored: async (hash) =>
      (await sql(`SELECT sealed FROM ${table} WHERE hash = $1`, [hash])).rows[0]?.['sealed'] as Buffer,
    spoil: async (hash, bytes) => {
      await sql(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
      await sql(`UPDATE ${table} SET sealed = $2 WHERE hash = $1`, [hash, bytes]);
    },
  };
});

describe('keys in PostgreSQL', () => {
  const open = async (namespace: string, file = kek): Promise<PostgresKeyStore> =>
    PostgresKeyStore.open({ url, namespace, kek: file, pollEvery: 100 });
  const until = async (isSo: () => boolean): Promise<void> => {
    const end = Date.now() + 20_000;
    while (!isSo()) {
      if (Date.now() > end) throw new Error('waited in vain');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  it('PLAT-11: destruction reaches the cache of another process', async () => {
    const namespace = fresh();
    await migrateKeys(url, namespace);
    const [one, two] = [await open(namespace), await open(namespace)];
    const { keyId, subject } = await one.getOrCreate(TENANT, randomUUID(), 'core');
    await two.find(keyId);
    expect(two.peek(keyId)).toMatchObject({ keyId });
    await one.destroy(subject);
    await until(() => two.peek(keyId) === 'destroyed');
    await one.close();
    await two.close();
  });

  it('destruction outlives the restoring of an older backup, whether its trigger ran or not', async () => {
    const namespace = fresh();
    await migrateKeys(url, namespace);
    const one = await open(namespace);
    const key = await one.getOrCreate(TENANT, randomUUID(), 'core');
    const keys = `${namespace}_keys.data_keys`;
    await sql(`CREATE TABLE ${namespace}_keys.backup AS SELECT * FROM ${keys}`);
    await one.destroy(key.subject);
    await sql(`INSERT INTO ${keys} SELECT * FROM ${namespace}_keys.backup`);
    expect((await sql(`SELECT 1 FROM ${keys}`)).rowCount).toBe(0);
    await sql(`ALTER TABLE ${keys} DISABLE TRIGGER ALL`);
    await sql(`INSERT INTO ${keys} SELECT * FROM ${namespace}_keys.backup`);
    const two = await open(namespace);
    expect(await two.find(key.keyId)).toBe('destroyed');
    expect((await sql(`SELECT 1 FROM ${keys}`)).rowCount).toBe(0);
    await one.close();
    await two.close();
  });

  it('a new key-encryption key takes over without a word to any log, and the old one is of no more use', async () => {
    const namespace = fresh();
    await migrateKeys(url, namespace);
    const [before, both, after] = ['before', 'both', 'after'].map((name) => join(folder, `${namespace}-${name}`));
    const [old, young] = [hex(), hex()];
    writeFileSync(before ?? '', old);
    writeFileSync(both ?? '', `${young}\n${old}\n`);
    writeFileSync(after ?? '', young);
    const one = await open(namespace, before);
    const made = await Promise.all(Array.from({ length: 20 }, () => one.getOrCreate(TENANT, randomUUID(), 'core')));
    const secret = await one.tenantSecret(TENANT);
    const two = await open(namespace, both);
    expect(await two.rotate()).toBe(21);
    expect(await two.rotate()).toBe(0);
    const three = await open(namespace, after);
    for (const { keyId, key } of made) {
      const found = await three.find(keyId);
      expect(found !== 'destroyed' && found?.key.equals(key)).toBe(true);
    }
    expect(Buffer.from(await three.tenantSecret(TENANT)).equals(secret)).toBe(true);
    const four = await open(namespace, before);
    await expect(four.find(made[0]?.keyId ?? '')).rejects.toThrow(/not the one that wrapped it/);
    for (const store of [one, two, three, four]) await store.close();
  });

  it('the server never holds a key in the clear', async () => {
    const namespace = fresh();
    await migrateKeys(url, namespace);
    const one = await open(namespace);
    const { key } = await one.getOrCreate(TENANT, randomUUID(), 'core');
    const { rows } = await sql(`SELECT wrapped FROM ${namespace}_keys.data_keys`);
    expect(Buffer.from(rows[0]?.['wrapped'] as Buffer).includes(key.export())).toBe(false);
    await one.close();
  });
});
