import { randomUUID } from 'node:crypto';
import { present, requireText } from '@carethread/ledger';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test reads what it expects, and fails where it is not
type Body = any;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  /** Parsed where it is JSON. */
  readonly body: Body;
}

/** Somebody with a token of the built-in issuer. */
export class Caller {
  constructor(
    readonly url: string,
    readonly token: string,
  ) {}

  async send(
    method: string,
    path: string,
    body?: Uint8Array<ArrayBuffer> | string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const answer = await fetch(
      this.url + path,
      present({
        method,
        headers: present<Record<string, string>>({
          authorization: `Bearer ${this.token}`,
          'x-purpose': 'test',
          'idempotency-key': method === 'GET' ? undefined : randomUUID(),
          ...headers,
        }),
        body,
      }),
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    const json = (answer.headers.get('content-type') ?? '').includes('json');
    return {
      status: answer.status,
      headers: answer.headers,
      bytes,
      body: json ? JSON.parse(bytes.toString()) : {},
    };
  }

  json(method: string, path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send(method, path, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
  }
}

export interface Callers {
  readonly tenantId: string;
  readonly assessor: Caller;
  /** A keyworker who has nothing to do with anybody. */
  readonly stranger: Caller;
  /** An assessor of another tenant. */
  readonly elsewhere: Caller;
  caller(claims: object): Promise<Caller>;
  /** Registers a synthetic person. */
  person(): Promise<{ readonly id: string; readonly self: Caller }>;
}

let people = 0;

/** A synthetic name that nobody else bears: two people of one name and date of birth are taken for one. */
export function distinctName(): { readonly given: string; readonly family: string } {
  people += 1;
  return { given: 'Synthetic', family: `Person ${people}` };
}

/** Callers of a platform: with tokens from its route for them in test mode, or with tokens from elsewhere. */
export async function callers(
  url: string,
  by: Pick<Callers, 'tenantId' | 'caller'> = byTestTokens(url),
): Promise<Callers> {
  const { tenantId, caller } = by;
  const assessor = await caller({ roles: ['AS'], qualifications: ['assessor'] });
  return {
    tenantId,
    assessor,
    stranger: await caller({ roles: ['KW'] }),
    elsewhere: await caller({ roles: ['AS'], tenantId: randomUUID() }),
    caller,
    person: async () => {
      const { status, body } = await assessor.json('POST', '/assessment/persons', {
        name: distinctName(),
        dateOfBirth: '1941-05-04',
        firstLanguage: 'en',
        groups: [],
      });
      if (status !== 201) throw new Error(`registering a person was answered ${status} ${JSON.stringify(body)}`);
      return { id: String(body.id), self: await caller({ roles: ['PE'], personId: body.id }) };
    },
  };
}

function byTestTokens(url: string): Pick<Callers, 'tenantId' | 'caller'> {
  const tenantId = randomUUID();
  const caller = async (claims: object): Promise<Caller> => {
    const answer = await fetch(`${url}/test/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tenantId, userId: randomUUID(), ...claims }),
    });
    return new Caller(url, requireText(await answer.json(), 'accessToken'));
  };
  return { tenantId, caller };
}
