import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFolder } from '../build.mjs';

let folder = '';
let src = '';
let dist = '';
const inDist = (file: string) => join(dist, file);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'carethread-build-'));
  [src, dist] = [join(folder, 'src'), join(folder, 'dist')];
  mkdirSync(join(src, 'pages'), { recursive: true });
  writeFileSync(join(src, 'care.ts'), `import type { X } from './x.js';\nexport const care: X = { of: 'a person' };\n`);
  writeFileSync(join(src, 'care.spec.ts'), `it('is not shipped', () => {});\n`);
  writeFileSync(join(src, 'pages/care.njk'), '<p>care</p>\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the build', () => {
  it('transpiles code with a source map, copies what is not code, and leaves specs behind', async () => {
    expect(await buildFolder(src, dist, 'k')).toBe(2);
    expect(readFileSync(inDist('care.js'), 'utf8')).toContain(`export const care =`);
    expect(readFileSync(inDist('care.js'), 'utf8')).not.toContain('./x.js');
    expect(readFileSync(inDist('care.js.map'), 'utf8')).toContain('"../src/care.ts"');
    expect(readFileSync(inDist('pages/care.njk'), 'utf8')).toBe('<p>care</p>\n');
    expect(existsSync(inDist('care.spec.js'))).toBe(false);
  });

  it('makes anew only what changed, and everything when its own key changed', async () => {
    await buildFolder(src, dist, 'k');
    expect(await buildFolder(src, dist, 'k')).toBe(0);
    utimesSync(join(src, 'care.ts'), 1, 1);
    expect(await buildFolder(src, dist, 'k')).toBe(1);
    expect(await buildFolder(src, dist, 'another')).toBe(2);
  });

  it('mends a dist in which something is missing, and removes what has no source any more', async () => {
    await buildFolder(src, dist, 'k');
    rmSync(inDist('care.js'));
    rmSync(join(src, 'pages/care.njk'));
    expect(await buildFolder(src, dist, 'k')).toBe(1);
    expect(existsSync(inDist('care.js'))).toBe(true);
    expect(existsSync(inDist('pages/care.njk'))).toBe(false);
  });

  it('names the file that it cannot read as TypeScript', async () => {
    writeFileSync(join(src, 'broken.ts'), 'export const = ;\n');
    await expect(buildFolder(src, dist, 'k')).rejects.toThrow('broken.ts');
  });
});
