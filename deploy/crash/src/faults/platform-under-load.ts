import { services } from '@carethread/embedded';
import { PostgresLog } from '@carethread/log-postgres';
import { hearsOf } from '@carethread/service-kit';
import { sameAfterRebuild, sendAgain } from '../checks.js';
import { Clients } from '../clients.js';
import { Load } from '../load.js';
import { Logs } from '../logs.js';
import { seeded } from '../seeded.js';
import { theServers, type Servers } from './servers.js';
import { SixProcesses, type SixOptions } from './six-processes.js';

export const NOW = '2026-03-02T09:00:00.000Z';
const WRITERS = 4;
const REST_MS = 25;
/** People whose views are compared with a rebuild. */
const COMPARED = 25;
const READY_MS = 60_000;

export interface UnderLoadOptions extends Partial<Omit<SixOptions, 'servers' | 'say'>> {
  readonly writers?: number;
}

/** Six processes on real servers while clients write; what was acknowledged is remembered, and everything is checked afterwards. */
export class PlatformUnderLoad {
  readonly seed = Number(process.env['CARETHREAD_SEED'] ?? Date.now() % 1_000_000);
  readonly random = seeded(this.seed);
  readonly logs: Logs;
  readonly clients: Clients;
  readonly load: Load;

  private constructor(
    readonly fault: string,
    readonly servers: Servers,
    readonly six: SixProcesses,
    writers: number,
  ) {
    const { url } = servers.postgres;
    this.clients = new Clients(six.url);
    this.load = new Load(this.clients, { writers, rest: REST_MS, random: this.random });
    this.logs = new Logs((service, access) =>
      PostgresLog.open({ url, namespace: six.namespace, service, access, clock: Date, connections: 1 }),
    );
  }

  static async start(fault: string, options: UnderLoadOptions = {}): Promise<PlatformUnderLoad> {
    const servers = await theServers();
    const told = process.env['CARETHREAD_FAULTS_TELL'] === '1';
    const six = await SixProcesses.start({
      ...options,
      servers,
      say: (line) => void (told && process.stderr.write(`${line}\n`)),
    });
    const platform = new PlatformUnderLoad(fault, servers, six, options.writers ?? WRITERS);
    try {
      await platform.doing(() => platform.door('PUT', '/test/clock', { now: NOW }));
      await platform.clients.signIn();
      await platform.clients.setUp();
      await platform.door('GET', '/test/idle?within=30000');
    } catch (error) {
      await six.stop();
      throw error;
    }
    platform.say(`seed ${platform.seed}, ${six.copies.size} processes`);
    return platform;
  }

  say(line: string): void {
    process.stderr.write(`[${this.fault}] ${line}\n`);
  }

