import { textMember } from '@carethread/ledger';
import { LosingProxy } from '@carethread/bus-kafka/testing';
import { freePort } from '@carethread/servers';
import { PostgresLog } from '@carethread/log-postgres';
import type { ProcessState } from '@carethread/http-api';
import { RemoteProcess } from '@carethread/service-kit';
import { sameAfterRebuild, resend } from '../checks.js';
import { Clients } from '../clients.js';
import { faultsOf, missedFaults } from '../consequences.js';
import { Load } from '../load.js';
import { Logs } from '../logs.js';
import { seeded } from '../seeded.js';
import { consumptionFaults } from './consumption.js';
import { Network } from './network.js';
import { theServers, type Servers } from './servers.js';
import { SixProcesses } from './six-processes.js';

export const NOW = '2026-03-02T09:00:00.000Z';
const WRITERS = 4;
const REST_MS = 25;
/** People whose views are compared with a rebuild. */
const COMPARED = 5;
/** Commands that are sent again after each fault. */
const RESENT = 100;
const READY_MS = 60_000;

/** Where the load stands when a fault begins. */
interface Mark {
  readonly sent: number;
  readonly began: number;
}

/**
 * Six processes on real servers while clients write; what was acknowledged is remembered, and everything is checked afterwards.
 * `assessment` speaks to Kafka through a proxy that can lose answers, `consent` over a link that can be cut.
 */
export class PlatformUnderLoad {
  readonly seed = Number(process.env['CARETHREAD_SEED'] ?? Date.now() % 1_000_000);
  readonly random = seeded(this.seed);
  readonly logs: Logs;
  readonly clients: Clients;
  readonly load: Load;
  #fault = 'start';
  #mark: Mark = { sent: 0, began: Date.now() };

  private constructor(
    readonly servers: Servers,
    readonly proxy: LosingProxy,
    readonly network: Network,
    readonly six: SixProcesses,
  ) {
    const { url } = servers.postgres;
    this.clients = new Clients(six.url);
    this.load = new Load(this.clients, { writers: WRITERS, rest: REST_MS, random: this.random });
    this.logs = new Logs((service, access) =>
      PostgresLog.open({ url, namespace: six.namespace, service, access, clock: Date, connections: 1 }),
    );
  }

  static async start(): Promise<PlatformUnderLoad> {
    const servers = await theServers();
    const { postgres, kafka, mongo } = servers;
    const port = await freePort();
    const portOf = ({ url }: { readonly url: string }): number => Number(new URL(url).port);
    const proxied = kafka.also?.['proxied'] ?? '';
    const proxy = await LosingProxy.start(proxied, kafka.also?.['behindProxy'] ?? '');
    const network = await Network.start({ always: [portOf(postgres), portOf(mongo), port], cuttable: [portOf(kafka)] });
    const verbose = process.env['CARETHREAD_FAULTS_TELL'] === '1';
    try {
      const six = await SixProcesses.start({
        servers,
        port,
        spare: ['care-plan', 'review'],
        apart: {
          assessment: { env: { CARETHREAD_BUS: proxied } },
          consent: {
            env: {
              CARETHREAD_HOST: network.host,
              CARETHREAD_OPERATOR_HOST: network.host,
              CARETHREAD_OPEN_DEMO: 'whoever-reaches-it-may-be-anyone',
            },
            runBy: network.inside,
          },
        },
        say: (line) => void (verbose && process.stderr.write(`${line}\n`)),
      });
      const platform = new PlatformUnderLoad(servers, proxy, network, six);
      await platform.#begin();
      return platform;
    } catch (error) {
      network.stop();
      await proxy.stop();
      throw error;
    }
  }

