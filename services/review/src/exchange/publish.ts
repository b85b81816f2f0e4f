import { emit, pick, publishes } from '@carethread/runtime';
import type { CompetenceEvent } from '../domain/competence/events.js';
import type { ReviewEvent } from '../domain/review/events.js';
import type { ScheduleEvent } from '../domain/schedule/events.js';

export const publish = publishes<CompetenceEvent | ScheduleEvent | ReviewEvent>()({
  TrainingRecorded: ({ payload, meta: { actor } }) =>
    emit(
      'review.training-recorded.v1',
      {},
      {
        ...pick(payload, 'course', 'completedOn', 'expiresOn'),
        ...(actor.organisation === undefined ? {} : { organisationId: actor.organisation }),
      },
      payload.staff,
    ),
  ObligationCreated: ({ payload }) =>
    emit('review.obligation-created.v1', pick(payload, 'obligationId', 'planId', 'kind', 'dueAt', 'opensAt')),
  ObligationMet: ({ payload }) =>
    emit('review.obligation-met.v1', pick(payload, 'obligationId', 'planId', 'kind', 'metAt', 'late')),
  ObligationMissed: ({ payload }) =>
    emit('review.obligation-missed.v1', pick(payload, 'obligationId', 'planId', 'kind', 'dueAt')),
  ObligationCancelled: ({ payload }) =>
    emit('review.obligation-cancelled.v1', pick(payload, 'obligationId', 'planId', 'kind')),
  ReviewRequested: ({ meta }) => emit('review.review-requested.v1', { planId: idOf(meta) }),
  SignificantChangeReported: ({ payload, meta }) =>
    emit('review.significant-change-reported.v1', { planId: idOf(meta) }, pick(payload, 'domain', 'noticedOn')),
  ReviewScheduled: ({ payload }) =>
    emit('review.review-scheduled.v1', pick(payload, 'reviewId', 'planId', 'at'), pick(payload, 'reviewType')),
  // Only what the person agreed leaves the review (ENG-120).
  ReviewOutcomeAgreed: ({ payload }) =>
    emit('review.review-outcome-agreed.v1', pick(payload, 'reviewId', 'planId', 'planVersionReviewed'), {
      outcome: payload.outcome,
      changes: payload.changes
        .filter((change) => change.agreedByPerson)
        .map((change) => pick(change, 'changeId', 'op', 'section', 'itemId', 'field', 'what', 'from', 'to')),
    }),
  // ENG-115: what came of a risk goes back to where risks are kept.
  TopicConsidered: ({ payload, meta }) =>
    payload.risks === undefined
      ? undefined
      : emit('review.risk-outcomes-reviewed.v1', { reviewId: idOf(meta) }, { outcomes: payload.risks }),
  ReviewClosed: ({ payload }) =>
    emit(
      'review.review-closed.v1',
      pick(payload, 'reviewId', 'planId', 'heldAt', 'closedAt'),
      pick(payload, 'reviewType', 'outcome', 'achieved', 'considered', 'wholePlan'),
    ),
});

function idOf({ stream }: { readonly stream: string }): string {
  return stream.slice(stream.indexOf('-') + 1);
}
