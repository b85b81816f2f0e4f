import { startEmbedded } from '@carethread/embedded';
import { readSettings, type Platform } from '@carethread/service-kit';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { readCommandFile } from './command-file.js';
import { documentIn, startClient, type Call } from './generated-client.js';
import { Player } from './player.js';
import { Population } from './population.js';

const DOCUMENT = resolve('contracts/published/openapi.json');
const GENERATORS = resolve('deploy/tools/openapi/generators');
const SENDERS = resolve('deploy/tools/demo/generated-clients');
const MINUTES = 60_000;

const document = documentIn(readFileSync(DOCUMENT, 'utf8'));
const commands = readCommandFile(readFileSync('docs/examples/a-persons-year.json', 'utf8'));

/** Runs a program to its end; gives what it printed. Throws where it fails. */
function run(command: string, args: readonly string[], path = ''): string {
  const env = { ...process.env, PATH: `${path}${delimiter}${process.env['PATH'] ?? ''}`, NO_COLOR: '1' };
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', env });
  const output = `${stdout}${stderr}`;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${error?.message ?? output}`);
  return output;
}

const COMPILER_OPTIONS = {
  strict: true,
  noEmit: true,
  target: 'es2022',
  module: 'nodenext',
  types: [],
  allowImportingTsExtensions: true,
};

/** A source that compiles only where every body that was sent is of the type that the client gives it. */
function bodiesOf(calls: readonly Call[]): string {
  const lines = calls.flatMap(({ operationId, body }, index) => {
    if (body === undefined) return [];
    const type = `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}Data`;
    return [`export const body${index}: types.${type}['body'] = ${JSON.stringify(body)};`];
  });
  return ["import type * as types from './types.gen.ts';", ...lines, ''].join('\n');
}

const python = ['python3', 'python'].find(
  (name) => spawnSync(name, ['-c', 'import venv, ensurepip, sys; sys.exit(sys.version_info < (3, 11))']).status === 0,
);

/** Installs the generator for Python once, into an environment of its own; gives the folder of its programs. */
function installPython(interpreter: string): string {
  const environment = join(GENERATORS, '.venv');
  const programs = join(environment, process.platform === 'win32' ? 'Scripts' : 'bin');
  const [requirements, installed] = [join(GENERATORS, 'requirements.txt'), join(environment, 'requirements.txt')];
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return programs;
  run(interpreter, ['-m', 'venv', '--clear', environment]);
  run(join(programs, 'python'), ['-m', 'pip', 'install', '--quiet', '--requirement', requirements]);
  writeFileSync(installed, wanted);
  return programs;
}

describe('a client that was generated from the published document', () => {
  let folder = '';
  let platform: Platform;
  let url = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'carethread-clients-'));
    run(process.execPath, ['deploy/tools/build/ensure.mjs', 'deploy/tools/openapi/generators']);
  }, 5 * MINUTES);
  beforeEach(async () => {
    const data = mkdtempSync(join(folder, 'data-'));
    platform = await startEmbedded(
      readSettings({ CARETHREAD_MODE: 'test', CARETHREAD_PORT: '0', CARETHREAD_DATA: data }),
    );
    url = await platform.listen();
  });
  afterEach(() => platform.stop());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Plays the demo file through a client; gives what was called: every step, and for a draft its ETag before it. */
  async function play(command: string, args: readonly string[]): Promise<readonly Call[]> {
    const client = startClient(command, [...args, url], document);
    try {
      await new Player(url, commands, new Population(1), () => undefined, client.send).play(1);
    } finally {
      await client.stop();
    }
    expect(client.calls.length).toBeGreaterThanOrEqual(commands.steps.length);
    return client.calls;
  }

  it(
    'in TypeScript (hey-api) is generated without a warning, plays the demo file, and has the types of its bodies',
    async () => {
      const client = join(folder, 'typescript');
      const configuration = join(folder, 'openapi-ts.config.mjs');
      const output = { path: client, module: { extension: '.ts' } };
      writeFileSync(
        configuration,
        `export default ${JSON.stringify({ input: DOCUMENT, output, logs: { file: false } })};\n`,
      );
      const generator = join(GENERATORS, 'node_modules/@hey-api/openapi-ts/bin/run.js');
      expect(run(process.execPath, [generator, '-f', configuration])).not.toMatch(/warn|error|⚠/i);
      const calls = await play(process.execPath, [join(SENDERS, 'send.mjs'), client]);

      writeFileSync(join(client, 'played.ts'), bodiesOf(calls));
      writeFileSync(join(client, 'tsconfig.json'), JSON.stringify({ compilerOptions: COMPILER_OPTIONS }));
      run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', client]);
    },
    5 * MINUTES,
  );

  if (python === undefined)
    process.stderr.write('No client in Python: it needs Python 3.11 or newer with venv and ensurepip on the PATH.\n');
  else
    it(
      'in Python (openapi-python-client) is generated without a warning and plays the demo file',
      async () => {
        const programs = installPython(python);
        const parent = mkdtempSync(join(folder, 'python-'));
        const options = ['--path', DOCUMENT, '--output-path', join(parent, 'carethread_client'), '--meta', 'none'];
        const generator = join(programs, 'openapi-python-client');
        const said = run(generator, ['generate', ...options, '--fail-on-warning'], programs);
        expect(said).not.toMatch(/warning/i);
        await play(join(programs, 'python'), [join(SENDERS, 'send.py'), parent]);
      },
      5 * MINUTES,
    );
});