  async #begin(): Promise<void> {
    try {
      await this.testRoute('PUT', '/test/clock', { now: NOW });
      await this.clients.signIn();
      await this.clients.setUp();
      await this.testRoute('GET', '/test/idle?within=30000');
      this.say(`seed ${this.seed}, ${this.six.copies.size} processes`);
    } catch (error) {
      await this.six.stop();
      throw error;
    }
  }

  /** Loads the platform, lets the fault happen, waits until it has healed, and gives everything that is not as it must be. */
  async under(name: string, happen: (platform: PlatformUnderLoad) => Promise<void>): Promise<readonly string[]> {
    this.#fault = name;
    this.#mark = { sent: this.load.sent.length, began: Date.now() };
    this.say('begins');
    this.load.start();
    try {
      await this.more(10, 60_000);
      await happen(this);
    } catch (error) {
      this.say(`failed with seed ${this.seed}: ${String(error)}`);
      await this.load.stop();
      return [String(error)];
    }
    return this.#afterwards();
  }

  say(line: string): void {
    const seconds = ((Date.now() - this.#mark.began) / 1000).toFixed(0);
    process.stderr.write(`[${this.#fault}] ${seconds} s: ${line}\n`);
  }

  /** Calls a route of test mode, over the copies that run now. Throws where it is refused. */
  async testRoute(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const url = await this.six.testUrl();
    const answered = await this.clients.call(method, path, body, { url, within: 180_000 });
    if (answered.status >= 300)
      throw new Error(`${path} was answered ${answered.status} ${JSON.stringify(answered.body)}`);
    return answered.body;
  }

  #inner(copy: string): RemoteProcess {
    return new RemoteProcess(this.six.copies.get(copy)?.url ?? '');
  }

  state(copy: string): Promise<ProcessState> {
    return this.#inner(copy).state();
  }

  setClock(copy: string, now: string): Promise<void> {
    return this.#inner(copy).setClock(now);
  }

  /** Time goes on for every copy that lives, and what falls due is issued, whatever else is happening. */
  async advance(milliseconds: number): Promise<void> {
    await Promise.all(
      [...this.six.copies.keys()].map(async (copy) => {
        try {
          const { now } = await this.state(copy);
          await this.setClock(copy, new Date(Date.parse(now) + milliseconds).toISOString());
          await this.#inner(copy).issueDue();
        } catch {
          // the copy is being killed at this moment
        }
      }),
    );
  }

  /** What a read of care-plan says of its age, in seconds; 0 where it says nothing. */
  async ageOfARead(): Promise<number> {
    const agreed = this.load.acknowledged(/^\/care-plan\/episodes$/).at(-1)?.body;
    const { status, headers } = await this.clients.call(
      'GET',
      `/care-plan/episodes?personId=${textMember(agreed, 'personId') ?? ''}`,
      undefined,
      { as: 'SM' },
    );
    if (status !== 200) throw new Error(`a read was answered ${status}`);
    return Number(headers.get('age') ?? 0);
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
      url: this.six.copies.get(copy)?.operator ?? '',
      within: 5_000,
    });
  }

  /** Every copy says that it is ready, and nothing is left to do: the platform has healed without an operator. */
  async healed(): Promise<void> {
    const began = Date.now();
    for (const name of this.six.copies.keys())
      await this.eventually(`${name} is ready`, READY_MS, async () => {
        const { status, body } = await this.health(name);
        return status === 200 && body['status'] === 'ok';
      });
    await this.testRoute('GET', '/test/idle?within=60000');
    this.say(`healed and idle ${((Date.now() - began) / 1000).toFixed(1)} s after the load ended`);
  }

  async #afterwards(): Promise<readonly string[]> {
    const { load, clients, logs } = this;
    await load.stop();
    const acknowledged = this.acknowledged();
    const faults: string[] = [];
    try {
      await this.healed();
      for (const { path, answer } of await logs.lost(load.sent))
        faults.push(`acknowledged ${path} ${answer?.id} at ${answer?.revision} is not in the log`);
      faults.push(...(await resend(clients, load.sent.slice(this.#mark.sent).slice(-RESENT))));
      await this.testRoute('GET', '/test/idle?within=60000');
      faults.push(...(await consumptionFaults((await this.testRoute('GET', '/test/messages'))['items'], logs)));
      faults.push(...faultsOf(await logs.eventsByPerson()));
      faults.push(...(await this.#missedOnce()));
      faults.push(...(await logs.disordered()), ...(await logs.unverified()));
      faults.push(...(await sameAfterRebuild(clients, load.people().slice(-COMPARED), await this.six.testUrl())));
    } catch (error) {
      faults.push(String(error));
    }
    const seconds = ((Date.now() - this.#mark.began) / 1000).toFixed(0);
    this.say(`${acknowledged} acknowledged in all; ${faults.length} faults; ${seconds} s`);
    for (const fault of faults.slice(0, 10)) this.say(`WRONG (seed ${this.seed}): ${fault}`);
    return faults;
  }

  /** Three months later: every obligation that was not met is missed once. */
  async #missedOnce(): Promise<readonly string[]> {
    await this.testRoute('PUT', '/test/clock', { advance: 'P92D' });
    const plans = new Set(this.load.acknowledged(/^\/care-plan\/plans$/).map(({ answer }) => answer?.id ?? ''));
    const { faults, obligations } = missedFaults(await this.logs.all('review'), plans.size);
    this.say(`${plans.size} plans, ${obligations} obligations, each missed once when it fell due`);
    return faults;
  }

  async stop(): Promise<void> {
    await this.load.stop();
    await this.six.stop();
    this.network.stop();
    await this.proxy.stop();
  }
}
