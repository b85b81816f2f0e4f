import { present } from '@carethread/ledger';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const EXAMPLES = resolve(import.meta.dirname, '../../../../docs/examples/receivers');

const TSC = resolve('node_modules/typescript/bin/tsc');

/** How a receiver of one language is started; or why it cannot be here. */
export interface Language {
  readonly name: 'TypeScript' | 'Python' | 'Java';
  readonly missing?: string;
  /** Makes it ready to start, and gives the command line. */
  prepare(): readonly [command: string, ...args: string[]];
}

/** Whether a program runs here. */
function runs(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** Runs a program to its end. Throws what it said where it fails. */
function run(command: string, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stdout}${stderr}`);
}

const PYTHON = join(EXAMPLES, 'python');
const python = ['python3', 'python'].find((one) =>
  runs(one, ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']),
);

/** An interpreter with the library that the example needs: this machine's, else one of an environment made for it. */
function interpreter(command: string): string {
  if (runs(command, ['-c', 'import cryptography'])) return command;
  const environment = join(PYTHON, '.venv');
  const own = join(environment, 'bin', 'python');
  const [requirements, installed] = [join(PYTHON, 'requirements.txt'), join(environment, 'requirements.txt')];
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return own;
  run(command, ['-m', 'venv', '--clear', environment]);
  run(own, ['-m', 'pip', 'install', '--quiet', '--requirement', requirements]);
  run('cp', [requirements, installed]);
  return own;
}

const JAVA = join(EXAMPLES, 'java');
/** The compiler as a module: a runtime without `javac` has it too. */
const JAVAC = ['-m', 'jdk.compiler/com.sun.tools.javac.Main'];
const java = runs('java', [...JAVAC, '-version']);

export const LANGUAGES: readonly Language[] = [
  {
    name: 'TypeScript',
    prepare: () => {
      run(process.execPath, [TSC, '-p', join(EXAMPLES, 'typescript')]);
      return [process.execPath, '--disable-warning=ExperimentalWarning', join(EXAMPLES, 'typescript/receiver.ts')];
    },
  },
  present<Language>({
    name: 'Python',
    missing: python === undefined ? 'no Python 3.11 or later' : undefined,
    prepare: () => [interpreter(python ?? ''), '-B', join(PYTHON, 'receiver.py')],
  }),
  present<Language>({
    name: 'Java',
    missing: java ? undefined : 'no Java 17 with its compiler',
    prepare: () => {
      const classes = mkdtempSync(join(tmpdir(), 'carethread-receiver-'));
      const sources = readdirSync(JAVA).filter((name) => name.endsWith('.java'));
      run('java', [...JAVAC, '-Xlint:all', '-Werror', '-d', classes, ...sources.map((name) => join(JAVA, name))]);
      return ['java', '-Xmx128m', '-cp', classes, 'Receiver'];
    },
  }),
];
