import { addDays, localDate } from '@carethread/calendar';
import type { Due, WorkCounts } from '@carethread/http-api';
import type { Instant } from '@carethread/ledger';

/** Of which list an item is. */
export const WORK_TYPES = ['task', 'obligation', 'signOff'] as const;
export type WorkType = (typeof WORK_TYPES)[number];

/** An office that a task was escalated to, as its service shows it. */
export interface Escalation {
  readonly step: string;
  readonly since: Instant;
  readonly forRole: string;
  readonly forUserId?: string;
  readonly organisationId?: string;
  readonly teamId?: string;
}

/** What somebody has to do, whichever service knows of it. */
export interface WorkItem {
  /** The service that has it, by the first segment of its paths. */
  readonly service: string;
  readonly type: WorkType;
  readonly kind: string;
  readonly title: string | null;
  readonly id: string;
  readonly personId?: string;
  readonly forRole?: string;
  readonly dueAt?: Instant;
  readonly since?: Instant;
  readonly priority?: string;
  readonly state: string;
  /** Of a task that is here because its holder is away: until when. */
  readonly deputising?: { readonly until: Instant };
  /** Of a task that was given on: why, since when, and whose it was. */
  readonly reassigned?: { readonly because: string; readonly at: Instant; readonly fromUserId?: string };
  /** Of a task that was passed on: to whom besides whom it is for, at which step, and since when. */
  readonly escalations?: readonly Escalation[];
  /** The path that reads it. */
  readonly href: string;
}

/** Where an item stands in the list: by when it is due, then, without a date, since when it is open. Overdue comes first by that. */
export function orderOf({ dueAt, since = '' }: Pick<WorkItem, 'dueAt' | 'since'>): string {
  return dueAt === undefined ? `1 ${since}` : `0 ${dueAt}`;
}

export function inOrder(one: WorkItem, other: WorkItem): number {
  return compare(orderOf(one), orderOf(other)) || compare(one.id, other.id) || compare(one.service, other.service);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** @param at the instant of the first page: what is overdue on it stays overdue on the next */
export function dueOf({ dueAt }: Pick<WorkItem, 'dueAt'>, at: Instant): Due {
  if (dueAt === undefined) return 'none';
  if (dueAt < at) return 'overdue';
  const today = localDate(at);
  const day = localDate(dueAt);
  if (day === today) return 'today';
  return day <= addDays(today, 7) ? 'week' : 'later';
}

export function countsOf(items: readonly WorkItem[], at: Instant): WorkCounts {
  const due = { overdue: 0, today: 0, week: 0, later: 0, none: 0 };
  const kinds: Record<string, number> = {};
  for (const item of items) {
    due[dueOf(item, at)] += 1;
    kinds[item.kind] = (kinds[item.kind] ?? 0) + 1;
  }
  return { total: items.length, due, kinds };
}
