import { localDate } from '@carethread/calendar';
import { fault, firstDayOfLife, malformed, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { PersonEvent } from './events.js';
import { sheetAt } from './sheet.js';
import type { PersonState } from './state.js';

export type RecordDeath = {
  readonly type: 'RecordDeath';
  readonly dateOfDeath: string;
  readonly evidence: string;
  readonly evidenceRef?: string;
};

export function recordDeath(
  { type: _, ...death }: RecordDeath,
  state: PersonState,
  { now }: Context,
): readonly PersonEvent[] {
  if (death.dateOfDeath > localDate(now)) refuse('FUTURE_DATE', ['dateOfDeath']);
  const sheet = sheetAt(state, now);
  if (death.dateOfDeath < ((sheet && firstDayOfLife(sheet)) ?? ''))
    malformed(fault('/dateOfDeath', 'tooEarly', 'lies before birth'));
  if (state.status === 'deceased') refuse('STATE_CONFLICT', ['deceased']);
  return [{ type: 'PersonDeathRecorded', payload: death }];
}
