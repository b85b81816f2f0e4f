import { present } from '@carethread/ledger';
import type { ViewsStep } from '@carethread/runtime';
import type { Heads, ProcessState, ServiceProcess, Travelled } from '@carethread/http-api';
import { headsIn, messagesIn, stateIn } from './control-messages.js';

/** Longer than any call may take but one that drains, whose caller says how long. */
const PATIENCE_MS = 120_000;

/** A process of the platform elsewhere, by its control routes. */
export class RemoteProcess implements ServiceProcess {
  constructor(readonly url: string) {}

  async #call(method: string, path: string, body?: object, waits = AbortSignal.timeout(PATIENCE_MS)): Promise<unknown> {
    const answer = await fetch(
      `${this.url}/inner${path}`,
      present({
        method,
        signal: waits,
        headers: body === undefined ? undefined : { 'content-type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    );
    if (!answer.ok) throw new Error(`${this.url} answered ${answer.status} to ${method} /inner${path}`);
    return answer.json();
  }

  async state(): Promise<ProcessState> {
    return stateIn(await this.#call('GET', '/state'));
  }
  async outboxDrained(waits: AbortSignal): Promise<Heads> {
    return headsIn(await this.#call('POST', '/told', {}, waits));
  }
  async inboxDrained(waits: AbortSignal): Promise<Heads> {
    return headsIn(await this.#call('POST', '/heard', {}, waits));
  }
  async setClock(now: string): Promise<void> {
    await this.#call('PUT', '/clock', { now });
  }
  async issueDue(): Promise<void> {
    await this.#call('POST', '/fire', {});
  }
  async views(step: ViewsStep): Promise<void> {
    await this.#call('POST', '/views', { step });
  }
  async hold(wanted: { readonly paused: boolean; readonly hold: readonly string[] }): Promise<void> {
    await this.#call('PUT', '/bus', wanted);
  }
  async messages(personId: string | undefined): Promise<readonly Travelled[]> {
    const query = personId === undefined ? '' : `?personId=${encodeURIComponent(personId)}`;
    return messagesIn(await this.#call('GET', `/messages${query}`));
  }
  async publish(message: Travelled): Promise<void> {
    await this.#call('POST', '/publish', message);
  }
}
