import { spawn, type ChildProcess } from 'node:child_process';

/** The platform as a process of its own, so that it can be killed for real. */
export class PlatformProcess {
  private constructor(
    readonly url: string,
    readonly child: ChildProcess,
    readonly ended: Promise<void>,
  ) {}

  static async start(data: string): Promise<PlatformProcess> {
    const child = spawn(process.execPath, ['deploy/hosts/embedded/dist/main.js'], {
      env: { PATH: process.env['PATH'], CARETHREAD_MODE: 'test', CARETHREAD_PORT: '0', CARETHREAD_DATA: data },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const url = await new Promise<string>((resolve, reject) => {
      let output = '';
      const onOutput = (chunk: Buffer): void => {
        output += chunk.toString();
        const found = /ready at (\S+)/.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      };
      child.stdout.on('data', onOutput);
      child.stderr.on('data', onOutput);
      child.once('exit', (code) => reject(new Error(`the platform ended with ${String(code)}: ${output}`)));
    });
    return new PlatformProcess(url, child, ended);
  }

  /** SIGKILL: no goodbye, nothing flushed. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.ended;
  }
}
