import { isNumber, isText, listOf, parsed, present, shapeOf } from '@carethread/ledger';
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cpuSeconds } from './child-server.js';
import { engineServers, freshNamespace } from './engine-servers.js';

/** What the platform writes into its state file. */
interface State {
  readonly processes: readonly Started[];
}

interface Started {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
}

const isState = shapeOf<State>({ processes: listOf(shapeOf<Started>({ name: isText, url: isText, pid: isNumber })) });

export interface ProcessesOptions {
  /** Of each service; default 1. */
  readonly copies?: number;
  readonly namespace?: string;
  /** The file of the key-encryption key, where keys were made before; else the platform has its own. */
  readonly kek?: string;
  /** Where traces, figures and lines go; default nowhere. */
  readonly collector?: string;
}

/** The platform as `npm run platform` starts it: six services as processes, so many copies of each, on the real servers. */
export class ChildProcesses {
  private constructor(
    readonly url: string,
    readonly namespace: string,
    readonly child: ChildProcess,
    readonly stateFile: string,
    /** The service whose CPU time `cpu` gives. */
    readonly service: string,
  ) {}

  static async start(service: string, options: ProcessesOptions = {}): Promise<ChildProcesses> {
    const { copies = 1, namespace = freshNamespace(), kek, collector } = options;
    const { postgres, kafka, mongo } = engineServers();
    const stateFile = join(tmpdir(), `carethread-${namespace}.json`);
    const script = fileURLToPath(new URL('../../../hosts/platform/dist/main.js', import.meta.url));
    const child = spawn(process.execPath, [script, '--copies', String(copies), '--state', stateFile], {
      env: present({
        ...process.env,
        CARETHREAD_MODE: 'test',
        CARETHREAD_PORT: '0',
        CARETHREAD_NAMESPACE: namespace,
        CARETHREAD_LOG: postgres,
        CARETHREAD_ATTACHMENTS: postgres,
        CARETHREAD_BUS: kafka,
        CARETHREAD_VIEWS: mongo,
        CARETHREAD_KEYS: kek === undefined ? process.env['CARETHREAD_KEYS'] : `${postgres}?kek=${kek}`,
        CARETHREAD_OTLP: collector,
      }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000)));
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const found = /ready at (\S+)/.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      });
      child.once('exit', (code) => reject(new Error(`the platform ended with ${String(code)}: ${output}`)));
    });
    return new ChildProcesses(url, namespace, child, stateFile, service);
  }

  /** CPU seconds that all copies of the service have used so far. */
  cpu(): number {
    return this.#cpuOf((name) => name.replace(/ \d+$/, '') === this.service);
  }

  /** CPU seconds that all processes have used so far, the front included. */
  cpuOfAll(): number {
    return this.#cpuOf(() => true);
  }

  #cpuOf(wanted: (name: string) => boolean): number {
    const { processes } = parsed(readFileSync(this.stateFile, 'utf8'), isState, 'the state of a platform');
    return processes.filter(({ name }) => wanted(name)).reduce((sum, { pid }) => sum + cpuSeconds(pid), 0);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.stateFile, { force: true });
  }
}
