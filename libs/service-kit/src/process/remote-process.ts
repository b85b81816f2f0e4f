import { present } from '@carethread/ledger';
import type { ViewsStep } from '@carethread/runtime';
import type { Heads, ProcessState, ServiceProcess, Travelled } from '@carethread/http-api';

/** Longer than anything but coming to rest may take, in milliseconds: who waits for that says how long. */
const PATIENCE_MS = 120_000;

/** A process of the platform elsewhere, by its inner doors. */
export class RemoteProcess implements ServiceProcess {
  constructor(readonly url: string) {}

  async #ask<Answer>(
    method: string,
    path: string,
    body?: object,
    waits = AbortSignal.timeout(PATIENCE_MS),
  ): Promise<Answer> {
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
    return (await answer.json()) as Answer;
  }

  state(): Promise<ProcessState> {
    return this.#ask('GET', '/state');
  }
  outboxDrained(waits: AbortSignal): Promise<Heads> {
    return this.#ask('POST', '/told', {}, waits);
  }
  inboxDrained(waits: AbortSignal): Promise<Heads> {
    return this.#ask('POST', '/heard', {}, waits);
  }
  async setClock(now: string): Promise<void> {
    await this.#ask('PUT', '/clock', { now });
  }
  async issueDue(): Promise<void> {
    await this.#ask('POST', '/fire', {});
  }
  async views(step: ViewsStep): Promise<void> {
    await this.#ask('POST', '/views', { step });
  }
  async hold(wanted: { readonly paused: boolean; readonly hold: readonly string[] }): Promise<void> {
    await this.#ask('PUT', '/bus', wanted);
  }
  messages(personId: string | undefined): Promise<readonly Travelled[]> {
    return this.#ask('GET', `/messages${personId === undefined ? '' : `?personId=${encodeURIComponent(personId)}`}`);
  }
  async publish(message: Travelled): Promise<void> {
    await this.#ask('POST', '/publish', message);
  }
}
