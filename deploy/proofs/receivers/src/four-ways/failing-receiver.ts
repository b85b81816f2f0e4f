import { member, textMember } from '@carethread/ledger';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { Arrivals } from './arrivals.js';

/** What goes wrong with an attempt: refused, cut off before and after the notice was taken. */
const FAULTS = ['refused', 'cut', 'lost'] as const;
/** One attempt in so many is never answered, the first of them early: a sender waits for such a one for a quarter of a minute. */
const SILENT_EVERY = 300;
const FIRST_SILENT = 50;

/** A provider's own system, of whose answers a share fails. */
export class FailingReceiver {
  readonly arrivals = new Arrivals();
  readonly faults = { refused: 0, cut: 0, lost: 0, silent: 0 };
  #requests = 0;

  private constructor(
    readonly server: Server,
    readonly share: number,
  ) {
    server.on('request', (request, response: ServerResponse) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => this.#take(JSON.parse(Buffer.concat(chunks).toString('utf8')), response));
    });
  }

  static async start(share: number): Promise<FailingReceiver> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FailingReceiver(server, share);
  }

  get url(): string {
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
  }

  #take(notice: unknown, response: ServerResponse): void {
    if (textMember(notice, 'type') === 'care-plan.endpoint-verification.v1') {
      response.end(textMember(member(notice, 'data'), 'challenge'));
      return;
    }
    this.#requests += 1;
    const fault = this.#fault();
    if (fault !== undefined) this.faults[fault] += 1;
    if (fault === undefined || fault === 'lost') this.arrivals.take(notice);
    if (fault === undefined) response.writeHead(204).end();
    else if (fault === 'refused') response.writeHead(500).end();
    else if (fault !== 'silent') response.destroy();
  }

  #fault(): keyof FailingReceiver['faults'] | undefined {
    if (this.#requests % SILENT_EVERY === FIRST_SILENT) return 'silent';
    return Math.random() < this.share ? FAULTS[Math.floor(Math.random() * FAULTS.length)] : undefined;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}
