import type { Instant } from '@carethread/ledger';
import type { Decisions } from './plan-schedule.js';
import type { Obligation, ScheduleState } from './state.js';

/** Of these kinds, those that nothing has met yet. */
export function openOf(state: ScheduleState, kinds: readonly string[]): readonly Obligation[] {
  return state.obligations.filter(
    ({ kind, status }) => kinds.includes(kind) && (status === 'open' || status === 'heldAwaitingClosure'),
  );
}

/** Whether a review that was held at an instant can have looked at it. */
export function risenBy(heldAt: Instant, { arisenAt }: { readonly arisenAt?: Instant }): boolean {
  return arisenAt === undefined || arisenAt <= heldAt;
}

/** One cancellation for each of these. */
export function cancellations(obligations: readonly Obligation[], reason: string): Decisions {
  return obligations.map(({ obligationId, kind, planId }) => ({
    type: 'ObligationCancelled',
    payload: { obligationId, kind, planId, reason },
  }));
}
