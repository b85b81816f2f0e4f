import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What goes wrong with a request: it is turned away, cut off, or taken and the answer lost. */
const FAULTS = ['away', 'cut', 'lost'] as const;
type Fault = (typeof FAULTS)[number];

/**
 * Stands before a receiver and has a share of all requests fail, a third of them each way; which ones is decided by a seed. What it
 * passes on it passes on as it came.
 */
export class FailingFront {
  readonly #server: Server;
  readonly counts = { passed: 0, away: 0, cut: 0, lost: 0 };
  /** The share of requests that fail; 0 passes everything on. */
  share = 0;
  #state: number;

  private constructor(
    readonly port: number,
    seed: number,
  ) {
    this.#state = seed;
    this.#server = createServer((incoming, answer) => this.#take(incoming, answer));
  }

  static async start(port: number, seed: number): Promise<FailingFront> {
    const front = new FailingFront(port, seed);
    front.#server.listen(0, '127.0.0.1');
    await new Promise((resolve) => front.#server.once('listening', resolve));
    return front;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
  }

  #take(incoming: IncomingMessage, answer: ServerResponse): void {
    const fault = this.#draw();
    this.counts[fault ?? 'passed'] += 1;
    if (fault === 'away') answer.writeHead(503, { 'retry-after': '0' }).end();
    else if (fault === 'cut') incoming.socket.destroy();
    else this.#pass(incoming, answer, fault === 'lost');
  }

  #pass(incoming: IncomingMessage, answer: ServerResponse, losesAnswer: boolean): void {
    const { method = 'GET', url = '/', headers } = incoming;
    const onward = request({ host: '127.0.0.1', port: this.port, method, path: url, headers, agent: false });
    onward.on('response', (response) => {
      if (losesAnswer) {
        response.resume();
        answer.destroy();
      } else {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
        // Whoever answered was killed in the middle of it: its answer ends here as well.
        response.once('close', () => response.complete || answer.destroy());
      }
    });
    // The receiver is down: so is whatever stands before it.
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
    // Whoever asked has gone: nobody reads on.
    answer.once('close', () => onward.destroy());
  }

  /** A linear congruential generator is enough to choose by, and draws the same again by its seed. */
  #draw(): Fault | undefined {
    this.#state = (this.#state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    const drawn = this.#state / 2 ** 32;
    return drawn < this.share ? FAULTS[Math.floor((drawn / this.share) * FAULTS.length)] : undefined;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}
