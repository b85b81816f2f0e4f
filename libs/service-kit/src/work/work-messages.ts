import { isInstant, isNumber, isText, isUuid, listOf, optional, shapeOf, type Instant } from '@carethread/ledger';
import type { UserWork, Worker, WorkMoment } from '@carethread/runtime';

/** What travels between the operator's ports of a platform about work: pseudonyms, numbers and instants. */
export interface CountQuestion extends WorkMoment {
  readonly tenantId: string;
  readonly workers: readonly Worker[];
}
export interface DatesQuestion {
  readonly tenantId: string;
  readonly worker: Worker;
}

const isWorker = shapeOf<Worker>({ user: isUuid, role: isText, organisationId: optional(isText) });
export const isCountQuestion = shapeOf<CountQuestion>({
  tenantId: isText,
  workers: listOf(isWorker),
  now: isInstant,
  dueBy: isInstant,
});
export const isDatesQuestion = shapeOf<DatesQuestion>({ tenantId: isText, worker: isWorker });

export const isCounts = shapeOf<{ readonly items: readonly UserWork[] }>({
  items: listOf(shapeOf<UserWork>({ user: isUuid, due: isNumber, urgentAt: optional(isInstant) })),
});
export const isDates = shapeOf<{ readonly items: readonly Instant[] }>({ items: listOf(isInstant) });
