import type { Publisher } from '@carethread/service-kit';

type Payload = Parameters<Publisher>[0]['payload'];

export const publish: Readonly<Record<string, Publisher>> = {
  TrainingRecorded: ({ payload }) => ({
    type: 'review.training-recorded.v1',
    subject: String(payload['staff']),
    clear: {},
    sealed: pick(payload, 'course', 'completedOn', 'expiresOn'),
  }),
  ObligationCreated: ({ payload }) =>
    contract('obligation-created', pick(payload, 'obligationId', 'planId', 'kind', 'dueAt', 'opensAt')),
  ObligationMet: ({ payload }) =>
    contract('obligation-met', pick(payload, 'obligationId', 'planId', 'kind', 'metAt', 'late')),
  ObligationMissed: ({ payload }) =>
    contract('obligation-missed', pick(payload, 'obligationId', 'planId', 'kind', 'dueAt')),
  ObligationCancelled: ({ payload }) =>
    contract('obligation-cancelled', pick(payload, 'obligationId', 'planId', 'kind')),
  ReviewRequested: ({ meta }) => contract('review-requested', { planId: meta.stream.slice('reviewSchedule-'.length) }),
  SignificantChangeReported: ({ payload, meta }) =>
    contract(
      'significant-change-reported',
      { planId: meta.stream.slice('reviewSchedule-'.length) },
      pick(payload, 'domain', 'noticedOn'),
    ),
  ReviewScheduled: ({ payload }) =>
    contract('review-scheduled', pick(payload, 'reviewId', 'planId', 'at'), pick(payload, 'reviewType')),
  // Only what the person agreed leaves the review (ENG-120).
  ReviewOutcomeAgreed: ({ payload }) =>
    contract('review-outcome-agreed', pick(payload, 'reviewId', 'planId', 'planVersionReviewed'), {
      ...pick(payload, 'outcome'),
      changes: (payload['changes'] as readonly Payload[])
        .filter((change) => change['agreedByPerson'] === true)
        .map((change) => pick(change, 'changeId', 'itemId', 'field', 'what', 'from', 'to')),
    }),
  // ENG-115: what came of a risk goes back to where risks are kept.
  TopicConsidered: ({ payload, meta }) =>
    payload['risks'] === undefined
      ? undefined
      : contract(
          'risk-outcomes-reviewed',
          { reviewId: meta.stream.slice('review-'.length) },
          { outcomes: payload['risks'] },
        ),
  ReviewClosed: ({ payload }) =>
    contract(
      'review-closed',
      pick(payload, 'reviewId', 'planId', 'heldAt', 'closedAt'),
      pick(payload, 'reviewType', 'outcome', 'achieved', 'considered'),
    ),
};

function contract(name: string, clear: Payload, sealed?: Payload) {
  return { type: `review.${name}.v1`, clear, ...(sealed === undefined ? {} : { sealed }) };
}

function pick(payload: Payload, ...names: readonly string[]): Payload {
  return Object.fromEntries(names.flatMap((name) => (payload[name] === undefined ? [] : [[name, payload[name]]])));
}
