import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Actor, type ActorOptions } from './actor.js';
import { isRecord } from './read-json.js';

/** A platform in test mode that a story talks to over HTTP; the story knows nothing of it but its address. */
export class StoryPlatform {
  readonly tenantId = randomUUID();
  /** The last positions that each service answered with: passed on, so that no story needs to sleep. */
  readonly positions = new Map<string, readonly string[]>();

  private constructor(
    readonly url: string,
    readonly process: ChildProcess | undefined,
    /** Removed at the end; undefined where the caller keeps it. */
    readonly folder: string | undefined,
    readonly output: readonly string[],
    /** What stands before the names of everything that it stores on servers. */
    readonly namespace: string,
  ) {}

  /** Everything that the platform has written to its logs. */
  logText(): string {
    return this.output.join('');
  }

  /** Where each process shows its figures. */
  metrics(): readonly string[] {
    return [...this.logText().matchAll(/metrics: (\S+)/g)].map(([, address]) => address ?? '');
  }

  /**
   * `CARETHREAD_STORY_PLATFORM` is the program that starts a platform, with its arguments (default: the embedded one);
   * `CARETHREAD_STORY_URL` names one that runs already (one per story: a log's time never runs backwards).
   */
  static async start(
    options: {
      readonly folder?: string;
      readonly mode?: 'demo';
      /** What it is set to besides: one that runs already is not set anew. */
      readonly settings?: Readonly<Record<string, string>>;
    } = {},
  ): Promise<StoryPlatform> {
    const given = process.env['CARETHREAD_STORY_URL'];
    if (given !== undefined && options.mode === undefined && options.settings === undefined)
      return new StoryPlatform(given, undefined, undefined, [], '');
    const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'carethread-story-'));
    // A run of many stories drops everything that they stored by this prefix.
    const namespace = `${process.env['CARETHREAD_STORY_NAMESPACES'] ?? 'story'}_${randomUUID().slice(0, 8)}`;
    const output: string[] = [];
    const program = process.env['CARETHREAD_STORY_PLATFORM'];
    const inherited = program === undefined ? { PATH: process.env['PATH'] } : process.env;
    const child = spawn(process.execPath, (program ?? 'deploy/hosts/embedded/dist/main.js').trim().split(/ +/), {
      env: {
        ...inherited,
        CARETHREAD_MODE: options.mode ?? 'test',
        CARETHREAD_PORT: '0',
        CARETHREAD_DATA: folder,
        CARETHREAD_NAMESPACE: namespace,
        ...options.settings,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'], // it ends when the channel closes, with the test
      detached: true, // a process group of its own, so that nothing of it can be left behind
    });
    const url = await new Promise<string>((resolve, reject) => {
      const onOutput = (chunk: Buffer): void => {
        output.push(chunk.toString());
        const found = /ready at (\S+)/.exec(output.join(''))?.[1];
        if (found !== undefined) resolve(found);
      };
      child.stdout?.on('data', onOutput);
      child.stderr?.on('data', onOutput);
      child.on('exit', (code) =>
        reject(new Error(`the platform ended with code ${code}: run "npm run build" first\n${output.join('')}`)),
      );
    });
    return new StoryPlatform(url, child, options.folder === undefined ? folder : undefined, output, namespace);
  }

  async stop(): Promise<void> {
    const { process: running, folder } = this;
    if (running === undefined) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGTERM');
    await ended;
    endGroup(running.pid);
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    this.#requireWholeRecords();
  }

  /** No record may have been set aside: the relay does so where a message does not fit its contract. */
  #requireWholeRecords(): void {
    const warnings = this.logText()
      .split('\n')
      .filter((line) => line.includes('a record is damaged'));
    if (warnings.length > 0) throw new Error(`records were set aside:\n${warnings.join('\n')}`);
  }

  /** An actor with a token of the built-in issuer. */
  async actor(options: ActorOptions): Promise<Actor> {
    const userId = options.userId ?? randomUUID();
    const body = { tenantId: this.tenantId, ...options, userId };
    const answer = await this.testRoute('POST', '/test/tokens', body);
    return new Actor(this, userId, String(answer['accessToken']), body.tenantId);
  }

  async clock(now: string): Promise<void> {
    await this.testRoute('PUT', '/test/clock', { now });
  }

  /** Waits until nothing is in flight; gives how far each service's log reaches. */
  async idle(): Promise<Readonly<Record<string, number>>> {
    const { positions } = await this.testRoute('GET', '/test/idle?within=20000');
    if (!isRecord(positions)) throw new Error('the platform gives no positions of its logs');
    return Object.fromEntries(Object.entries(positions).map(([service, position]) => [service, Number(position)]));
  }

  /** Calls a route that needs no token. */
  async testRoute(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const headers = { 'content-type': 'application/json' };
    const sent = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };
    const answer = await fetch(this.url + path, sent);
    const json: unknown = await answer.json();
    if (!answer.ok || !isRecord(json))
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(json)}`);
    return json;
  }
}

/** Whatever a platform left running. */
function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}
