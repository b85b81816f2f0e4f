import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../settings/settings.js';
import { requireFolders } from './start-checks.js';

describe('a setting that names a folder', () => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'carethread-folders-'));
    file = join(folder, 'file');
    writeFileSync(file, 'text');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is refused where it names a file, or a place below one, in plain words and all at once', () => {
    const check = (): void =>
      requireFolders(
        readSettings({ CARETHREAD_DATA: file, CARETHREAD_KEYS: join(file, 'keys'), CARETHREAD_HEADS: file }),
      );
    expect(check).toThrow(
      [
        'Carethread does not start with these settings:',
        '  - CARETHREAD_DATA must name a folder, and what it names is a file',
        '  - CARETHREAD_KEYS must name a folder, and lies below one that is a file',
        '  - CARETHREAD_HEADS must name a folder, and what it names is a file',
      ].join('\n'),
    );
  });

  it('is fine where the folder is there, or can be made', () => {
    for (const data of [folder, join(folder, 'a', 'b')])
      expect(() => requireFolders(readSettings({ CARETHREAD_DATA: data }))).not.toThrow();
    const elsewhere = { CARETHREAD_DATA: folder, CARETHREAD_KEYS: 'postgres://keys.invalid/keys?kek=/run/kek' };
    expect(() => requireFolders(readSettings(elsewhere))).not.toThrow();
  });
});
