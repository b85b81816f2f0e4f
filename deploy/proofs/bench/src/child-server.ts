import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Clock ticks a second in /proc: 100 on every Linux that Node runs on. */
const TICKS = 100;

/** A server in a process of its own: the platform, or a floor. It prints `ready at <url>`. */
export class ChildServer {
  private constructor(
    readonly url: string,
    readonly child: ChildProcess,
    readonly ended: Promise<void>,
    /** Seconds from the start of the process to its first answer. */
    readonly startedIn: number,
  ) {}

  static platform(data: string, env: Readonly<Record<string, string>> = {}): Promise<ChildServer> {
    return ChildServer.start(
      fileURLToPath(new URL('../../../hosts/embedded/dist/main.js', import.meta.url)),
      '/health/ready',
      {
        CARETHREAD_MODE: 'test',
        CARETHREAD_PORT: '0',
        CARETHREAD_DATA: data,
        ...env,
      },
    );
  }

  /** Nothing but the service that knows the people. */
  static assessmentAlone(data: string): Promise<ChildServer> {
    return ChildServer.platform(data, { CARETHREAD_SERVICES: 'assessment' });
  }

  /** Nest on Fastify and nothing else. `answer` is what it gives to a GET. */
  static bare(answer: object = {}): Promise<ChildServer> {
    return ChildServer.start(fileURLToPath(new URL('echo-main.js', import.meta.url)), '/answer', {
      BENCH_ANSWER: JSON.stringify(answer),
    });
  }

  private static async start(
    script: string,
    ready: string,
    env: Readonly<Record<string, string>>,
  ): Promise<ChildServer> {
    const began = performance.now();
    const child = spawn(process.execPath, [script], {
      env: { PATH: process.env['PATH'], ...env },
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
      child.once('exit', (code) => reject(new Error(`${script} ended with ${String(code)}: ${output}`)));
    });
    for (;;) {
      const answer = await fetch(url + ready);
      await answer.arrayBuffer();
      if (answer.status === 200) break;
    }
    return new ChildServer(url, child, ended, (performance.now() - began) / 1000);
  }

  /** CPU seconds that the process has used so far; NaN where /proc does not say. */
  cpu(): number {
    return cpuSeconds(this.child.pid ?? 0);
  }

  /** Resident memory in MB (10^6 bytes); NaN where /proc does not say. */
  memory(): number {
    try {
      const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.child.pid ?? 0}/status`, 'utf8'));
      return (Number(found?.[1]) * 1024) / 1e6;
    } catch {
      return Number.NaN;
    }
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.ended;
  }
}

/** CPU seconds of a process, user and system; NaN where /proc does not say. */
export function cpuSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return Number.NaN;
  }
}
