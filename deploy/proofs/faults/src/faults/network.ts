import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const FORWARD = fileURLToPath(new URL('../../dist/faults/forward.js', import.meta.url));

function ip(...args: readonly string[]): void {
  const done = spawnSync('ip', args, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`ip ${args.join(' ')}: ${done.stderr || String(done.error)}`);
}

/** Ports of this machine's loopback that a process inside the namespace must reach. */
export interface Reached {
  /** Over the link that is never cut. */
  readonly always: readonly number[];
  /** Over the link that can be cut. */
  readonly cuttable: readonly number[];
}

/**
 * A network namespace with two links to this machine: one for stores and requests, one for Kafka, which can be cut as a cable is cut:
 * no connection is closed. A process inside finds the servers at the addresses that they have outside. It needs root.
 */
export class Network {
  readonly name = `ctf${process.pid}`;
  /** The address of a process inside, as seen from outside. */
  readonly host: string;
  readonly #forwarders: ChildProcess[] = [];

  private constructor(readonly number: number) {
    this.host = `10.231.${number}.2`;
  }

  static async start(reached: Reached): Promise<Network> {
    const network = new Network(1 + (process.pid % 250));
    try {
      network.#link();
      await network.#forward(reached);
    } catch (error) {
      network.stop();
      throw error;
    }
    return network;
  }

  #link(): void {
    const { name, number } = this;
    ip('netns', 'add', name);
    for (const [link, net] of [
      ['a', 231],
      ['k', 232],
    ] as const) {
      ip('link', 'add', `${name}${link}`, 'type', 'veth', 'peer', 'name', `${link}0`, 'netns', name);
      ip('addr', 'add', `10.${net}.${number}.1/30`, 'dev', `${name}${link}`);
      ip('link', 'set', `${name}${link}`, 'up');
      ip('-n', name, 'addr', 'add', `10.${net}.${number}.2/30`, 'dev', `${link}0`);
      ip('-n', name, 'link', 'set', `${link}0`, 'up');
    }
    ip('-n', name, 'link', 'set', 'lo', 'up');
  }

  async #forward({ always, cuttable }: Reached): Promise<void> {
    const at = (net: number, port: number): string => `10.${net}.${this.number}.1:${port}`;
    const all = [...always.map((port) => [231, port] as const), ...cuttable.map((port) => [232, port] as const)];
    await this.#run(process.execPath, [FORWARD, ...all.map(([net, port]) => `${at(net, port)}=127.0.0.1:${port}`)]);
    await this.#run(
      'ip',
      [
        ...this.inside,
        process.execPath,
        FORWARD,
        ...all.map(([net, port]) => `127.0.0.1:${port}=${at(net, port)}`),
      ].slice(1),
    );
  }

  /** What runs a program inside. */
  get inside(): readonly string[] {
    return ['ip', 'netns', 'exec', this.name];
  }

  async #run(program: string, args: readonly string[]): Promise<void> {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#forwarders.push(child);
    await new Promise<void>((resolve, reject) => {
      child.stdout.once('data', () => resolve());
      child.once('exit', (code) => reject(new Error(`the forwarder ended with ${String(code)}`)));
    });
  }

  cut(): void {
    ip('link', 'set', `${this.name}k`, 'down');
  }

  heal(): void {
    ip('link', 'set', `${this.name}k`, 'up');
  }

  stop(): void {
    for (const child of this.#forwarders) child.kill('SIGKILL');
    spawnSync('ip', ['netns', 'del', this.name]);
  }
}
