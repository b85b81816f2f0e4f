import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { member, textMember } from '@carethread/ledger';

export interface ReceiverSettings {
  readonly command: readonly [command: string, ...args: string[]];
  /** Where it finds the platform and its own key, in the names of its documentation. */
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly port: number;
}

const READY_MS = 30_000;

/** A receiver of the documentation's examples as a process of its own. */
export class ReceiverProcess {
  readonly #child: ChildProcess;
  readonly said: string[] = [];

  private constructor(readonly settings: ReceiverSettings) {
    const { command, environment, folder, port } = settings;
    const [program, ...args] = command;
    this.#child = spawn(program, args, {
      env: { PATH: process.env['PATH'], ...environment, FOLDER: folder, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stderr?.on('data', (text: Buffer) => void this.said.push(String(text)));
  }

  static async start(settings: ReceiverSettings): Promise<ReceiverProcess> {
    const receiver = new ReceiverProcess(settings);
    await receiver.#ready();
    return receiver;
  }

  #ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (why: string): void => reject(new Error(`the receiver ${why}: ${this.said.join('')}`));
      const timer = setTimeout(() => fail('was not ready in time'), READY_MS);
      this.#child.once('exit', (code) => fail(`ended with ${code}`));
      this.#child.stdout?.on('data', (text: Buffer) => {
        if (!String(text).includes('ready')) return;
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Ends it at once, as a power cut would. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGKILL');
    await ended;
  }
}

export interface Received {
  readonly id: string;
  readonly sequence: string;
}

/** What a receiver has kept: each notice once, in the order in which they came, and which of them it has worked on. */
export function keptIn(folder: string): { readonly seen: readonly Received[]; readonly done: ReadonlySet<string> } {
  const file = join(folder, 'notices.ndjson');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
  const seen: Received[] = [];
  const done = new Set<string>();
  for (const line of lines.filter((one) => one !== '')) {
    const entry: unknown = JSON.parse(line);
    const notice = member(entry, 'seen');
    if (notice === undefined) done.add(textMember(entry, 'done') ?? '');
    else seen.push({ id: textMember(notice, 'id') ?? '', sequence: textMember(notice, 'sequence') ?? '' });
  }
  return { seen, done };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
