import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainError } from './plain-error.js';

describe('what the tool says of a file that it cannot use', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'carethread-plain-'));
    writeFileSync(join(folder, 'file'), 'text');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each<[string, (folder: string) => unknown, (folder: string) => string]>([
    ['is not there', (at) => readdirSync(join(at, 'none')), (at) => `there is nothing at ${join(at, 'none')}`],
    [
      'lies below a file',
      (at) => mkdirSync(join(at, 'file', 'below'), { recursive: true }),
      (at) => `${join(at, 'file', 'below')} is no folder, or lies below a file`,
    ],
    [
      'stands where a folder is to be',
      (at) => mkdirSync(join(at, 'file'), { recursive: true }),
      (at) => `${join(at, 'file')} is there already, and is no folder`,
    ],
  ])('%s', (_, use, message) => {
    let found = '';
    try {
      use(folder);
    } catch (error) {
      found = plainError(error);
    }
    expect(found).toBe(message(folder));
  });

  it('leaves what the tool says itself as it is', () => {
    expect(plainError(new Error('diff needs two instants'))).toBe('diff needs two instants');
    expect(plainError('text')).toBe('text');
    expect(() => readFileSync(join(folder, 'file'), 'utf8')).not.toThrow();
  });
});
