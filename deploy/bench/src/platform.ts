import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Body = Record<string, unknown>;

/** A platform of its own process, in test mode, with synthetic people; measured from outside. */
export class Platform {
  token = '';
  readonly tenantId = randomUUID();
  readonly organisationId = randomUUID();
  #commands = 0;
  #cpuAtStart = 0;

  private constructor(
    readonly url: string,
    readonly child: ChildProcess,
    readonly folder: string,
    readonly readyAfter: number,
  ) {}

  static async start(): Promise<Platform> {
    const folder = mkdtempSync(join(tmpdir(), 'carethread-bench-'));
    const began = performance.now();
    const child = spawn(process.execPath, ['deploy/embedded/dist/main.js'], {
      env: { PATH: process.env['PATH'], CARETHREAD_MODE: 'test', CARETHREAD_PORT: '0', CARETHREAD_DATA: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const found = /ready at (\S+)/.exec(said)?.[1];
        if (found !== undefined) resolve(found);
      });
      child.once('exit', (code) => reject(new Error(`the platform ended with ${String(code)}`)));
    });
    await fetch(`${url}/health/ready`);
    const platform = new Platform(url, child, folder, performance.now() - began);
    await platform.call('PUT', '/test/clock', { now: '2026-03-02T09:00:00.000Z' });
    const claims = {
      userId: randomUUID(),
      roles: ['SM', 'KW', 'CS', 'AS'],
      tenantId: platform.tenantId,
      organisationId: platform.organisationId,
      qualifications: ['assessor'],
    };
    platform.token = String((await platform.call('POST', '/test/tokens', claims))['accessToken']);
    return platform;
  }

  /** People served by the organisation, so that its staff may record. */
  async people(count: number): Promise<readonly string[]> {
    const people = await Promise.all(
      Array.from({ length: count }, async () => {
        const { id } = await this.call('POST', '/assessment/persons', {
          name: { given: 'Synthetic', family: 'Person' },
          dateOfBirth: '1941-05-04',
          firstLanguage: 'en',
          groups: [],
        });
        return String(id);
      }),
    );
    await this.idle();
    await Promise.all(people.map((personId) => this.call('POST', '/care-plan/episodes', { personId })));
    await this.idle();
    this.#cpuAtStart = this.cpuMillis();
    this.#commands = await this.events();
    return people;
  }

  /** Plans with a draft of ordinary size. */
  async plans(count: number): Promise<readonly string[]> {
    const people = await this.people(count);
    return Promise.all(
      people.map(async (personId) => {
        const { id } = await this.call('POST', '/care-plan/plans', { personId, planKind: 'provider' });
        return String(id);
      }),
    );
  }

  async events(): Promise<number> {
    const positions = (await this.call('GET', '/test/idle?within=60000'))['positions'] as Record<string, number>;
    return positions['care-plan'] ?? 0;
  }

  async idle(): Promise<void> {
    await this.call('GET', '/test/idle?within=60000');
  }

  /** CPU milliseconds of the platform's process since its people were made, an event of care-plan. */
  async cpuPerCommand(): Promise<number> {
    return (this.cpuMillis() - this.#cpuAtStart) / Math.max(1, (await this.events()) - this.#commands);
  }

  cpuMillis(): number {
    const [, after = ''] = readFileSync(`/proc/${String(this.child.pid)}/stat`, 'utf8').split(') ');
    const fields = after.split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  /** Resident megabytes. */
  memory(): number {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(this.child.pid)}/status`, 'utf8'))?.[1]) / 1024;
  }

  async call(method: string, path: string, body?: object): Promise<Body> {
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const said = (await answer.json()) as Body;
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(said)}`);
    return said;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
