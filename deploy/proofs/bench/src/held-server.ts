import { numberMember } from '@carethread/ledger';
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A platform in a process of its own that reports for how long its event loop was held. */
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
      let output = '';
      const onOutput = (chunk: Buffer): void => {
        output += chunk.toString();
        const found = /ready at (\S+)/.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      };
      child.stdout?.on('data', onOutput);
      child.stderr?.on('data', onOutput);
      child.once('exit', (code) => reject(new Error(`the platform ended with ${String(code)}: ${output}`)));
    });
    return new HeldServer(url, child);
  }

  /** Measures from now on. */
  async begin(): Promise<void> {
    await this.#send('begin');
  }

  /** The longest hold since it began, in milliseconds. */
  longest(): Promise<number> {
    return this.#send('longest');
  }

  #send(message: string): Promise<number> {
    return new Promise((resolve) => {
      this.child.once('message', (answer) => resolve(numberMember(answer, 'longest') ?? Number.NaN));
      this.child.send(message);
    });
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }
}
