import { COUNCIL, heldBy } from '@carethread/event-sourcing';
import type { JsonObject } from '@carethread/ledger';
import type { Ask } from '@carethread/service-kit';
import type { DailyRecordState } from '../domain/daily-record.js';

/** Two organisations may write on one day's sheet; each reads what it wrote itself. */
export async function entriesSeen(
  ask: Ask,
  personId: string | null,
  { entries }: DailyRecordState,
): Promise<readonly JsonObject[]> {
  const sight = ask.sight(personId);
  const seen: JsonObject[] = [];
  for (const entry of entries)
    if (await sight.sees(entry.heldBy === undefined ? COUNCIL : heldBy(entry.heldBy))) seen.push(entry);
  return seen;
}
