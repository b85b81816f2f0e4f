import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { CarePlanFacts } from '../facts.js';
import type { CorrectEntry } from './commands.js';
import { saysSomething } from './entry.js';
import type { EntryCorrection, DailyRecordEvent } from './events.js';
import type { DailyRecordState } from './state.js';

type KeptEntry = DailyRecordState['entries'][number];

export function setRight(
  entry: KeptEntry,
  { entryId, ...correction }: EntryCorrection,
  correctedAt: string,
): KeptEntry {
  if (entry.entryId !== entryId) return entry;
  const { field = 'text', to } = correction;
  return { ...entry, [field]: to, corrections: [...(entry.corrections ?? []), { ...correction, correctedAt }] };
}

/** An entry is set right by its author or their colleagues, with a reason; what stood there stays beside it. */
export function correctEntry(
  { entryId, to, reason }: CorrectEntry,
  { entries }: DailyRecordState,
  { actor }: Context<CarePlanFacts>,
): readonly DailyRecordEvent[] {
  const entry = entries.find((one) => one.entryId === entryId && one.heldBy === actor.organisationId);
  if (entry === undefined) return refuse('REFERENCE_NOT_FOUND', ['entryId']);
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  const field = entry.text === undefined && entry.reason !== undefined ? 'reason' : 'text';
  const from = entry[field] ?? '';
  if (from === to) return [];
  saysSomething({ kind: entry.kind, reasonCode: entry.reasonCode, [field]: to });
  return [{ type: 'DailyEntryCorrected', payload: { entryId, field, from, to, reason, by: actor.userId } }];
}
