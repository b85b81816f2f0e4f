import type { Decided } from '@carethread/event-sourcing';
import { uuidV5, type Instant } from '@carethread/ledger';
import { openOf, risenBy } from './open-obligations.js';
import type { CommandOf } from './commands.js';
import type { ScheduleEvent } from './events.js';
import { metBy, obligationFor } from './rules.js';
import { created, met } from './cycles.js';
import type { Decisions, PlanSchedule } from './plan-schedule.js';
import { knownIn, stoppedBy } from './running.js';
import type { Obligation } from './state.js';

/** What a review that was started in time keeps from being missed until it is closed, and that it is to be closed. */
export function onHolding(
  { reviewId, reviewType, heldAt, wholePlan }: CommandOf<'NoteReviewHeld'>,
  plan: PlanSchedule,
): Decisions {
  const { state, context, planId } = plan;
  if (stoppedBy(planId, state, context) !== undefined) return [];
  // Its closing is owed already: this was noted before, and what it held may be open again by now.
  if (state.obligations.some((one) => one.kind === 'reviewClosure' && isOfReview(one, reviewId, plan))) return [];
  const held = openOf(state, metBy(reviewType, wholePlan)).filter(
    (one) => one.status === 'open' && !one.missed && heldAt <= one.dueAt && risenBy(heldAt, one),
  );
  return [
    ...held.map(({ obligationId, kind }): Decided<ScheduleEvent> => ({
      type: 'ObligationHeld',
      payload: { obligationId, kind, planId, reviewId, heldAt },
    })),
    ...created(obligationFor('reviewClosure', heldAt, plan), plan, reviewId),
  ];
}

/** What the review has met; in Scotland a change is followed by an updated plan, which may have been proposed already (D12). */
export function onClosing(
  { reviewType, reviewId, heldAt, closedAt, outcome, wholePlan = false }: CommandOf<'NoteReviewClosed'>,
  plan: PlanSchedule,
): Decisions {
  const closure = plan.state.obligations.find((one) => one.kind === 'reviewClosure' && isOfReview(one, reviewId, plan));
  if (closure?.metAt !== undefined) return [];
  const mustUpdate = outcome !== 'noChange' && plan.jurisdiction === 'SCO' && (reviewType === 'formal' || wholePlan);
  const { proposedAt = '' } = knownIn(plan.context).plans?.[plan.planId] ?? {};
  const owed = mustUpdate ? created(obligationFor('planUpdateAfterReview', heldAt, plan), plan, reviewId) : [];
  const proposed = proposedAt < heldAt ? undefined : proposedAt;
  const updates = proposed === undefined ? owed : owed.flatMap((made) => updated(made, proposed, reviewId, plan));
  return [
    ...met(metBy(reviewType, wholePlan), heldAt, reviewId, plan, { closedAt }),
    ...met(['reviewClosure'], closedAt, reviewId, plan, { concerned: (one) => isOfReview(one, reviewId, plan) }),
    ...updates,
  ];
}

/** An update that was proposed before the review was closed is owed and met, however late the closing. */
function updated(made: Decided<ScheduleEvent>, proposedAt: Instant, reviewId: string, plan: PlanSchedule): Decisions {
  if (made.type !== 'ObligationCreated') return [];
  const obligations: readonly Obligation[] = [{ ...made.payload, status: 'open', missed: false }];
  const state = { ...plan.state, obligations };
  return [made, ...met([made.payload.kind], proposedAt, reviewId, { ...plan, state })];
}

/** What is owed for one review is met by that one: another that is still open has its own. */
export function isOfReview({ obligationId, kind }: Obligation, reviewId: string, { planId }: PlanSchedule): boolean {
  return obligationId === uuidV5(planId, kind, reviewId);
}
