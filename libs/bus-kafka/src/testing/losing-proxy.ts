import { createServer, connect, type Server, type Socket } from 'node:net';

const PRODUCE = 0;

/**
 * Stands between a client and a broker's listener, and cuts the connection instead of handing on an answer to Produce: the batch
 * was stored, and nobody knows. Reads no more of the protocol than lengths, the kind of request and correlation ids.
 */
export class LosingProxy {
  #lose = 0;
  /** Answers lost so far. */
  lost = 0;
  readonly #sockets = new Set<Socket>();

  private constructor(readonly server: Server) {}

  static async start(at: string, behind: string): Promise<LosingProxy> {
    const server = createServer();
    const proxy = new LosingProxy(server);
    const target = new URL(behind.replace(/^tcp:/, 'http:'));
    server.on('connection', (client) => proxy.#forward(client, Number(target.port), target.hostname));
    const { port, hostname } = new URL(at.replace(/^kafka:/, 'http:'));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(Number(port), hostname, resolve);
    });
    return proxy;
  }

  /** How many of the next answers to Produce are lost. */
  lose(count: number): void {
    this.#lose = count;
  }

  #forward(client: Socket, port: number, host: string): void {
    const broker = connect(port, host);
    const produce = new Set<number>();
    const cut = (): void => {
      client.destroy();
      broker.destroy();
      this.#sockets.delete(client);
    };
    this.#sockets.add(client);
    for (const socket of [client, broker]) socket.on('error', cut).on('close', cut);
    frames(client, (frame) => {
      if (frame.readInt16BE(4) === PRODUCE) produce.add(frame.readInt32BE(8));
      broker.write(frame);
    });
    frames(broker, (frame) => {
      if (produce.delete(frame.readInt32BE(4)) && this.#lose > 0) {
        this.#lose -= 1;
        this.lost += 1;
        cut();
        return;
      }
      client.write(frame);
    });
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Calls back with each whole message: four bytes of length, and as many that follow. */
function frames(socket: Socket, take: (frame: Buffer) => void): void {
  let pending: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 4 && pending.length >= 4 + pending.readInt32BE(0)) {
      const length = 4 + pending.readInt32BE(0);
      const frame = pending.subarray(0, length);
      pending = pending.subarray(length);
      take(frame);
    }
  });
}
