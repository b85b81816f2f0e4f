import { present } from '@carethread/ledger';
import type { AnswerOf } from '../../../api/operation.js';

type Entry = AnswerOf<'listPersonAccesses'>['items'][number];

/** What one user did with a part of the record on one day, however often. */
export interface Look {
  readonly day: string;
  readonly userId: string;
  readonly name?: string;
  readonly role: string;
  /** The part of the record: the first segment of the path. */
  readonly part: string;
  readonly outcome: 'looked' | 'listed' | 'refused';
  readonly purpose?: string;
  readonly emergency: boolean;
  readonly times: number;
}

/** The newest first; what somebody did several times on a day is one line. */
export function looksIn(entries: readonly Entry[]): readonly Look[] {
  const found = new Map<string, Look>();
  for (const entry of entries.toSorted((one, other) => other.at.localeCompare(one.at))) {
    const { at, userId, name, role, route, outcome, purpose, breakGlass } = entry;
    const look = present<Look>({
      day: at.slice(0, 10),
      userId,
      name,
      role,
      part: route.split('/')[1] ?? '',
      outcome: outcome === 'refused' ? 'refused' : outcome === 'listed' || outcome === 'found' ? 'listed' : 'looked',
      purpose,
      emergency: breakGlass !== undefined,
      times: 1,
    });
    const key = JSON.stringify([look.day, userId, role, look.part, look.outcome, purpose, look.emergency]);
    const before = found.get(key);
    found.set(key, before === undefined ? look : { ...before, times: before.times + 1 });
  }
  return [...found.values()];
}
