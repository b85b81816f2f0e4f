import type { ViewStore } from '@carethread/event-sourcing';
import { uuidV5 } from '@carethread/ledger';
import type { KeyStore } from '@carethread/privacy';
import { signedHeaders, type Answer, type HttpSender, type SendFailure, type Signer } from '@carethread/webhooks';
import { Attempts } from './attempts.js';
import { WebhookKeys } from './webhook-keys.js';

/** How a process sends webhooks; a host without it sends none. */
export interface WebhookPort {
  readonly sender: Pick<HttpSender, 'post' | 'fault'>;
  /** Shortens the delays between attempts in tests; 1 elsewhere. */
  readonly retryScale: number;
}

/** What an endpoint is sent, and by which keys. */
export interface Signed {
  readonly tenantId: string;
  readonly url: string;
  /** The provider's keys that are in force: while one is rotated, two. */
  readonly keyIds: readonly string[];
  /** Secrets that sign as well, where the provider asked for one. */
  readonly secretIds: readonly string[];
  readonly id: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly wantsBody?: boolean;
}

/** The id of the secret that an endpoint shares with Carethread under one of its provider's keys. */
export const secretIdOf = (endpointId: string, keyId: string): string => uuidV5(endpointId, 'webhook-secret', keyId);

/** Webhooks of a service: signed by keys of the key store, sent by the host's sender, each attempt kept. */
export class Webhooks {
  readonly keys: WebhookKeys;
  #attempts: Promise<Attempts> | undefined;

  constructor(
    keys: KeyStore,
    readonly store: ViewStore,
    readonly port: WebhookPort | undefined,
    /** How the installation is called from outside. */
    readonly publicUrl?: string | undefined,
  ) {
    this.keys = new WebhookKeys(keys);
  }

  /** Opened when it is asked for first: most services send nothing. */
  attempts(): Promise<Attempts> {
    this.#attempts ??= Attempts.open(this.store).catch((error: unknown) => {
      this.#attempts = undefined;
      throw error;
    });
    return this.#attempts;
  }

  /** Why nothing is sent to a URL: `off` where this process sends no webhooks at all. */
  async fault(url: string): Promise<SendFailure | 'off' | undefined> {
    return this.port === undefined ? 'off' : this.port.sender.fault(url);
  }

  async send({ tenantId, url, keyIds, secretIds, id, body, headers = {}, wantsBody = false }: Signed): Promise<Answer> {
    if (this.port === undefined) return { failure: 'connection' };
    const signers: Signer[] = [];
    for (const keyId of keyIds) signers.push(await this.keys.signer(tenantId, keyId));
    for (const secretId of secretIds) signers.push(await this.keys.hmacSigner(tenantId, secretId));
    // A receiver compares it with its own clock: it is never the clock of a test.
    const timestamp = Math.floor(Date.now() / 1_000);
    return this.port.sender.post({
      url,
      body,
      wantsBody,
      headers: {
        'content-type': 'application/cloudevents+json',
        'user-agent': 'Carethread',
        ...headers,
        ...signedHeaders({ id, timestamp, body }, signers),
      },
    });
  }
}
