import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface ChildSettings {
  /** As it is called in messages: `care-plan 2`. */
  readonly name: string;
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  /** A command that runs the program, where it is not run by itself: `ip netns exec NAME`. */
  readonly runBy?: readonly string[];
  /** Gets each line that it writes, marked with its name; while a promise is pending no more is read from it. */
  readonly say: (line: string) => void | Promise<void>;
}

/** Real time between the end of a process and its next start, in milliseconds. */
const RESTART_MS = 300;
/** Real time that the last lines of a process that ended may take to arrive, in milliseconds. */
const LAST_LINES_MS = 2_000;
/** How many of its lines are kept for the error message, should it not start. */
const TAIL = 40;

/** A process that is started again whenever it ends by itself, at the same address; it says `ready at URL` when it is up. */
export class Child {
  #process: ChildProcess | undefined;
  #stopping = false;
  #url = '';
  #operator = '';

  private constructor(readonly settings: ChildSettings) {}

  static async start(settings: ChildSettings): Promise<Child> {
    const child = new Child(settings);
    await child.#begin();
    return child;
  }

  get url(): string {
    return this.#url;
  }

  /** Where its operator reaches it; empty where it did not say. */
  get operator(): string {
    return this.#operator;
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  async #begin(): Promise<void> {
    const { name, script, env, say, runBy = [] } = this.settings;
    const port = this.#url === '' ? {} : { CARETHREAD_PORT: new URL(this.#url).port };
    const [program = process.execPath, ...args] = [...runBy, process.execPath, '--enable-source-maps', script];
    const begun = spawn(program, args, {
      env: { ...env, ...port },
      // By the channel it notices when this process is gone, however it ended, and ends too.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#process = begun;
    await new Promise<void>((resolve, reject) => {
      const tail: string[] = [];
      const takeLine = async (line: string): Promise<void> => {
        if (line.trim() === '') return;
        tail.push(line);
        if (tail.length > TAIL) tail.shift();
        const found = /ready at (\S+)/.exec(line)?.[1];
        // Its own address is not printed: clients use the platform's.
        if (found === undefined) return say(marked(name, line));
        if (this.#process !== begun) return;
        this.#url = found;
        this.#operator = /operator: (\S+)/.exec(line)?.[1] ?? '';
        resolve();
      };
      const lines = Promise.all([begun.stdout, begun.stderr].map((stream) => eachLine(stream, takeLine)));
      begun.once('exit', (code, signal) => {
        void atMost(LAST_LINES_MS, lines).then(async () => {
          if (this.#stopping) return;
          if (this.#url === '') {
            reject(new Error(`${name} did not start (${code ?? signal}):\n${tail.join('\n')}`));
            return;
          }
          await say(`${name} ended (${code ?? signal}); it is started again`);
          setTimeout(() => {
            if (!this.#stopping) void this.#begin().catch(() => undefined);
          }, RESTART_MS);
        });
      });
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const running = this.#process;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGTERM');
    const late = setTimeout(() => running.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(late);
  }
}

/** Adds the process's name to a line; a structured line stays one. */
function marked(name: string, line: string): string {
  return line.startsWith('{"') ? `{"process":${JSON.stringify(name)},${line.slice(1)}` : `${name}: ${line}`;
}

/** Whole lines, in order, the last one also without its end; the writer is held up while no line is taken. */
async function eachLine(stream: Readable | null, takeLine: (line: string) => Promise<void>): Promise<void> {
  if (stream === null) return;
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }))
    await takeLine(line);
}

async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    work.catch(() => undefined),
    new Promise((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    }),
  ]);
  clearTimeout(timer);
}
