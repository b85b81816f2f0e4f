import type { Instant } from '@carethread/ledger';
import {
  addedUp,
  MOST_WORK,
  TenantReader,
  type Scope,
  type ServiceRuntime,
  type UserWork,
  type Worker,
  type WorkMoment,
  type WorkOfUsers,
} from '@carethread/runtime';
import type { WorkList, WorkTimes } from './work-list.js';

/** What users have to do in one service, by its lists: those that stand with the user, and with the office that they hold. */
export class OwnWork implements WorkOfUsers {
  constructor(
    readonly runtime: ServiceRuntime,
    readonly lists: readonly WorkList[],
  ) {}

  async countedFor(tenantId: string, workers: readonly Worker[], at: WorkMoment): Promise<readonly UserWork[]> {
    const found: UserWork[] = [];
    for (const worker of workers) found.push(counted(worker.user, await this.#timesOf(tenantId, worker), at));
    return addedUp([found]);
  }

  async dueDatesOf(tenantId: string, worker: Worker): Promise<readonly Instant[]> {
    return (await this.#timesOf(tenantId, worker)).flatMap(({ dueAt }) => dueAt ?? []).sort();
  }

  async #timesOf(tenantId: string, worker: Worker): Promise<readonly WorkTimes[]> {
    const read = new TenantReader(this.runtime, tenantId, true);
    const times: WorkTimes[] = [];
    for (const { view, where = {}, times: timesOf } of this.lists) {
      let entries = 0;
      for await (const { body } of read.list(view, { scopes: scopesOf(worker), where })) {
        if (++entries > MOST_WORK) break;
        const one = timesOf(body, worker);
        if (one !== undefined) times.push(one);
      }
    }
    return times;
  }
}

/** As a list of one's own is narrowed: the council and those who watch over it are one for the tenant. */
function scopesOf({ user, role, organisationId = '' }: Worker): readonly Scope[] {
  return [
    { of: 'pseudonym', id: user },
    ...[...new Set(['', organisationId])].map((at): Scope => ({ of: 'role', role, organisationId: at })),
  ];
}

function counted(user: string, times: readonly WorkTimes[], { now, dueBy }: WorkMoment): UserWork {
  const due = times.filter(({ dueAt }) => dueAt !== undefined && dueAt <= dueBy).length;
  const urgentAt = times
    .flatMap(({ urgentAt: at }) => (at !== undefined && at <= now ? [at] : []))
    .sort()
    .at(-1);
  return urgentAt === undefined ? { user, due } : { user, due, urgentAt };
}
