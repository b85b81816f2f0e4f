import { addDays, endOfDay, localDate } from '@carethread/calendar';
import type { Counted } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';

/** When something is due, as its reader counts: by days in local time. */
export const DUE = ['overdue', 'today', 'week', 'later', 'none'] as const;
export type Due = (typeof DUE)[number];

/** How much there is to do, by when it is due and by kind. */
export interface WorkCounts {
  readonly total: number;
  readonly due: Readonly<Record<Due, number>>;
  /** By kind; a kind of which there is nothing is absent. */
  readonly kinds: Readonly<Record<string, number>>;
}

export const NO_WORK: WorkCounts = { total: 0, due: { overdue: 0, today: 0, week: 0, later: 0, none: 0 }, kinds: {} };

/** How the order of a list holds by when something is due. */
export interface DueOrder {
  /** The text that everything due before an instant comes before. */
  at(instant: Instant): string;
  /** The text that everything with a date comes before; absent where everything has one. */
  readonly undated?: string;
}

/** Up to where in the order of a list something is due when: what is before none of them has no date. */
export function dueBounds(order: DueOrder, now: Instant): readonly (readonly [Due, string])[] {
  const today = localDate(now);
  // What is due with the last instant of a day is due on it.
  const until = (day: string): string => `${order.at(endOfDay(day))}~`;
  const bounds: (readonly [Due, string])[] = [
    ['overdue', order.at(now)],
    ['today', until(today)],
    ['week', until(addDays(today, 7))],
  ];
  return order.undated === undefined ? bounds : [...bounds, ['later', order.undated]];
}

/** When something is due, by its place in the order of its list. */
export function dueIn(order: DueOrder, place: string, now: Instant): Due {
  const found = dueBounds(order, now).find(([, bound]) => place < bound);
  return found?.[0] ?? (order.undated === undefined ? 'later' : 'none');
}

/**
 * Counts of what stands before each bound, and of all of it, as counts of what is due when.
 * @param before by kind, in the order of the bounds
 */
export function countsFrom(
  order: DueOrder,
  now: Instant,
  before: readonly (readonly Counted[])[],
  all: readonly Counted[],
): WorkCounts {
  const due = { ...NO_WORK.due };
  let counted = 0;
  for (const [nth, [when]] of dueBounds(order, now).entries()) {
    const until = sum(before[nth] ?? []);
    due[when] = until - counted;
    counted = until;
  }
  const total = sum(all);
  due[order.undated === undefined ? 'later' : 'none'] = total - counted;
  return { total, due, kinds: Object.fromEntries(all.map(({ value, count }) => [String(value), count])) };
}

export function added(one: WorkCounts, other: WorkCounts): WorkCounts {
  const kinds: Record<string, number> = { ...one.kinds };
  for (const [kind, count] of Object.entries(other.kinds)) kinds[kind] = (kinds[kind] ?? 0) + count;
  const due = { ...one.due };
  for (const when of DUE) due[when] += other.due[when];
  return { total: one.total + other.total, due, kinds };
}

const sum = (counted: readonly Counted[]): number => counted.reduce((total, { count }) => total + count, 0);
