import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Actor, type ActorOptions } from './actor.js';

/** A platform in test mode that a story talks to over HTTP; the story knows nothing of it but its address. */
export class StoryPlatform {
  readonly tenantId = randomUUID();
  /** The last position that each service answered with, per person: passed on, so that no story needs to sleep. */
  readonly positions = new Map<string, string>();

  private constructor(
    readonly url: string,
    readonly process: ChildProcess | undefined,
    /** Removed at the end; undefined where the caller keeps it. */
    readonly folder: string | undefined,
    readonly output: readonly string[],
  ) {}

  /** Everything that the platform has written to its logs. */
  said(): string {
    return this.output.join('');
  }

  /** `CARETHREAD_STORY_URL` names a platform that runs already (one per story: a log's time never runs backwards). */
  static async start(options: { readonly folder?: string } = {}): Promise<StoryPlatform> {
    const given = process.env['CARETHREAD_STORY_URL'];
    if (given !== undefined) return new StoryPlatform(given, undefined, undefined, []);
    const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'carethread-story-'));
    const output: string[] = [];
    const child = spawn(process.execPath, ['deploy/embedded/dist/main.js'], {
      env: { PATH: process.env['PATH'], CARETHREAD_MODE: 'test', CARETHREAD_PORT: '0', CARETHREAD_DATA: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const url = await new Promise<string>((resolve, reject) => {
      const hear = (chunk: Buffer): void => {
        output.push(chunk.toString());
        const found = /ready at (\S+)/.exec(output.join(''))?.[1];
        if (found !== undefined) resolve(found);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.on('exit', (code) =>
        reject(new Error(`the platform ended with code ${code}: run "npm run build" first\n${output.join('')}`)),
      );
    });
    return new StoryPlatform(url, child, options.folder === undefined ? folder : undefined, output);
  }

  async stop(): Promise<void> {
    if (this.process === undefined) return;
    const ended = new Promise((resolve) => this.process?.once('exit', resolve));
    this.process.kill('SIGTERM');
    await ended;
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
  }

  /** An actor with a token of the built-in issuer. */
  async actor(options: ActorOptions): Promise<Actor> {
    const userId = options.userId ?? randomUUID();
    const body = { tenantId: this.tenantId, ...options, userId };
    const answer = await this.door('POST', '/test/tokens', body);
    return new Actor(this, userId, String(answer['accessToken']));
  }

  async clock(now: string): Promise<void> {
    await this.door('PUT', '/test/clock', { now });
  }

  /** Waits until nothing is in flight; gives how far each service's log reaches. */
  async idle(): Promise<Readonly<Record<string, number>>> {
    return (await this.door('GET', '/test/idle?within=20000'))['positions'] as Record<string, number>;
  }

  async door(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const answer = await fetch(this.url + path, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const said = (await answer.json()) as Record<string, unknown>;
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(said)}`);
    return said;
  }
}
