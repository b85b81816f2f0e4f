import { addMonths, localDate } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { CompetenceCommand } from './commands.js';
import type { CompetenceEvent } from './events.js';
import type { CompetenceState } from './state.js';

export function recordTraining(
  { type: _, ...training }: CompetenceCommand,
  __: CompetenceState,
  { now }: Context,
): readonly CompetenceEvent[] {
  const today = localDate(now);
  const { completedOn, expiresOn } = training;
  if (completedOn > today) refuse('FUTURE_DATE', ['completedOn']);
  // Within a working life; what is learnt is learnt again within ten years.
  if (completedOn < addMonths(today, -12 * 60)) refuse('TIMESCALE_INVALID', ['completedOn']);
  if (expiresOn !== undefined && (expiresOn <= completedOn || expiresOn > addMonths(completedOn, 12 * 10)))
    refuse('TIMESCALE_INVALID', ['expiresOn']);
  return [{ type: 'TrainingRecorded', payload: training }];
}
