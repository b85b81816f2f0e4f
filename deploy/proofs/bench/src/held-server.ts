import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A platform in a process of its own that tells for how long its event loop was held. */
export class HeldServer {
  private constructor(
    readonly url: string,
    readonly child: ChildProcess,
  ) {}

  static async platform(data: string): Promise<HeldServer> {
    const at = (path: string): string => new URL(path, import.meta.url).href;
    const child = spawn(
      process.execPath,
      ['--import', at('hold-probe.js'), fileURLToPath(at('../../../hosts/embedded/dist/main.js'))],
      {
        env: {
          PATH: process.env['PATH'],
          CARETHREAD_MODE: 'test',
          CARETHREAD_PORT: '0',
          CARETHREAD_DATA: data,
          CARETHREAD_LOG_LEVEL: 'silent',
        },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      const hear = (chunk: Buffer): void => {
        said += chunk.toString();
        const found = /ready at (\S+)/.exec(said)?.[1];
        if (found !== undefined) resolve(found);
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('exit', (code) => reject(new Error(`the platform ended with ${String(code)}: ${said}`)));
    });
    return new HeldServer(url, child);
  }

  /** From now on. */
  async begin(): Promise<void> {
    await this.#ask('begin');
  }

  /** The longest hold since it began, in milliseconds. */
  longest(): Promise<number> {
    return this.#ask('longest');
  }

  #ask(asked: string): Promise<number> {
    return new Promise((resolve) => {
      this.child.once('message', (said) => resolve((said as { readonly longest: number }).longest));
      this.child.send(asked);
    });
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }
}
