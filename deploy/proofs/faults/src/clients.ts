import { randomUUID } from 'node:crypto';
import { isPlain } from '@carethread/contracts';
import { present } from '@carethread/ledger';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

interface CallOptions {
  readonly as?: string;
  readonly key?: string;
  readonly prefer?: string;
  /** Another address than the clients'. */
  readonly url?: string;
  /** Milliseconds. */
  readonly within?: number;
}

/** Longer than a platform may take to answer, in milliseconds. */
const PATIENCE_MS = 35_000;

/** The people who use a platform in test mode, by role, over HTTP: they know its address and nothing else. */
export class Clients {
  readonly tenantId = randomUUID();
  readonly organisationId = randomUUID();
  readonly #tokens = new Map<string, string>();

  constructor(public url: string) {}

  /** Signs everybody in; after a restart of a platform that makes its keys anew, again. */
  async signIn(): Promise<void> {
    for (const [index, role] of ['AS', 'SM', 'PA', 'AU'].entries()) {
      const { body } = await this.call('POST', '/test/tokens', {
        userId: `00000000-0000-4000-8000-00000000000${index}`,
        roles: [role],
        tenantId: this.tenantId,
        organisationId: this.organisationId,
        qualifications: ['assessor'],
      });
      this.#tokens.set(role, String(body['accessToken']));
    }
  }

  /** Sets the organisation that the load works for. */
  async setUp(): Promise<void> {
    const { status } = await this.call(
      'PUT',
      `/assessment/organisations/${this.organisationId}`,
      { kind: 'provider', name: 'Synthetic', jurisdiction: 'ENG' },
      { as: 'PA' },
    );
    if (status !== 200) throw new Error(`the organisation was answered ${status}`);
  }

  async call(method: string, path: string, body?: object, options: CallOptions = {}): Promise<Answer> {
    const answer = await this.#send(method, path, body, options);
    if (answer.status !== 401 || options.as === undefined) return answer;
    // Tokens live for minutes.
    await this.signIn();
    return this.#send(method, path, body, options);
  }

  async #send(method: string, path: string, body: object | undefined, options: CallOptions): Promise<Answer> {
    const token = options.as === undefined ? undefined : this.#tokens.get(options.as);
    const answer = await fetch(
      `${options.url ?? this.url}${path}`,
      present({
        method,
        signal: AbortSignal.timeout(options.within ?? PATIENCE_MS),
        headers: present<Record<string, string>>({
          authorization: token === undefined ? undefined : `Bearer ${token}`,
          'x-purpose': token === undefined ? undefined : 'crash run',
          'idempotency-key': options.key,
          prefer: options.prefer,
          'content-type': body === undefined ? undefined : 'application/json',
        }),
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    );
    const json: unknown = await answer.json();
    return { status: answer.status, body: isPlain(json) ? json : {}, headers: answer.headers };
  }
}
