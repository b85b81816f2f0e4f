import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { listMember } from '@carethread/ledger';

/** A notice as a test makes it. */
export interface StubNotice {
  readonly id: string;
  readonly type: string;
  readonly sequence: string;
  readonly data: object;
}

/** What a receiver calls of the platform and of its identity provider, in memory; it notes what it was asked. */
export class StubPlatform {
  readonly feed: StubNotice[] = [];
  readonly acknowledged = new Set<string>();
  readonly fetched: string[] = [];
  keys: readonly string[] = [];
  tokens = 0;
  keyReads = 0;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<StubPlatform> {
    const stub = new StubPlatform();
    stub.#server.listen(0, '127.0.0.1');
    await new Promise((resolve) => stub.#server.once('listening', resolve));
    return stub;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(Buffer.from(part));
    const answer = (body: object): void => void response.end(JSON.stringify(body));
    const isOpen = pathname === '/token' || pathname === '/care-plan/webhook-keys';
    if (!isOpen && request.headers.authorization !== `Bearer token-${this.tokens}`) {
      response.writeHead(401).end('{}');
    } else if (pathname === '/token') answer({ access_token: `token-${++this.tokens}`, expires_in: 300 });
    else if (pathname === '/care-plan/webhook-keys') {
      this.keyReads += 1;
      answer({ keys: this.keys.map((x) => ({ kty: 'OKP', crv: 'Ed25519', x })) });
    } else if (pathname === '/care-plan/notices') answer(this.#page(searchParams.get('after')));
    else if (pathname === '/care-plan/notices/acknowledgements') {
      for (const id of listMember(JSON.parse(Buffer.concat(parts).toString()), 'ids'))
        this.acknowledged.add(String(id));
      answer({});
    } else {
      this.fetched.push(pathname);
      answer({ content: {} });
    }
  }

  /** Two at a time, so that a receiver has to go on. */
  #page(after: string | null): object {
    const from = Number(after ?? 0);
    return { items: this.feed.slice(from, from + 2).map((event, at) => ({ cursor: String(from + at + 1), event })) };
  }
}
