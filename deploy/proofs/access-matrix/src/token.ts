import { randomUUID } from 'node:crypto';
import { listMember, member, present, textMember } from '@carethread/ledger';

export interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: unknown;
  readonly etag: string | null;
}

type Headers = Readonly<Record<string, string>>;

/** The code of a refusal: of a problem, or of an OperationOutcome of FHIR. */
function codeIn(body: unknown): string | undefined {
  const details: unknown = member(listMember(body, 'issue')[0], 'details');
  return textMember(body, 'code') ?? textMember(listMember(details, 'coding')[0], 'code');
}

/** Somebody with a token, who calls the platform over HTTP. */
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
    return new Token(url, claims.userId, textIn(await answer.json(), 'accessToken'));
  }

  async call(method: string, path: string, body?: unknown, headers: Headers = {}): Promise<Answer> {
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
    const isJson = text !== '' && (answer.headers.get('content-type') ?? '').includes('json');
    const read: unknown = isJson ? JSON.parse(text) : {};
    return { status: answer.status, code: codeIn(read), body: read, etag: answer.headers.get('etag') };
  }

  /** A call that must succeed. */
  async must(method: string, path: string, body?: unknown, headers: Headers = {}): Promise<Answer> {
    const answer = await this.call(method, path, body, headers);
    if (answer.status >= 300)
      throw new Error(`${method} ${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  }

  /** The id of what a POST creates, or another text of its answer. */
  async post(path: string, body: unknown, member = 'id'): Promise<string> {
    const answer = await this.must('POST', path, body);
    return textIn(answer.body, member);
  }

  /** The items of a list. */
  async list(path: string): Promise<readonly unknown[]> {
    const answer = await this.must('GET', path);
    return listMember(answer.body, 'items');
  }

  async upload(path: string): Promise<string> {
    const answer = await this.must('POST', path, `synthetic ${randomUUID()}`, { 'content-type': 'text/plain' });
    return textIn(answer.body, 'id');
  }
}

/** A text that an answer must have. */
export function textIn(answer: unknown, name: string): string {
  const found = textMember(answer, name);
  if (found === undefined) throw new Error(`an answer has no ${name}: ${JSON.stringify(answer)}`);
  return found;
}
