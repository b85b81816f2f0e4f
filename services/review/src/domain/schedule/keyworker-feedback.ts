import { isProvisional, localDate } from '@carethread/calendar';
import { present, type Instant } from '@carethread/ledger';
import type { CommandOf } from './commands.js';
import { created, met } from './cycles.js';
import { cancellations, openOf } from './open-obligations.js';
import type { Decisions, PlanSchedule } from './plan-schedule.js';
import { isOfReview } from './reviews.js';
import { feedbackDue, type Wanted } from './rules.js';

/** CITY-52: before a formal review the keyworker gives feedback on how the plan works. */
export function feedbackOwed(
  { reviewId, reviewType, at }: CommandOf<'NoteReviewScheduled'>,
  plan: PlanSchedule,
): Decisions {
  const { jurisdiction, rulePacks, context } = plan;
  if (reviewType !== 'formal' || !rulePacks.includes('CITY')) return [];
  const owed = present<Wanted>({
    kind: 'keyworkerFeedback',
    basis: 'CITY-52',
    dueAt: laterOf(feedbackDue(at, jurisdiction), context.now),
    ruleRef: { profile: 'CITY', version: 1, key: 'keyworkerFeedbackBefore' },
    provisional: isProvisional(localDate(at), localDate(at)) ? true : undefined,
  });
  return created(owed, plan, reviewId);
}

export function feedbackGiven({ reviewId, at }: CommandOf<'NoteFeedback'>, plan: PlanSchedule): Decisions {
  return met(['keyworkerFeedback'], at, reviewId, plan, { concerned: (one) => isOfReview(one, reviewId, plan) });
}

/** A review that does not take place needs no feedback. */
export function feedbackNotNeeded({ reviewId }: CommandOf<'NoteReviewNotHeld'>, plan: PlanSchedule): Decisions {
  const owed = openOf(plan.state, ['keyworkerFeedback']).filter((one) => isOfReview(one, reviewId, plan));
  return cancellations(owed, 'reviewNotHeld');
}

function laterOf(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}
