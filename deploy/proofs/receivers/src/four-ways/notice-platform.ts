import { Child } from '@carethread/platform';
import { freePorts } from '@carethread/servers';
import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(`../../../../../${path}`, import.meta.url));
/** The services that a notice comes from: who is registered, and who is served. */
const SERVICES = ['assessment', 'care-plan', 'care-plan'] as const;

export interface RealServers {
  readonly postgres: string;
  readonly mongo: string;
  readonly kafka: string;
}

/** Assessment, two replicas of care-plan and the gateway, each a process that is started again when it ends, on the real servers. */
export class NoticePlatform {
  readonly namespace = `n${randomUUID().slice(0, 8)}`;
  readonly #folder = mkdtempSync(join(tmpdir(), 'carethread-notices-'));
  readonly #children: Child[] = [];
  readonly #settings: Record<string, string>;
  /** What its processes wrote to their logs. */
  readonly said: string[] = [];
  url = '';

  private constructor(
    readonly servers: RealServers,
    more: Readonly<Record<string, string>>,
  ) {
    const kek = join(this.#folder, 'kek');
    writeFileSync(kek, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
    this.#settings = {
      PATH: process.env['PATH'] ?? '',
      CARETHREAD_NAMESPACE: this.namespace,
      CARETHREAD_MODE: 'test',
      CARETHREAD_HOST: '127.0.0.1',
      CARETHREAD_DATA: this.#folder,
      CARETHREAD_LOG: servers.postgres,
      CARETHREAD_VIEWS: servers.mongo,
      CARETHREAD_BUS: servers.kafka,
      CARETHREAD_KEYS: `${servers.postgres}?kek=${kek}`,
      CARETHREAD_ATTACHMENTS: servers.postgres,
      CARETHREAD_PUBLIC_URL: 'https://record.example',
      CARETHREAD_RATE: '1000000',
      CARETHREAD_WEBHOOK_ALLOW: '127.0.0.0/8',
      CARETHREAD_WEBHOOK_PORTS: '1024-65535',
      ...more,
    };
  }

  static async start(servers: RealServers, more: Readonly<Record<string, string>>): Promise<NoticePlatform> {
    const platform = new NoticePlatform(servers, more);
    try {
      await platform.#begin();
    } catch (error) {
      await platform.stop();
      throw error;
    }
    return platform;
  }

  async #begin(): Promise<void> {
    const [port = 0] = await freePorts(1);
    this.#settings['CARETHREAD_JWKS'] = `http://127.0.0.1:${port}/.well-known/jwks.json`;
    this.tool('migrate');
    this.tool('topics');
    for (const [nth, service] of SERVICES.entries()) {
      const env = { ...this.#settings, CARETHREAD_SERVICES: service, CARETHREAD_PORT: '0' };
      await this.#child(`${service} ${nth}`, `services/${service}/dist/main.js`, env);
    }
    const urls = SERVICES.map((service, nth) => [service, this.#children[nth]?.url ?? ''] as const);
    const upstreams = [...Map.groupBy(urls, ([service]) => service)].map(
      ([service, copies]) => `${service}=${copies.map(([, url]) => url).join('|')}`,
    );
    const { CARETHREAD_JWKS: _, ...settings } = this.#settings;
    await this.#child('front', 'deploy/hosts/platform/dist/front-main.js', {
      ...settings,
      CARETHREAD_UPSTREAMS: upstreams.join(','),
      CARETHREAD_PORT: String(port),
    });
    this.url = this.#children.at(-1)?.url ?? '';
  }

  async #child(name: string, script: string, env: Readonly<Record<string, string>>): Promise<void> {
    const say = (line: string): void => void this.said.push(line);
    this.#children.push(await Child.start({ name, script: at(script), env, say }));
  }

  /** Runs the operator's tool on this platform. Throws what it said where it fails. */
  tool(...args: readonly string[]): void {
    const { status, stdout, stderr } = spawnSync(process.execPath, [at('deploy/tools/cli/dist/main.js'), ...args], {
      env: this.#settings,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stdout}${stderr}`);
  }

  get processes(): readonly string[] {
    return this.#children.map(({ settings: { name } }) => name);
  }

  /** SIGKILL: nothing is said and nothing flushed. It is started again. */
  kill(name: string): void {
    const pid = this.#children.find(({ settings }) => settings.name === name)?.pid ?? 0;
    if (pid > 0) process.kill(pid, 'SIGKILL');
  }

  async stop(): Promise<void> {
    await Promise.all(this.#children.map((child) => child.stop()));
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
