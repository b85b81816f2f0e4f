import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteKeyStore } from './sqlite-key-store.js';
import { SqliteMovableKeys } from './sqlite-movable-keys.js';
import { movableKeysContract } from './testing/movable-keys.contract.js';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

movableKeysContract('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carethread-keys-'));
  folders.push(folder);
  return Promise.resolve({
    movable: new SqliteMovableKeys({ folder, createKey: true }),
    opened: () => Promise.resolve(new SqliteKeyStore({ folder, createKey: false })),
  });
});
