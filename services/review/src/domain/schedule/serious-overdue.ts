import { addMonths, endOfDay, justAfter, localDate } from '@carethread/calendar';
import type { Deadline } from '@carethread/event-sourcing';
import type { CommandOf, ScheduleCommand } from './commands.js';
import { openOf } from './open-obligations.js';
import type { Decisions, PlanSchedule } from './plan-schedule.js';
import { stoppedBy } from './running.js';
import type { ScheduleState } from './state.js';

/** CPA-56: twelve months without a CPA review are a serious breach, recorded once. */
export function escalated({ since, dueAt }: CommandOf<'EscalateSeriousOverdue'>, plan: PlanSchedule): Decisions {
  const { planId, state, context } = plan;
  const isOverdue = state.cpaSince === since && state.escalatedSince !== since;
  return isOverdue && stoppedBy(planId, state, context) === undefined
    ? [{ type: 'ReviewSeriouslyOverdue', payload: { planId, since, dueAt } }]
    : [];
}

export function seriousOverdueDeadline(state: ScheduleState): readonly Deadline<ScheduleCommand>[] {
  const { cpaSince: since, escalatedSince } = state;
  // Where nothing is owed any more, nothing is overdue.
  if (since === undefined || escalatedSince === since || openOf(state, ['cpaReview']).length === 0) return [];
  const dueAt = endOfDay(addMonths(localDate(since), 12));
  return [{ at: justAfter(dueAt), name: 'seriousOverdue', command: { type: 'EscalateSeriousOverdue', since, dueAt } }];
}
