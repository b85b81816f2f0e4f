import { randomUUID } from 'node:crypto';

/** How many position tokens of a service are kept: a story waits for at least that many of its commands. */
const KEPT_POSITIONS = 4;

/** What an actor needs of a platform. */
interface Called {
  readonly url: string;
  /** The last position tokens of each service, whole as they came, by tenant and first segment of the path. */
  readonly positions: Map<string, readonly string[]>;
  idle(): Promise<Readonly<Record<string, number>>>;
}

export interface ActorOptions {
  readonly roles: readonly string[];
  readonly userId?: string;
  readonly tenantId?: string;
  readonly organisationId?: string;
  readonly personId?: string;
  readonly serviceIds?: readonly string[];
  readonly qualifications?: readonly string[];
  /** What the identity provider calls them. */
  readonly name?: string;
  /** Of a machine: what its token is good for, separated by spaces, and the client that it was issued to. */
  readonly scope?: string;
  readonly clientId?: string;
  readonly expiresIn?: number;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a story reads what it expects, and fails where it is not
export type Body = any;

export interface Answer {
  readonly status: number;
  readonly body: Body;
  readonly text: string;
  readonly headers: Headers;
}

export interface CallOptions {
  readonly key?: string;
  readonly ifMatch?: string;
  readonly purpose?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is, instead of as JSON. */
  readonly raw?: string;
}

/** Somebody who calls the platform: with their token, an idempotency key of their own, and what the platform last answered. */
export class Actor {
  constructor(
    readonly platform: Called,
    readonly userId: string,
    readonly token: string,
    readonly tenantId: string,
  ) {}

  async call(method: string, path: string, body?: unknown, options: CallOptions = {}): Promise<Answer> {
    const { url } = this.platform;
    const positions = this.#positionTokens();
    const headers: Record<string, string> = { authorization: `Bearer ${this.token}` };
    if (method !== 'GET') headers['idempotency-key'] = options.key ?? randomUUID();
    if (positions.length > 0) headers['prefer'] = `wait-for=${positions.join(',')}`;
    if (options.ifMatch !== undefined) headers['if-match'] = options.ifMatch;
    if (options.purpose !== undefined) headers['x-purpose'] = options.purpose;
    if (body !== undefined || options.raw !== undefined) headers['content-type'] = 'application/json';
    Object.assign(headers, options.headers);
    const sent = options.raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await fetch(url + path, { method, headers, body: sent ?? null });
    const text = await answer.text();
    const position = answer.headers.get('x-position');
    if (position !== null && method !== 'GET') this.#keep(path, position);
    // Everything but an attachment is JSON.
    const json = text !== '' && (answer.headers.get('content-type') ?? '').includes('json');
    return { status: answer.status, body: json ? JSON.parse(text) : undefined, text, headers: answer.headers };
  }

  /** A position token counts in its own tenant only. */
  #positionTokens(): readonly string[] {
    return [...this.platform.positions].flatMap(([of, tokens]) => (of.startsWith(`${this.tenantId} `) ? tokens : []));
  }

  /** Position tokens are opaque: the last few of each service are passed on as they came. */
  #keep(path: string, position: string): void {
    const of = `${this.tenantId} ${path.split('/')[1] ?? ''}`;
    this.platform.positions.set(of, [...(this.platform.positions.get(of) ?? []), position].slice(-KEPT_POSITIONS));
  }

  get(path: string, options: CallOptions = {}): Promise<Answer> {
    return this.call('GET', path, undefined, options);
  }

  /** A command that must succeed: its status is asserted, its body given. */
  async does(method: string, path: string, body: unknown, status: number, options: CallOptions = {}): Promise<Body> {
    const answer = await this.call(method, path, body, options);
    if (answer.status !== status)
      throw new Error(`${method} ${path} answered ${answer.status}, not ${status}: ${answer.text}`);
    return { ...answer.body, etag: answer.headers.get('etag') };
  }

  post(path: string, body: unknown, status = 201, options: CallOptions = {}): Promise<Body> {
    return this.does('POST', path, body, status, options);
  }

  /** Reads something that must be there. */
  async reads(path: string, options: CallOptions = {}): Promise<Body> {
    const answer = await this.get(path, options);
    if (answer.status !== 200) throw new Error(`GET ${path} answered ${answer.status}: ${answer.text}`);
    return { ...answer.body, etag: answer.headers.get('etag') };
  }

  /** Everything on a list, one page after the other. */
  async lists(path: string, query = '', options: CallOptions = {}): Promise<readonly Body[]> {
    const found: Body[] = [];
    for (let after = ''; ;) {
      const { items, next } = await this.reads(`${path}?${query}${after}`, options);
      found.push(...items);
      if (next === undefined) return found;
      after = `&after=${encodeURIComponent(String(next))}`;
    }
  }

  /** A refused command: its code, its items, and that no service has stored anything. */
  async refused(
    method: string,
    path: string,
    body: unknown,
    status: number,
    code: string,
    options: CallOptions & { readonly items?: readonly unknown[] } = {},
  ): Promise<Answer> {
    const before = await this.platform.idle();
    const answer = await this.call(method, path, body, options);
    expect({ status: answer.status, code: answer.body?.code }).toEqual({ status, code });
    if (options.items !== undefined) expect(answer.body.items).toEqual(options.items);
    expect(await this.platform.idle()).toEqual(before);
    return answer;
  }

  /** Polls a read until it shows what is expected, for at most 10 s. */
  async eventually<T>(
    path: string,
    holds: (body: Body) => T | undefined | false,
    options: CallOptions = {},
  ): Promise<T> {
    const deadline = Date.now() + 10_000;
    for (;;) {
      const answer = await this.get(path, options);
      const found = answer.status === 200 ? holds(answer.body) : undefined;
      if (found !== undefined && found !== false) return found;
      if (Date.now() > deadline)
        throw new Error(`GET ${path} did not come to show what was expected: ${answer.status} ${answer.text}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
