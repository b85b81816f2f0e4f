import { refuse } from '@carethread/contracts';
import type { Context, Decided } from '@carethread/event-sourcing';
import type { ReviewFacts } from '../facts.js';
import { openOf } from './open-obligations.js';
import type { ScheduleEvent, ScheduleState, StopReason } from './events.js';

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

/** R17, R38: nothing is reported, asked for or recorded of care that is over. */
export function mustRun(planId: string, state: ScheduleState, context: Context): void {
  const because = stoppedBy(planId, state, context);
  if (because !== undefined) refuse('STATE_CONFLICT', [because]);
}

/** R15, R17, R38: what is open is cancelled, and nothing is made after it. What was missed stays missed. */
export function stopped(
  because: StopReason,
  planId: string,
  state: ScheduleState,
  { now }: Context,
): readonly Decided<ScheduleEvent>[] {
  const open = openOf(
    state,
    state.obligations.map(({ kind }) => kind),
  );
  return [
    ...(state.stopped?.[because] === undefined
      ? [{ type: 'ScheduleStopped' as const, payload: { planId, because, at: now } }]
      : []),
    ...open.map(({ obligationId, kind }): Decided<ScheduleEvent> => ({
      type: 'ObligationCancelled',
      payload: { obligationId, kind, planId, reason: because },
    })),
  ];
}
