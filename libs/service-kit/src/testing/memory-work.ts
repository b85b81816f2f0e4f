import type { Instant } from '@carethread/ledger';
import type { UserWork, Worker, WorkMoment, WorkOfUsers } from '@carethread/runtime';

interface Owed {
  readonly dueAt: Instant;
  readonly urgent: boolean;
}

/** What users have to do, as a test has it. It holds to the same suite as the services. */
export class MemoryWork implements WorkOfUsers {
  readonly #owed = new Map<string, readonly Owed[]>();
  /** How often somebody asked. */
  asked = 0;
  /** Thrown at every question, while it is there. */
  away: Error | undefined;

  owes(user: string, dueAt: Instant, urgent = false): this {
    this.#owed.set(user, [...(this.#owed.get(user) ?? []), { dueAt, urgent }]);
    return this;
  }

  /** So many things that were due long ago and are not urgent. */
  has(user: string, { due }: Pick<UserWork, 'due'>): this {
    for (let nth = 0; nth < due; nth++) this.owes(user, '2000-01-01T00:00:00.000Z');
    return this;
  }

  countedFor(_: string, workers: readonly Worker[], { now, dueBy }: WorkMoment): Promise<readonly UserWork[]> {
    this.asked += 1;
    if (this.away !== undefined) return Promise.reject(this.away);
    return Promise.resolve(
      workers.map(({ user }) => {
        const owed = this.#owed.get(user) ?? [];
        const due = owed.filter(({ dueAt }) => dueAt <= dueBy).length;
        const urgent = owed.filter((one) => one.urgent && one.dueAt <= now).map(({ dueAt }) => dueAt);
        const urgentAt = urgent.sort().at(-1);
        return urgentAt === undefined ? { user, due } : { user, due, urgentAt };
      }),
    );
  }

  dueDatesOf(_: string, { user }: Worker): Promise<readonly Instant[]> {
    if (this.away !== undefined) return Promise.reject(this.away);
    return Promise.resolve((this.#owed.get(user) ?? []).map(({ dueAt }) => dueAt).sort());
  }
}
