import { refuse } from '@carethread/contracts';
import { dateAfter, isProvisional, localDate, toInstant } from '@carethread/calendar';
import type { Context } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import type { KnownPlan, ReviewFacts } from '../facts.js';
import { invitees, omissionsOf } from './invitees.js';
import { jurisdictionOf } from '../profile-in-force.js';
import type { CommandOf } from './commands.js';
import type { ReviewEvent, Scheduled } from './events.js';
import type { ReviewState } from './state.js';
import { schedule } from '../schedule/decider.js';
import { openOf } from '../schedule/open-obligations.js';
import { cycleOf, feedbackDue, isOwedTo, MEETS } from '../schedule/rules.js';

/** R17, R38: no review is set for, or begun of, a plan that is over. */
export function mustBeOpen(planId: string, { plans, deceased }: ReviewFacts): void {
  if (deceased) refuse('STATE_CONFLICT', ['deceased']);
  if (plans[planId]?.closed === true) refuse('STATE_CONFLICT', ['planClosed']);
}

/** Nothing of a plan's review happened before there was the plan. */
export function mustHaveHappened(planId: string, { facts, occurredAt }: Context<ReviewFacts>): void {
  const openedAt = facts.plans[planId]?.openedAt;
  if (openedAt !== undefined && localDate(occurredAt) < localDate(openedAt))
    refuse('TIMESCALE_INVALID', ['occurredAt']);
}

/** A review that its kind of plan is owed, on a day that the plan has seen or will see before its next cycle is over. */
export function scheduleReview(
  command: CommandOf<'ScheduleReview'>,
  state: ReviewState,
  context: Context<ReviewFacts>,
): readonly ReviewEvent[] {
  if (state.state !== 'none') return [];
  const { planId, reviewType, place, obligationIds = [], wholePlan = false } = command;
  const plan = context.facts.plans[planId] ?? refuse('REFERENCE_NOT_FOUND', ['planId']);
  mustBeOpen(planId, context.facts);
  if (!isOwedTo(reviewType, plan) || !hasCause(reviewType, planId, plan, context))
    refuse('REASON_NOT_ALLOWED', ['type']);
  const at = command.at === undefined ? context.now : toInstant(command.at);
  mustFit(at, reviewType, plan, context.now);
  const known = context.stream(schedule, planId).obligations.map(({ obligationId }) => obligationId);
  const unknown = obligationIds.filter((id) => !known.includes(id));
  if (unknown.length > 0) refuse('REFERENCE_NOT_FOUND', unknown);
  const involved = reviewType === 'formal' ? invitees(planId, context) : [];
  const omitted = omissionsOf(command.omitted ?? [], involved);
  const feedback = reviewType === 'formal' && plan.rulePacks.includes('CITY') ? feedbackOf(at, plan) : {};
  return [
    {
      type: 'ReviewScheduled',
      payload: present({
        reviewId: context.id,
        planId,
        reviewType,
        at,
        obligationIds,
        place,
        ...feedback,
        wholePlan: wholePlan ? true : undefined,
        omitted: omitted.length === 0 ? undefined : omitted,
      }),
    },
    ...involved
      .filter(({ party }) => !omitted.some(({ partyId }) => partyId === party.id))
      .map((payload): ReviewEvent => ({ type: 'ParticipantInvited', payload })),
  ];
}

/** Some types are owed to a kind of plan only once there is something that they look at. */
function hasCause(
  reviewType: string,
  planId: string,
  { provisional = false }: KnownPlan,
  { facts: { restrictions = [] }, stream }: Context<ReviewFacts>,
): boolean {
  switch (reviewType) {
    case 'firstWeek':
    case 'firstMonth':
      return provisional;
    case 'restriction':
      return restrictions.length > 0;
    case 'significantChange':
      return openOf(stream(schedule, planId), MEETS[reviewType] ?? []).length > 0;
    default:
      return true;
  }
}

function mustFit(at: Instant, reviewType: string, plan: KnownPlan, now: Instant): void {
  const jurisdiction = jurisdictionOf(plan, now);
  const day = localDate(at);
  const last = dateAfter(localDate(now), cycleOf(reviewType, { ...plan, jurisdiction }), jurisdiction);
  if (day > last || (plan.openedAt !== undefined && day < localDate(plan.openedAt)))
    refuse('TIMESCALE_INVALID', ['at']);
}

/** CITY-52: by when the keyworker's feedback on the plan is due. */
function feedbackOf(at: Instant, plan: KnownPlan): Pick<Scheduled, 'feedbackDueAt' | 'feedbackProvisional'> {
  const feedbackDueAt = feedbackDue(at, jurisdictionOf(plan, at));
  const provisional = isProvisional(localDate(feedbackDueAt), localDate(at));
  return present({ feedbackDueAt, feedbackProvisional: provisional ? true : undefined });
}
