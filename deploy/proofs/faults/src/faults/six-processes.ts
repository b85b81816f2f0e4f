import { present } from '@carethread/ledger';
import { freePorts } from '@carethread/servers';
import { Child } from '@carethread/platform';
import { SERVICE_NAMES } from '@carethread/services';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Servers } from './servers.js';

const at = (path: string): string => fileURLToPath(new URL(`../../../../../${path}`, import.meta.url));

/** What one service is run with that the others are not. */
export interface Apart {
  readonly env?: Readonly<Record<string, string>>;
  readonly runBy?: readonly string[];
}

export interface SixOptions {
  readonly servers: Servers;
  /** The front's. */
  readonly port: number;
  readonly copies?: number;
  /** Services of which one more copy may join later: the front knows its address from the start. */
  readonly spare?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly apart?: Readonly<Record<string, Apart>>;
  readonly say: (line: string) => void;
}

/** The six services as processes, each started again when it ends, behind a front that knows every address from the start. */
export class SixProcesses {
  readonly namespace = `f${randomUUID().slice(0, 8)}`;
  readonly copies = new Map<string, Child>();
  readonly #spare = new Map<string, number>();
  readonly #fronts: Child[] = [];
  #settings: Record<string, string> = {};
  #url = '';

  private constructor(readonly options: SixOptions) {}

  static async start(options: SixOptions): Promise<SixProcesses> {
    const six = new SixProcesses(options);
    try {
      await six.#begin();
    } catch (error) {
      await six.stop();
      throw error;
    }
    return six;
  }

  /** Where clients ask. */
  get url(): string {
    return this.#url;
  }

  async #begin(): Promise<void> {
    const { servers, port, copies = 1, spare = [], env = {} } = this.options;
    this.#settings = {
      PATH: process.env['PATH'] ?? '',
      CARETHREAD_NAMESPACE: this.namespace,
      CARETHREAD_MODE: 'test',
      CARETHREAD_HOST: '127.0.0.1',
      CARETHREAD_LOG: servers.postgres.url,
      CARETHREAD_VIEWS: servers.mongo.url,
      CARETHREAD_BUS: servers.kafka.url,
      CARETHREAD_KEYS: `${servers.postgres.url}?kek=${servers.kek}`,
      CARETHREAD_ATTACHMENTS: servers.postgres.url,
      CARETHREAD_JWKS: `http://127.0.0.1:${port}/.well-known/jwks.json`,
      ...env,
    };
    this.tool('migrate');
    this.tool('topics');
    await Promise.all(
      SERVICE_NAMES.flatMap((service) =>
        Array.from({ length: copies }, (_, index) => this.#copy(service, String(index + 1), 0)),
      ),
    );
    const ports = await freePorts(spare.length);
    for (const [index, service] of spare.entries()) this.#spare.set(service, ports[index] ?? 0);
    const front = await this.#front(port, true);
    this.#url = front.url;
  }

  /** Runs the operator's tool with this platform's settings. */
  tool(verb: string): void {
    const done = spawnSync(process.execPath, [at('deploy/tools/cli/dist/main.js'), verb], {
      env: this.#settings,
      encoding: 'utf8',
    });
    if (done.status !== 0) throw new Error(`${verb} ended with ${done.status}: ${done.stdout}${done.stderr}`);
  }

  async #copy(service: string, number: string, port: number): Promise<void> {
    const apart = this.options.apart?.[service];
    const child = await Child.start(
      present({
        name: `${service} ${number}`,
        script: at(`services/${service}/dist/main.js`),
        env: { ...this.#settings, CARETHREAD_SERVICES: service, CARETHREAD_PORT: String(port), ...apart?.env },
        runBy: apart?.runBy,
        say: this.options.say,
      }),
    );
    this.copies.set(child.settings.name, child);
  }

  /** All copies of these services are stopped in order, something is done, and they start again where they were. */
  async whileHeld(services: readonly string[], work: () => Promise<void>): Promise<void> {
    const held = services.flatMap((service) =>
      [...this.copies.entries()].flatMap(([name, child]) =>
        name.startsWith(`${service} `) ? [{ service, number: name.slice(service.length + 1), child }] : [],
      ),
    );
    await Promise.all(
      held.map(async ({ child }) => {
        this.copies.delete(child.settings.name);
        await child.stop();
      }),
    );
    const again = async (): Promise<void> => {
      const starting = held.map(({ service, number, child }) =>
        this.#copy(service, number, Number(new URL(child.url).port)),
      );
      await Promise.all(starting);
    };
    try {
      await work();
    } catch (error) {
      // Failures of the restart would only hide this error.
      await again().catch(() => undefined);
      throw error;
    }
    await again();
  }

  /** One more copy of a service joins, at the address that the front has known from the start. */
  async join(service: string): Promise<void> {
    await this.#copy(service, 'more', this.#spare.get(service) ?? 0);
  }

  /** It leaves again, in order. */
  async leave(service: string): Promise<void> {
    const name = `${service} more`;
    await this.copies.get(name)?.stop();
    this.copies.delete(name);
  }

  async #front(port: number, withSpare: boolean): Promise<Child> {
    const { CARETHREAD_JWKS: _, ...settings } = this.#settings;
    const upstreams = SERVICE_NAMES.map((service) => {
      const urls = [...this.copies].filter(([name]) => name.startsWith(`${service} `)).map(([, { url }]) => url);
      const spare = this.#spare.get(service);
      const later = withSpare && spare !== undefined ? [`http://127.0.0.1:${spare}`] : [];
      return `${service}=${[...urls, ...later].join('|')}`;
    });
    const front = await Child.start({
      name: 'front',
      script: at('deploy/hosts/platform/dist/front-main.js'),
      env: { ...settings, CARETHREAD_UPSTREAMS: upstreams.join(','), CARETHREAD_PORT: String(port) },
      say: this.options.say,
    });
    this.#fronts.push(front);
    return front;
  }

  /** The routes of test mode over the copies that run now: the clients' front may know of some that do not. */
  async testUrl(): Promise<string> {
    const known = [...this.copies.values()].map(({ url }) => url).join();
    if (this.#testFront?.known !== known) {
      await this.#testFront?.front.stop();
      this.#testFront = { known, front: await this.#front(0, false) };
    }
    return this.#testFront.front.url;
  }
  #testFront: { readonly known: string; readonly front: Child } | undefined;

  /** SIGKILL; its supervisor starts it again. */
  kill(name: string): void {
    const pid = this.copies.get(name)?.pid ?? 0;
    if (pid > 0)
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it is being started at this very moment
      }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#fronts, ...this.copies.values()].map((child) => child.stop()));
  }
}
