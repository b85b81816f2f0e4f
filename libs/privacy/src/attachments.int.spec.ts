import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileAttachments, MemoryAttachments } from './attachments.js';
import { newDataKey } from './key-store.js';
import { attachmentsContract, movableAttachmentsContract } from './testing/attachments.contract.js';

const folders: string[] = [];
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'carethread-attachments-'));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

attachmentsContract('files', () => {
  const folder = newFolder();
  return {
    attachments: new FileAttachments(folder),
    stored: (hash) => readFileSync(join(folder, hash)),
    spoil: (hash, bytes) => {
      writeFileSync(join(folder, hash), bytes);
    },
    reopen: () => new FileAttachments(folder),
  };
});

attachmentsContract('in memory', () => {
  const kept = new Map<string, Buffer>();
  return {
    attachments: new MemoryAttachments(kept),
    stored: (hash) => kept.get(hash) ?? Buffer.alloc(0),
    spoil: (hash, bytes) => kept.set(hash, bytes),
  };
});

movableAttachmentsContract('files', () => {
  const folder = newFolder();
  return Promise.resolve({
    attachments: new FileAttachments(folder),
    reopen: () => new FileAttachments(folder),
  });
});
movableAttachmentsContract('in memory', () => Promise.resolve({ attachments: new MemoryAttachments() }));

describe('attachments in files', () => {
  it('leave nothing half-written under an address', async () => {
    const folder = newFolder();
    const attachments = new FileAttachments(folder);
    const { dataKey } = newDataKey('00000000-0000-4000-8000-000000000001', 'core');
    writeFileSync(join(folder, `${'a'.repeat(64)}.part`), 'left by a crash');
    const hash = await attachments.put(Buffer.from('a letter'), dataKey);
    expect(await attachments.list()).toEqual([hash]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([`${'a'.repeat(64)}.part`]);
    expect(statSync(join(folder, hash)).mode & 0o777).toBe(0o600);
  });
});
