import {
  ObligationCancelled,
  ObligationCreated,
  ObligationMet,
  ObligationMissed,
  ReviewClosed,
  ReviewOutcomeAgreed,
  ReviewRequested,
  ReviewScheduled,
  RiskOutcomesReviewed,
  SignificantChangeReported,
  TrainingRecorded,
} from '@carethread/contracts';
import { emit, pick, publishes } from '@carethread/runtime';
import type { CompetenceEvent } from '../domain/competence/events.js';
import type { ReviewEvent } from '../domain/review/events.js';
import type { ScheduleEvent } from '../domain/schedule/events.js';

/** What review publishes. */
export const publish = publishes<CompetenceEvent | ScheduleEvent | ReviewEvent>()({
  TrainingRecorded: ({ payload: { course, completedOn, expiresOn, staff }, meta: { actor } }) =>
    emit(TrainingRecorded, { course, completedOn, expiresOn, organisationId: actor.organisation }, staff),
  ObligationCreated: ({ payload: { obligationId, planId, kind, dueAt, opensAt } }) =>
    emit(ObligationCreated, { obligationId, planId, kind, dueAt, opensAt }),
  ObligationMet: ({ payload: { obligationId, planId, kind, metAt, late } }) =>
    emit(ObligationMet, { obligationId, planId, kind, metAt, late }),
  ObligationMissed: ({ payload: { obligationId, planId, kind, dueAt } }) =>
    emit(ObligationMissed, { obligationId, planId, kind, dueAt }),
  ObligationCancelled: ({ payload: { obligationId, planId, kind } }) =>
    emit(ObligationCancelled, { obligationId, planId, kind }),
  ReviewRequested: ({ meta }) => emit(ReviewRequested, { planId: idOf(meta) }),
  SignificantChangeReported: ({ payload: { domain, noticedOn }, meta }) =>
    emit(SignificantChangeReported, { planId: idOf(meta), domain, noticedOn }),
  ReviewScheduled: ({ payload: { reviewId, planId, at, reviewType } }) =>
    emit(ReviewScheduled, { reviewId, planId, at, reviewType }),
  // Only what the person agreed leaves the review (ENG-120).
  ReviewOutcomeAgreed: ({ payload: { reviewId, planId, planVersionReviewed, outcome, changes } }) =>
    emit(ReviewOutcomeAgreed, {
      reviewId,
      planId,
      planVersionReviewed,
      outcome,
      changes: changes
        .filter((change) => change.agreedByPerson)
        .map((change) => pick(change, 'changeId', 'op', 'section', 'itemId', 'field', 'what', 'from', 'to')),
    }),
  // ENG-115: what came of a risk goes back to where risks are kept.
  TopicConsidered: ({ payload: { risks }, meta }) =>
    risks && emit(RiskOutcomesReviewed, { reviewId: idOf(meta), outcomes: risks }),
  ReviewClosed: ({ payload }) =>
    emit(ReviewClosed, {
      ...pick(payload, 'reviewId', 'planId', 'heldAt', 'closedAt', 'reviewType', 'outcome', 'achieved', 'considered'),
      wholePlan: payload.wholePlan,
    }),
});

function idOf({ stream }: { readonly stream: string }): string {
  return stream.slice(stream.indexOf('-') + 1);
}
