import { randomUUID } from 'node:crypto';
import { present } from '@carethread/ledger';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test reads what it expects, and fails where it is not
type Body = any;

export interface Told {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: Body;
}

/** Somebody with a token, who asks over HTTP. */
export class Token {
  private constructor(
    readonly url: string,
    readonly userId: string,
    readonly token: string,
  ) {}

  static async of(url: string, claims: { readonly userId: string; readonly [claim: string]: unknown }): Promise<Token> {
    const answer = await fetch(`${url}/test/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(claims),
    });
    const { accessToken } = (await answer.json()) as { accessToken: string };
    return new Token(url, claims.userId, accessToken);
  }

  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Told> {
    const answer = await fetch(
      this.url + path,
      present({
        method,
        headers: present<Record<string, string>>({
          authorization: `Bearer ${this.token}`,
          'x-purpose': 'test',
          'idempotency-key': method === 'GET' ? undefined : randomUUID(),
          'content-type': body === undefined ? undefined : 'application/json',
          ...headers,
        }),
        body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
    const text = await answer.text();
    const json = text !== '' && (answer.headers.get('content-type') ?? '').includes('json');
    const read = json ? JSON.parse(text) : {};
    const etag = answer.headers.get('etag');
    return { status: answer.status, code: read.code, body: etag === null ? read : { ...read, etag } };
  }

  async must(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Body> {
    const told = await this.ask(method, path, body, headers);
    if (told.status >= 300) throw new Error(`${method} ${path} answered ${told.status} ${JSON.stringify(told.body)}`);
    return told.body;
  }

  upload(path: string): Promise<Body> {
    return this.must('POST', path, `synthetic ${randomUUID()}`, { 'content-type': 'text/plain' });
  }
}
