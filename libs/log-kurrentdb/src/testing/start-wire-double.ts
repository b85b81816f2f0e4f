import { EventStoreDBClient } from '@eventstore/db-client';
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Lets Node run this workspace's TypeScript as it stands: `./x.js` names the source file `./x.ts`. */
const sources = `
import { registerHooks } from 'node:module';
registerHooks({ resolve: (name, context, next) =>
  next(name.startsWith('.') && context.parentURL?.endsWith('.ts') ? name.replace(/\\.js$/, '.ts') : name, context) });
`;

/** The arguments with which this Node runs the wire double as a process of its own. */
export function wireDoubleArguments({ file, port }: { readonly file: string; readonly port: number }): string[] {
  const typed = import.meta.url.endsWith('.ts');
  const main = fileURLToPath(new URL(`./wire-double-main.${typed ? 'ts' : 'js'}`, import.meta.url));
  const asSources = [
    '--conditions=source',
    '--experimental-transform-types',
    '--disable-warning=ExperimentalWarning',
    '--import',
    `data:text/javascript,${encodeURIComponent(sources)}`,
  ];
  const options = typed ? asSources : [];
  return [...options, main, '--file', file, '--port', String(port)];
}

/** Starts the double as a child and waits until it listens: for tests that kill it. */
export async function startWireDouble(options: {
  readonly file: string;
  readonly port: number;
}): Promise<{ readonly child: ChildProcess; readonly url: string; kill(): Promise<void> }> {
  const child = spawn(process.execPath, wireDoubleArguments(options), { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const address = / at (kurrentdb:\S+)/.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`the wire double ended with ${code}`)));
  });
  return {
    child,
    url,
    kill: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}

/** Whether something at the address answers a read as KurrentDB's protocol says. */
export async function wireDoubleAnswers(url: string): Promise<boolean> {
  const client = EventStoreDBClient.connectionString(url.replace(/^kurrentdb/, 'esdb'));
  try {
    await client.getStreamMetadata('anybody-there');
    return true;
  } catch {
    return false;
  } finally {
    await client.dispose();
  }
}
