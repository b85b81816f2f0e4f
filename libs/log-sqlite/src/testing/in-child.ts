import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Readable, Writable } from 'node:stream';

/** Lets Node run this workspace's TypeScript as it stands: `./x.js` names the source file `./x.ts`. */
const sources = `
import { registerHooks } from 'node:module';
registerHooks({ resolve: (name, context, next) =>
  next(name.startsWith('.') && context.parentURL?.endsWith('.ts') ? name.replace(/\\.js$/, '.ts') : name, context) });
`;

/** The command line that runs `script` (an ES module which may import this workspace's packages) in a process of its own. */
export function nodeCommand(script: string): readonly [string, ...string[]] {
  return [
    process.execPath,
    '--conditions=source',
    '--experimental-transform-types',
    '--disable-warning=ExperimentalWarning',
    '--import',
    `data:text/javascript,${encodeURIComponent(sources)}`,
    '--input-type=module',
    '--eval',
    script,
  ];
}

/** Starts a command in this project's folder, its standard streams piped. */
export function start(
  [program, ...args]: readonly [string, ...string[]],
  environment: Readonly<Record<string, string>> = {},
): ChildProcessByStdio<Writable, Readable, Readable> {
  return spawn(program, args, {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Everything a child writes until it ends. */
export async function ended(
  child: ReturnType<typeof start>,
): Promise<{ readonly output: string; readonly code: number | null }> {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject));
  return { output, code };
}

/** Resolves when the child has written `text` to its standard output; rejects when it ends before. */
export function prints(child: ReturnType<typeof start>, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(text)) resolve();
    });
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', () => reject(new Error(`it ended without saying ${text}: ${output}`)));
  });
}
