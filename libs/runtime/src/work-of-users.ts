import type { Instant } from '@carethread/ledger';

/** Whose work is asked for: a user by the pseudonym, and the office that they hold. */
export interface Worker {
  readonly user: string;
  readonly role: string;
  readonly organisationId?: string;
}

/** How much somebody has to do: a number and an instant, and nothing else. */
export interface UserWork {
  readonly user: string;
  /** Due by then, late things included; what is more than `MOST_WORK` is not counted. */
  readonly due: number;
  /** When the newest of their urgent things became urgent. */
  readonly urgentAt?: Instant;
}

/** When is asked, by the clock of who asks, and by when what counts is due. */
export interface WorkMoment {
  readonly now: Instant;
  readonly dueBy: Instant;
}

export const MOST_WORK = 500;

/** What users have to do, over all services. Throws WorkUnavailable where one of them does not answer: a number is right or not given. */
export interface WorkOfUsers {
  countedFor(tenantId: string, workers: readonly Worker[], at: WorkMoment): Promise<readonly UserWork[]>;
  /** When their things are due, the earliest first. */
  dueDatesOf(tenantId: string, worker: Worker): Promise<readonly Instant[]>;
}

export class WorkUnavailable extends Error {
  override readonly name = 'WorkUnavailable';
}

/** The work of several services together. */
export function addedUp(works: readonly (readonly UserWork[])[]): readonly UserWork[] {
  const byUser = new Map<string, UserWork>();
  for (const one of works.flat()) {
    const known = byUser.get(one.user);
    const due = Math.min((known?.due ?? 0) + one.due, MOST_WORK);
    const urgentAt = [known?.urgentAt, one.urgentAt]
      .filter((at) => at !== undefined)
      .sort()
      .at(-1);
    byUser.set(one.user, urgentAt === undefined ? { user: one.user, due } : { user: one.user, due, urgentAt });
  }
  return [...byUser.values()];
}
