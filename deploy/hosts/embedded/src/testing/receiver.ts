import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { listMember, member, textMember } from '@carethread/ledger';

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
  /** Bundles of FHIR that hold what is to be sent back. */
  readonly handshakes: Received[] = [];
  shakes: Answers = ({ body }, response) => response.end(body);

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
    if (member(event, 'resourceType') === 'Bundle') return this.#takeBundle({ headers, body }, event, response);
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
    this.#keep(received, response);
  }

  /** `type` is the notification’s, `sequence` the number of its event. */
  #takeBundle(sent: Pick<Received, 'headers' | 'body'>, bundle: unknown, response: ServerResponse): void {
    const status: unknown = member(listMember(bundle, 'entry')[0], 'resource');
    const said = (list: readonly unknown[], name: string): unknown => list.find((one) => member(one, 'name') === name);
    const parameters = listMember(status, 'parameter');
    const event = listMember(said(parameters, 'notification-event'), 'part');
    const received: Received = {
      ...sent,
      id: textMember(bundle, 'id') ?? '',
      type: textMember(said(parameters, 'type'), 'valueCode') ?? '',
      sequence: textMember(said(event, 'event-number'), 'valueString'),
    };
    if (received.type !== 'handshake') return this.#keep(received, response);
    this.handshakes.push(received);
    this.shakes(received, response, this.handshakes.length);
  }

  #keep(received: Received, response: ServerResponse): void {
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
