import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { member, textMember } from '@carethread/ledger';

/** A request that reached a receiver. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The id of the notice. */
  readonly id: string;
  readonly type: string;
  readonly sequence: string | undefined;
}

type Answers = (received: Received, response: ServerResponse, nth: number) => void;

/** A provider's own system on loopback, for webhooks: it sends challenges back, and answers the rest as a test says. */
export class Receiver {
  readonly received: Received[] = [];
  #waiting: (() => void)[] = [];
  answers: Answers = (_, response) => response.writeHead(204).end();

  private constructor(readonly server: Server) {
    server.on('request', (request, response: ServerResponse) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => this.#take(request.headers, Buffer.concat(chunks).toString('utf8'), response));
    });
  }

  static async start(): Promise<Receiver> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Receiver(server);
  }

  get url(): string {
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/hook`;
  }

  #take(headers: IncomingHttpHeaders, body: string, response: ServerResponse): void {
    const event: unknown = JSON.parse(body);
    const type = textMember(event, 'type') ?? '';
    const received = {
      headers,
      body,
      type,
      id: textMember(event, 'id') ?? '',
      sequence: textMember(event, 'sequence'),
    };
    if (type === 'care-plan.endpoint-verification.v1') {
      response.end(textMember(member(event, 'data'), 'challenge'));
      return;
    }
    this.received.push(received);
    this.answers(received, response, this.received.length);
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Resolves when what was received fits; rejects after a while of real time. */
  async until(fits: (received: readonly Received[]) => boolean, within = 20_000): Promise<readonly Received[]> {
    const ends = AbortSignal.timeout(within);
    while (!fits(this.received)) {
      if (ends.aborted) throw new Error(`${this.received.length} received: not what was waited for`);
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        ends.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    return this.received;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}
