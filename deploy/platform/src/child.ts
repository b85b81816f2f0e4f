import { spawn, type ChildProcess } from 'node:child_process';

export interface ChildSettings {
  /** As it is called in messages: `care-plan 2`. */
  readonly name: string;
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  /** What the program is run by, if not by itself: `ip netns exec NAME`. */
  readonly runBy?: readonly string[];
  readonly say: (line: string) => void;
}

/** Real time between the end of a process and its next start, in milliseconds. */
const AGAIN_MS = 300;

/** A process that is started again whenever it ends by itself, at the same address; it says `ready at URL` when it is up. */
export class Child {
  #process: ChildProcess | undefined;
  #stopping = false;
  #url = '';

  private constructor(readonly settings: ChildSettings) {}

  static async start(settings: ChildSettings): Promise<Child> {
    const child = new Child(settings);
    await child.#begin();
    return child;
  }

  get url(): string {
    return this.#url;
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
      // By the channel it notices when this process is gone, however it went, and goes too.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#process = begun;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      begun.stdout?.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-4_000);
        // What it logs is passed on; where it can be found alone is for the platform to say.
        for (const line of chunk.toString().split('\n'))
          if (line.trim() !== '' && !line.includes('ready at')) say(`${name}: ${line}`);
        const found = /ready at (\S+)/.exec(said)?.[1];
        if (found === undefined || this.#process !== begun) return;
        this.#url = found;
        resolve();
      });
      begun.stderr?.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-4_000);
        for (const line of chunk.toString().split('\n')) if (line.trim() !== '') say(`${name}: ${line}`);
      });
      begun.once('exit', (code, signal) => {
        if (this.#stopping) return;
        if (this.#url === '') {
          reject(new Error(`${name} did not start (${code ?? signal}):\n${said}`));
          return;
        }
        say(`${name} ended (${code ?? signal}); it is started again`);
        setTimeout(() => {
          if (!this.#stopping) void this.#begin().catch(() => undefined);
        }, AGAIN_MS);
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
