import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parsed } from '@carethread/ledger';
import { lives, until } from './processes.js';
import { isRunning, type Running, type Server, type Site } from './server.js';
import { SERVERS } from './servers/index.js';

export interface Status {
  readonly url: string;
  readonly version: string;
  readonly pid: number;
  readonly ready: boolean;
  readonly also?: Readonly<Record<string, string>>;
}

const READY_MS = 90_000;
const STOP_MS = 15_000;

/** The servers of one folder (`.engine` by default): up, down, status, and for fault tests kill and wipe. */
export class Engine {
  constructor(
    readonly folder = resolve(process.env['CARETHREAD_ENGINE'] ?? '.engine'),
    readonly say: (message: string) => void = () => undefined,
  ) {}

  #server(name: string): Server {
    const found = SERVERS.find((server) => server.name === name);
    if (found === undefined)
      throw new Error(`there is no server named ${name}: ${SERVERS.map((server) => server.name).join(', ')}`);
    return found;
  }

  #site(name: string): Site {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    return { folder, say: (message) => this.say(`${name}: ${message}`) };
  }

  #state(name: string): Running | undefined {
    const file = join(this.folder, name, 'state.json');
    return existsSync(file) ? parsed(readFileSync(file, 'utf8'), isRunning, `the state of ${name}`) : undefined;
  }

  async status(name: string): Promise<Status | undefined> {
    const state = this.#state(name);
    if (state === undefined) return undefined;
    // The pid alone may be anybody's by now: the right server must answer too.
    const ready =
      lives(state.pid) &&
      (await this.#server(name)
        .answers(state)
        .catch(() => false));
    return { ...state, ready };
  }

  async up(name: string): Promise<Status> {
    const server = this.#server(name);
    const site = this.#site(name);
    const before = await this.status(name);
    if (before?.ready === true) return before;
    await server.install(site);
    // The same port over restarts: clients come back to the address that they know.
    const port = before === undefined ? undefined : Number(new URL(before.url).port);
    const state = await server.start(site, port);
    writeFileSync(join(site.folder, 'state.json'), `${JSON.stringify(state, null, 2)}\n`);
    const ready = await until(async () => lives(state.pid) && server.answers(state), READY_MS);
    if (!ready) throw new Error(`${name} did not answer within ${READY_MS / 1000} s: see ${site.folder}`);
    site.say(`ready at ${state.url}`);
    return { ...state, ready };
  }

  async down(name: string): Promise<void> {
    const state = this.#state(name);
    if (state === undefined || !lives(state.pid)) return;
    if (
      !(await this.#server(name)
        .answers(state)
        .catch(() => false))
    ) {
      this.say(`${name}: process ${state.pid} is not the server that was started here; left alone`);
      return;
    }
    await this.#server(name).stop(this.#site(name), state);
    if (!(await until(() => Promise.resolve(!lives(state.pid)), STOP_MS))) process.kill(state.pid, 'SIGKILL');
    this.say(`${name}: stopped`);
  }

  /** For fault tests: the process is gone at once. `up` brings it back at the same address. */
  async kill(name: string): Promise<void> {
    const state = this.#state(name);
    if (state === undefined) return;
    if (lives(state.pid)) process.kill(state.pid, 'SIGKILL');
    await until(() => Promise.resolve(!lives(state.pid)), STOP_MS);
  }

  /** For fault tests: the data of a killed server are gone. The address is kept. */
  wipe(name: string, paths: readonly string[]): void {
    for (const path of paths) rmSync(join(this.folder, name, path), { recursive: true, force: true });
  }

  /** For drills: what is in one folder of a killed server takes another one's place. */
  putBack(name: string, from: string, to: string): void {
    this.wipe(name, [to]);
    renameSync(join(this.folder, name, from), join(this.folder, name, to));
  }
}
