import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { unanswered } from './topics.js';
import type { ReviewFacts } from '../facts.js';
import type { ReviewEvent, ReviewState, Scheduled } from './events.js';
import { WHOLE_PLAN } from './since-last-review.js';
import { isThePerson } from '../the-person.js';
import { unbriefed } from './briefings.js';

/** Content before state: topics, outcomes, the person's part, briefings and minutes (model §3.4). */
export function closed(
  state: ReviewState,
  { planId, reviewType, reviewId, wholePlan }: Scheduled,
  context: Context<ReviewFacts>,
): readonly ReviewEvent[] {
  const { facts, now } = context;
  if (state.state === 'closed') return [];
  if (reviewType === 'planningMeeting') {
    if (state.topics['purpose'] === undefined) refuse('PURPOSE_REQUIRED', ['purpose']);
    if (state.topics['provision'] === undefined) refuse('PROVISION_REQUIRED', ['provision']);
  }
  const missing = unanswered(reviewType, state, wholePlan);
  if (missing.length > 0) refuse('TOPIC_MISSING', missing);
  const whole = reviewType === 'formal' || wholePlan === true;
  const open = whole ? (facts.plans[planId]?.outcomeIds ?? []) : [];
  const unconsidered = open.filter((id) => state.progress[id] === undefined);
  if (unconsidered.length > 0) refuse('OUTCOME_NOT_CONSIDERED', unconsidered);
  const person = state.attendance.filter(({ party }) => isThePerson(party, context));
  if (!person.some(({ present, viewsObtainedHow }) => present || viewsObtainedHow !== undefined))
    refuse('PERSON_NOT_REPRESENTED');
  const outstanding = unbriefed(state, reviewType, planId, context);
  if (outstanding.length > 0) refuse('BRIEFING_OUTSTANDING', outstanding);
  if (!state.minutes) refuse('BRIEFING_OUTSTANDING', ['minutes']);
  const startedAt = state.startedAt ?? refuse('STATE_CONFLICT', [state.state]);
  if (reviewType !== 'planningMeeting' && state.outcome === undefined) refuse('STATE_CONFLICT', ['outcome']);
  const achieved = metHere(state);
  return [
    {
      type: 'ReviewClosed',
      payload: {
        reviewId,
        planId,
        reviewType,
        heldAt: startedAt,
        closedAt: now,
        outcome: state.outcome?.outcome ?? 'noChange',
        ...(achieved.length === 0 ? {} : { achieved }),
        ...(WHOLE_PLAN.includes(reviewType) || wholePlan === true ? { considered: state.considered ?? [] } : {}),
        ...(wholePlan === true ? { wholePlan } : {}),
      },
    },
  ];
}

/** Goals and outcomes that this review was the first to call achieved. */
export function metHere({ progress }: ReviewState): readonly string[] {
  return Object.entries(progress).flatMap(([id, { achieved }]) => (achieved === true ? [id] : []));
}
