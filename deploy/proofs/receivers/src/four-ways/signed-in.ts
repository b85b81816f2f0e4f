import { member, present, requireText } from '@carethread/ledger';

/** How long one request may take, and how long is waited before it is sent again, in milliseconds. */
const PATIENCE_MS = 40_000;
const AGAIN_MS = 100;

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Somebody with a token, which is asked for again where the platform knows it no more: its gateway was killed meanwhile. */
export class SignedIn {
  #token = '';

  constructor(
    readonly url: string,
    readonly claims: object,
    /** Where tokens are given, if not where everything else is asked. */
    readonly tokensAt: string = url,
  ) {}

  async fetch({ method, path, body, key, headers = {}, signal }: Call): Promise<Response> {
    if (this.#token === '') await this.#signIn();
    const answer = await fetch(
      `${this.url}${path}`,
      present({
        method,
        signal: signal ?? AbortSignal.timeout(PATIENCE_MS),
        headers: present<Record<string, string>>({
          authorization: `Bearer ${this.#token}`,
          'x-purpose': 'provision',
          'idempotency-key': key,
          'content-type': body === undefined ? undefined : 'application/json',
          ...headers,
        }),
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    );
    if (answer.status === 401) this.#token = '';
    return answer;
  }

  async #signIn(): Promise<void> {
    const answer = await fetch(`${this.tokensAt}/test/tokens`, {
      method: 'POST',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(this.claims),
    });
    this.#token = requireText(await answer.json(), 'accessToken');
  }

  /** Sends a request until it is answered, whoever is killed meanwhile. Throws where it is refused. */
  async insists(call: Call): Promise<unknown> {
    for (;;) {
      const answer = await this.#attempt(call);
      if (answer !== undefined) return answer;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  async #attempt(call: Call): Promise<unknown> {
    try {
      const answer = await this.fetch(call);
      const body: unknown = await answer.json();
      if (answer.ok) return body;
      if (answer.status >= 500 || answer.status === 401 || answer.status === 429) return undefined;
      throw new Refused(`${call.method} ${call.path} was answered ${answer.status}: ${String(member(body, 'code'))}`);
    } catch (error) {
      if (error instanceof Refused) throw error;
      return undefined;
    }
  }
}

class Refused extends Error {
  override readonly name = 'Refused';
}
