import type { Context } from '@carethread/event-sourcing';
import type { CommandOf } from './commands.js';
import type { Decisions } from './plan-schedule.js';
import { stopped, stoppedBy } from './running.js';
import type { ScheduleState } from './state.js';

/** A plan that is over by the time its opening is known here gets a schedule that owes nothing. */
export function openSchedule(
  { type: _, ...payload }: CommandOf<'OpenSchedule'>,
  state: ScheduleState,
  context: Context,
): Decisions {
  if (state.opened !== undefined) return [];
  const because = stoppedBy(payload.planId, state, context);
  const stops = because === undefined ? [] : stopped(because, payload.planId, state, context);
  return [{ type: 'ScheduleOpened', payload }, ...stops];
}
