import { randomUUID } from 'node:crypto';
import { raiseAlarm } from './alarms.js';
import { ACCEPTED, outcomeOf, type Target } from './attempt.js';
import { sendMessage } from './endpoint-message.js';
import { keepOutside } from './outside-attempts.js';
import type { RunSite } from './run.js';

/** How its entry among what is due begins. */
export const HEARTBEAT = 'heartbeat';

/** Sends signs of life to an endpoint whose client asked for them: by each it learns how far the sequence reaches. */
export class Heartbeat {
  #isBeating = false;

  constructor(
    readonly site: Pick<RunSite, 'runtime' | 'due'>,
    public target: Target,
  ) {}

  begin(): void {
    const { heartbeatSeconds = 0 } = this.target.state;
    const scale = this.site.runtime.webhooks.port?.retryScale ?? 1;
    this.site.due(this.#name, Date.now() + heartbeatSeconds * 1_000 * scale);
  }

  stop(): void {
    this.site.due(this.#name, undefined);
  }

  async beat(): Promise<void> {
    this.begin();
    if (this.#isBeating) return;
    this.#isBeating = true;
    try {
      await this.#send();
    } catch {
      // The next one tries again.
    } finally {
      this.#isBeating = false;
    }
  }

  get #name(): string {
    return `${HEARTBEAT} ${this.target.endpointId}`;
  }

  /** What was accepted is not kept: it would be most of what there is. */
  async #send(): Promise<void> {
    const { runtime } = this.site;
    const { endpointId, tenantId, read } = this.target;
    const { webhooks } = runtime;
    const begun = performance.now();
    const site = { read, tenantId, now: runtime.now(), webhooks };
    const answer = await sendMessage(site, endpointId, {}, randomUUID());
    const outcome = outcomeOf(answer);
    if (outcome === ACCEPTED) return;
    const status = 'status' in answer ? answer.status : undefined;
    await keepOutside(webhooks, endpointId, begun, { outcome, status });
    if (status === 410) await raiseAlarm(runtime, this.target, 'gone', undefined);
  }
}
