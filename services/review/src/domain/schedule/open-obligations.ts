import type { Instant } from '@carethread/ledger';
import type { Obligation, ScheduleState } from './events.js';

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
