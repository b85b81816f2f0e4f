import { SqliteLog } from '@carethread/log-sqlite';
import { join } from 'node:path';
import { sameAfterRebuild, resend } from './checks.js';
import { Clients } from './clients.js';
import { faultsOf } from './consequences.js';
import { Load } from './load.js';
import { Logs } from './logs.js';
import { PlatformProcess } from './platform-process.js';

const WRITERS = 16;
/** A run's kill comes at a random moment within so many milliseconds of the first answer. */
const LONGEST_LOAD_MS = 1_000;
const FIRST_ANSWER_MS = 10_000;
/** So many of the last commands are sent again after a restart; that none is lost is looked up in the log for all of them. */
const RESENT = 400;
const NOW = '2026-03-02T09:00:00.000Z';
/** People whose views are compared with a rebuild. */
const COMPARED = 40;

/** The logs of the embedded stores in a data folder. */
export function embeddedLogs(data: string): Logs {
  return new Logs((service, access) =>
    Promise.resolve(
      SqliteLog.openForReading({ file: join(data, 'logs', `${service}${access ? '.access' : ''}.db`), service }),
    ),
  );
}

/** A crash run: the embedded platform under load, killed, started again, and checked against what had been acknowledged. */
export class CrashRun {
  readonly clients = new Clients('');
  readonly load: Load;
  #platform: PlatformProcess | undefined;

  constructor(
    public data: string,
    readonly random: () => number,
  ) {
    this.load = new Load(this.clients, { writers: WRITERS, random });
  }

  async start(): Promise<void> {
    this.#platform = await PlatformProcess.start(this.data);
    this.clients.url = this.#platform.url;
    await this.clients.call('PUT', '/test/clock', { now: NOW });
    await this.clients.signIn();
  }

  setUp(): Promise<void> {
    return this.clients.setUp();
  }

  /** Writes until the platform is killed at a random moment; gives how many commands were acknowledged. */
  async loadAndKill(): Promise<number> {
    const from = this.load.acknowledged().length;
    const moment = this.random() * LONGEST_LOAD_MS;
    return this.loadUntilKilled(async () => {
      // A platform that has only just started may not have answered anybody yet.
      const deadline = Date.now() + FIRST_ANSWER_MS;
      while (this.load.acknowledged().length === from && Date.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setTimeout(resolve, moment));
    });
  }

  /** Writes while something happens, and kills the platform when it has happened; gives how many commands were acknowledged. */
  async loadUntilKilled(happening: () => Promise<void>): Promise<number> {
    const platform = this.#platform;
    if (platform === undefined) throw new Error('not started');
    const from = this.load.acknowledged().length;
    this.load.start();
    try {
      await happening();
    } finally {
      await platform.kill();
      await this.load.stop();
    }
    return this.load.acknowledged().length - from;
  }

  /**
   * After the restart: everything acknowledged is there once, what was unanswered ends stored once, what policies owe for it was
   * done once, chains hold, views equal a rebuild.
   */
  async check(): Promise<readonly string[]> {
    const { clients, load } = this;
    const logs = embeddedLogs(this.data);
    const faults = (await logs.lost(load.sent)).map(
      ({ path, answer }) => `acknowledged ${path} ${answer?.id} at ${answer?.revision} is not in the log`,
    );
    faults.push(...(await resend(clients, load.sent.slice(-RESENT))));
    await clients.call('GET', '/test/idle?within=60000', undefined, { within: 70_000 });
    faults.push(...faultsOf(await logs.eventsByPerson()));
    faults.push(...(await sameAfterRebuild(clients, load.people().slice(-COMPARED))));
    faults.push(...(await logs.unverified()), ...(await logs.disordered()));
    return faults;
  }

  async stop(): Promise<void> {
    await this.#platform?.stop();
  }
}
