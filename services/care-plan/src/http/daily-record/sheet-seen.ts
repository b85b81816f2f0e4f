import { COUNCIL, heldBy } from '@carethread/event-sourcing';
import type { RequestContext } from '@carethread/http-api';
import type { DailyRecordState } from '../../domain/daily-record/state.js';

type Entry = DailyRecordState['entries'][number];

/** Two organisations may write on one day's sheet; each reads what it wrote itself. */
export async function entriesSeen(
  ask: Pick<RequestContext, 'sight'>,
  personId: string | null,
  { entries }: DailyRecordState,
): Promise<readonly Entry[]> {
  const sight = ask.sight(personId).as('readPlan', 'read');
  const seen: Entry[] = [];
  for (const entry of entries)
    if (await sight.sees(entry.heldBy === undefined ? COUNCIL : heldBy(entry.heldBy))) seen.push(entry);
  return seen;
}

/** What one reads of a day's sheet. Its revision counts that alone, so it does not reveal how often another organisation wrote. */
export async function sheetSeen(
  ask: Pick<RequestContext, 'sight'>,
  personId: string | null,
  state: DailyRecordState,
): Promise<{ readonly revision: number; readonly entries: readonly Entry[] }> {
  const entries = await entriesSeen(ask, personId, state);
  const corrections = entries.flatMap(({ corrections: made = [] }) => made);
  return { revision: entries.length + corrections.length, entries };
}
