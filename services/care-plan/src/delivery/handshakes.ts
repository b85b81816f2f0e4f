import { send, type ServiceRuntime } from '@carethread/runtime';
import { randomUUID } from 'node:crypto';
import { endpoint } from '../domain/endpoint/decider.js';
import { ACCEPTED, type Target } from './attempt.js';
import { failedHandshake, keepOutside } from './outside-attempts.js';
import { challenged } from './verification.js';

/** Sends a FHIR client’s Subscription its handshake once it is registered: such a client never asks for it. */
export class Handshakes {
  readonly #underWay = new Set<string>();

  constructor(readonly runtime: ServiceRuntime) {}

  /** One at a time for an endpoint, and none after one has failed: then its provider asks for the verification. */
  begin(target: Target): void {
    const { endpointId } = target;
    if (this.#underWay.has(endpointId)) return;
    this.#underWay.add(endpointId);
    // What breaks leaves the endpoint unverified; whoever takes the lease next looks at it again.
    void this.#shake(target)
      .catch(() => undefined)
      .finally(() => this.#underWay.delete(endpointId));
  }

  async #shake({ endpointId, tenantId, read }: Target): Promise<void> {
    const { webhooks } = this.runtime;
    if ((await failedHandshake(webhooks, endpointId)) !== undefined) return;
    const begun = performance.now();
    const site = { read, tenantId, now: this.runtime.now(), webhooks };
    const came = await challenged(site, endpointId, randomUUID());
    await keepOutside(webhooks, endpointId, begun, came);
    if (came.outcome !== ACCEPTED) return;
    const by = { tenantId, commandId: randomUUID(), correlationId: randomUUID() };
    await this.runtime.issue(
      'verify-endpoint-by-handshake',
      send(endpoint, endpointId, { type: 'VerifyEndpoint' }),
      by,
    );
  }
}
