import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { ReviewFacts } from '../facts.js';
import { isThePerson } from '../party.js';
import { unbriefed } from './briefings.js';
import type { CommandOf } from './commands.js';
import type { ReviewEvent } from './events.js';
import { achievedHere } from './outcome-progress.js';
import { WHOLE_PLAN } from './since-last-review.js';
import { scheduledIn, type ReviewState } from './state.js';
import { unanswered } from './topics.js';

/** Content before state: topics, outcomes, the person's part, briefings and minutes (model §3.4). */
export function closeReview(
  _: CommandOf<'CloseReview'>,
  state: ReviewState,
  context: Context<ReviewFacts>,
): readonly ReviewEvent[] {
  const { facts, now } = context;
  const { planId, reviewType, reviewId, wholePlan } = scheduledIn(state);
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
  const heldAt = state.startedAt ?? refuse('STATE_CONFLICT', [state.state]);
  if (reviewType !== 'planningMeeting' && state.outcome === undefined) refuse('STATE_CONFLICT', ['outcome']);
  const achieved = achievedHere(state);
  return [
    {
      type: 'ReviewClosed',
      payload: present({
        reviewId,
        planId,
        reviewType,
        heldAt,
        closedAt: now,
        outcome: state.outcome?.outcome ?? 'noChange',
        achieved: achieved.length === 0 ? undefined : achieved,
        considered: WHOLE_PLAN.includes(reviewType) || wholePlan === true ? (state.considered ?? []) : undefined,
        wholePlan,
      }),
    },
  ];
}

export function recordNotHeld({ reason }: CommandOf<'RecordNotHeld'>, state: ReviewState): readonly ReviewEvent[] {
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  if (state.startedAt !== undefined) refuse('STATE_CONFLICT', [state.state]);
  return [{ type: 'ReviewNotHeld', payload: { reason, planId: scheduledIn(state).planId } }];
}