  /** Says what was going on when something fails. */
  async doing<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.say(`failed with seed ${this.seed}: ${String(error)}`);
      throw error;
    }
  }

  /** A door of test mode, over the copies that run now. Throws when it does not open. */
  async door(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    this.#doors ??= await this.six.doors();
    const answered = await this.clients.call(method, path, body, { url: this.#doors, within: 180_000 });
    if (answered.status >= 300)
      throw new Error(`${path} was answered ${answered.status} ${JSON.stringify(answered.body)}`);
    return answered.body;
  }
  #doors: string | undefined;

  /** After copies came or went. */
  newDoors(): void {
    this.#doors = undefined;
  }

  /** Acknowledged commands so far, of a kind. */
  acknowledged(path?: RegExp): number {
    return this.load.acknowledged(path).length;
  }

  /** Resolves when so many more were acknowledged; throws where they are not in time. */
  async more(count: number, within: number, path?: RegExp): Promise<void> {
    const from = this.acknowledged(path);
    await this.eventually(`${count} more are acknowledged`, within, () =>
      Promise.resolve(this.acknowledged(path) >= from + count),
    );
  }

  async eventually(what: string, within: number, condition: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + within;
    while (!(await condition().catch(() => false))) {
      if (Date.now() > deadline) throw new Error(`not within ${within / 1000} s (seed ${this.seed}): ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async health(copy: string): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
    return this.clients.call('GET', '/health/ready', undefined, {
      url: this.six.copies.get(copy)?.url ?? '',
      within: 5_000,
    });
  }

  /** Every copy says that it is ready, and nothing is left to do: the platform has healed without a hand. */
  async healed(): Promise<void> {
    const began = Date.now();
    for (const name of this.six.copies.keys())
      await this.eventually(`${name} is ready`, READY_MS, async () => {
        const { status, body } = await this.health(name);
        return status === 200 && body['status'] === 'ok';
      });
    await this.door('GET', '/test/idle?within=60000');
    this.say(`healed and idle ${((Date.now() - began) / 1000).toFixed(1)} s after the load ended`);
  }

  /** Ends the load, waits until the platform has healed, and gives everything that is not as it must be. */
  async afterwards(): Promise<readonly string[]> {
    await this.load.stop();
    const { load, clients, logs } = this;
    await this.doing(() => this.healed());
    const acknowledged = this.acknowledged();
    const faults = (await logs.lost(load.sent)).map(
      ({ path, answer }) => `acknowledged ${path} ${answer?.id} at ${answer?.revision} is not in the log`,
    );
    faults.push(...(await sendAgain(clients, load.sent.slice(-400))));
    await this.doing(() => this.door('GET', '/test/idle?within=60000'));
    faults.push(...(await this.#heard()));
    faults.push(...(await logs.disordered()), ...(await logs.unverified()));
    faults.push(...(await this.#fallDueOnce()));
    faults.push(...(await sameAfterRebuild(clients, this.load.people().slice(-COMPARED))));
    this.say(`${acknowledged} commands were acknowledged; ${faults.length} faults`);
    for (const fault of faults.slice(0, 10)) this.say(`WRONG (seed ${this.seed}): ${fault}`);
    return faults;
  }

  /** Every published fact is stored once by whoever listens for it, each person's in the order in which it was published. */
  async #heard(): Promise<readonly string[]> {
    const faults: string[] = [];
    const { items } = (await this.door('GET', '/test/messages')) as {
      items: readonly { readonly key: string; readonly headers: Readonly<Record<string, string>> }[];
    };
    const published = new Map(items.map((message) => [message.headers['ce_id'] ?? '', message]));
    for (const service of services) {
      const hears = hearsOf(service);
      const last = new Map<string, number>();
      const stored = new Set<string>();
      for (const { event } of await this.logs.all(service.name)) {
        if (event.type !== 'Heard') continue;
        const message = published.get(event.id);
        if (message === undefined) {
          faults.push(`${service.name} heard ${event.id}, which nobody published`);
          continue;
        }
        if (stored.has(event.id)) faults.push(`${service.name} heard ${event.id} twice`);
        stored.add(event.id);
        const order = `${message.key} from ${message.headers['ce_source'] ?? ''}`;
        const sequence = Number(message.headers['ce_sequence']);
        if (sequence < (last.get(order) ?? 0))
          faults.push(`${service.name} heard ${order} out of order at ${sequence}`);
        last.set(order, sequence);
      }
      for (const [id, { headers }] of published)
        if (hears.has(headers['ce_type'] ?? '') && !stored.has(id))
          faults.push(`${service.name} never heard ${headers['ce_type'] ?? ''} ${id}`);
    }
    return faults;
  }

  /** Three months later: every obligation that was not met is missed once, and nothing else happens twice. */
  async #fallDueOnce(): Promise<readonly string[]> {
    await this.doing(() => this.door('PUT', '/test/clock', { advance: 'P92D' }));
    const faults: string[] = [];
    const plans = new Set(this.load.acknowledged(/^\/care-plan\/plans$/).map(({ answer }) => answer?.id ?? ''));
    const missed = new Map<string, number>();
    const created = new Map<string, number>();
    for (const { event } of await this.logs.all('review')) {
      if (event.type === 'ObligationMissed') missed.set(event.stream, (missed.get(event.stream) ?? 0) + 1);
      if (event.type === 'ObligationCreated') created.set(event.stream, (created.get(event.stream) ?? 0) + 1);
    }
    const total = [...created.values()].reduce((sum, count) => sum + count, 0);
    for (const [stream, count] of created)
      if (missed.get(stream) !== count)
        faults.push(`${stream}: ${count} obligations, of which ${missed.get(stream) ?? 0} were missed once due`);
    if (created.size < plans.size) faults.push(`${plans.size} plans, but obligations of only ${created.size}`);
    this.say(`${plans.size} plans, ${total} obligations, each missed once when it fell due`);
    return faults;
  }

  async stop(): Promise<void> {
    await this.six.stop();
  }
}
