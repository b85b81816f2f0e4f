import { createServer, type Server } from 'node:http';
import { Upstreams } from './upstreams.js';

/** A copy of a service, as far as a probe sees one. */
class Copy {
  status = 200;
  #server: Server | undefined;

  private constructor(readonly port: number) {}

  static async start(port = 0): Promise<Copy> {
    const server = createServer((_, reply) => void reply.writeHead(copy.status).end('{}'));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const address = server.address();
    const copy = new Copy(typeof address === 'object' && address !== null ? address.port : 0);
    copy.#server = server;
    return copy;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }
}

async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('the replicas of a service behind the gateway', () => {
  let one: Copy;
  let two: Copy;
  let upstreams: Upstreams;
  const asked = (): ReadonlySet<string> => new Set(Array.from({ length: 10 }, () => upstreams.next('risk')));

  beforeEach(async () => {
    one = await Copy.start();
    two = await Copy.start();
    upstreams = new Upstreams({ risk: [one.url, two.url] });
  });
  afterEach(async () => {
    upstreams.stop();
    await one.stop();
    await two.stop();
  });

  it('take requests in turn', () => {
    expect(asked()).toEqual(new Set([one.url, two.url]));
    expect(upstreams.next('risk')).not.toBe(upstreams.next('risk'));
  });

  it('are left out once one does not answer, until it reports that it is ready', async () => {
    await one.stop();
    upstreams.failed(one.url);
    expect(asked()).toEqual(new Set([two.url]));
    upstreams.start();
    one = await Copy.start(one.port);
    await until(() => asked().size === 2);
  });

  it('are left out while one is not ready, and a service is missing when none is', async () => {
    upstreams.start();
    one.status = 503;
    await until(() => asked().size === 1);
    expect(asked()).toEqual(new Set([two.url]));
    expect(upstreams.missing()).toEqual([]);
    two.status = 503;
    await until(() => upstreams.missing().includes('risk'));
    // Whoever asks all the same is not told that there is no such service.
    expect(asked()).toEqual(new Set([one.url, two.url]));
  });
});
