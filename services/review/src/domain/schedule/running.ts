import { localDate } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { ReviewFacts } from '../facts.js';
import type { StopReason } from './events.js';
import { cancellations, openOf } from './open-obligations.js';
import type { Decisions } from './plan-schedule.js';
import type { ScheduleState } from './state.js';

/** What review knows of the person; nothing where a decision needs none of it. */
export function knownIn({ facts }: Context): Partial<ReviewFacts> {
  return facts ?? {};
}

/** Why nothing is owed under a plan any more; what review has learnt counts before a policy has acted on it. */
export function stoppedBy(planId: string, state: ScheduleState, context: Context): StopReason | undefined {
  const { plans = {}, deceased } = knownIn(context);
  if (deceased === true || state.stopped?.deceased !== undefined) return 'deceased';
  if (plans[planId]?.closed === true || state.stopped?.planClosed !== undefined) return 'planClosed';
  return state.stopped?.serviceEnded === undefined ? undefined : 'serviceEnded';
}

/** R17, R38: nothing is reported, requested or recorded of care that is over. */
export function mustRun(planId: string, state: ScheduleState, context: Context): void {
  const because = stoppedBy(planId, state, context);
  if (because !== undefined) refuse('STATE_CONFLICT', [because]);
}

/** Nothing of a plan happened before there was one. */
export function mustFit(planId: string, context: Context): void {
  const openedAt = knownIn(context).plans?.[planId]?.openedAt;
  if (openedAt !== undefined && localDate(context.occurredAt) < localDate(openedAt))
    refuse('TIMESCALE_INVALID', ['occurredAt']);
}

/** R15, R17, R38: what is open is cancelled, and nothing is made after it. What was missed stays missed. */
export function stopped(because: StopReason, planId: string, state: ScheduleState, { now }: Context): Decisions {
  const kinds = state.obligations.map(({ kind }) => kind);
  const cancelled = cancellations(openOf(state, kinds), because);
  return state.stopped?.[because] === undefined
    ? [{ type: 'ScheduleStopped', payload: { planId, because, at: now } }, ...cancelled]
    : cancelled;
}
