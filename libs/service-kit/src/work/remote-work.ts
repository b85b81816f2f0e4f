import { checked, type Guard, type Instant } from '@carethread/ledger';
import { WorkUnavailable, type UserWork, type Worker, type WorkMoment, type WorkOfUsers } from '@carethread/runtime';
import { isCounts, isDates } from './work-messages.js';
import { MOST_WORKERS } from './work-routes.js';

const PATIENCE_MS = 10_000;

/** The work of a service elsewhere, by the operator's port of any of its copies. */
export class RemoteWork implements WorkOfUsers {
  constructor(
    readonly service: string,
    readonly copies: readonly string[],
  ) {}

  async countedFor(tenantId: string, workers: readonly Worker[], at: WorkMoment): Promise<readonly UserWork[]> {
    const found: UserWork[] = [];
    for (let from = 0; from < workers.length; from += MOST_WORKERS) {
      const question = { tenantId, workers: workers.slice(from, from + MOST_WORKERS), ...at };
      found.push(...(await this.#ask('/work/counts', question, isCounts)).items);
    }
    return found;
  }

  async dueDatesOf(tenantId: string, worker: Worker): Promise<readonly Instant[]> {
    return (await this.#ask('/work/due-dates', { tenantId, worker }, isDates)).items;
  }

  /** Each copy in turn, until one answers. Throws WorkUnavailable. */
  async #ask<Answer>(path: string, question: object, isAnswer: Guard<Answer>): Promise<Answer> {
    for (const url of this.copies) {
      const answer = await fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(question),
        signal: AbortSignal.timeout(PATIENCE_MS),
      }).catch(() => undefined);
      if (answer?.ok === true) return checked(await answer.json(), isAnswer, 'an answer about work');
    }
    throw new WorkUnavailable(`no copy of ${this.service} says what users have to do`);
  }
}
