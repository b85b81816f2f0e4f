import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isObject } from '@carethread/ledger';
import { SealedItems } from './sealed-items.js';
import { sessionStoreContract } from '../testing/session-store.contract.js';
import { SqliteSessionStore } from './sqlite-session-store.js';

const folder = mkdtempSync(join(tmpdir(), 'carethread-sessions-'));
const file = join(folder, 'sessions.db');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

sessionStoreContract('SQLite', () => Promise.resolve(new SqliteSessionStore(file)));

describe('sessions in a file', () => {
  const bytes = () =>
    readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join('');

  it('are there after a restart, and nothing of them stands in the clear: no id, no name, no word', async () => {
    const key = randomBytes(32);
    const words = { id: 'an-id-of-a-session', text: 'Alder slept well' };
    const first = new SqliteSessionStore(file);
    await new SealedItems(first, key, () => 0).put(['session', 'of-somebody'], words.id, words, 10);
    await first.close();
    for (const word of [...Object.values(words), 'of-somebody']) expect(bytes()).not.toContain(word);
    const second = new SqliteSessionStore(file);
    const read = (as: Buffer) =>
      new SealedItems(second, as, () => 0).get(['session', 'of-somebody'], words.id, isObject);
    expect([await read(key), await read(randomBytes(32))]).toEqual([words, undefined]);
    await second.close();
  });

  it('are of no use where an item was moved to another name', async () => {
    const store = new SqliteSessionStore(file);
    const items = new SealedItems(store, randomBytes(32), () => 0);
    await items.put(['session'], 'mine', { of: 'mine' }, 10);
    const sealed = await store.get(items.nameOf('session'), items.nameOf('mine'), 0);
    await store.put({
      group: items.nameOf('session'),
      name: items.nameOf('yours'),
      sealed: sealed ?? new Uint8Array(),
      until: 10,
    });
    expect(await items.get(['session'], 'yours', isObject)).toBeUndefined();
    await store.close();
  });
});
