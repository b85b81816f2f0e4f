import { emit, pick, publishes } from '@carethread/runtime';
import type { CoordinatorEvent } from '../domain/coordinator/events.js';
import type { CpaCaseEvent } from '../domain/case/events.js';

/** What CPA co-ordination tells the others: that there is a case, in the clear; who, where and at which level, sealed. */
export const publish = publishes<CpaCaseEvent | CoordinatorEvent>()({
  CpaCaseOpened: ({ payload, meta }) =>
    emit('cpa-coordination.cpa-case-opened.v1', pick(payload, 'caseId'), {
      // Of a case stored before that was kept, the organisation of whoever opened it.
      ...(meta.actor.organisation === undefined ? {} : { organisationId: meta.actor.organisation }),
      ...pick(payload, 'coordinatorId', 'teamId', 'teamSetting', 'organisationId', 'regionCode', 'acceptedOn'),
    }),
  CpaTeamChanged: ({ payload }) =>
    emit('cpa-coordination.cpa-team-changed.v1', pick(payload, 'caseId'), {
      teamId: payload.toTeamId,
      ...pick(payload, 'teamSetting', 'organisationId', 'at'),
    }),
  CareCoordinatorReallocated: ({ payload }) =>
    emit(
      'cpa-coordination.care-coordinator-reallocated.v1',
      pick(payload, 'caseId'),
      pick(payload, 'fromUserId', 'toUserId', 'at', 'interim'),
    ),
  CoordinatorDeactivated: ({ payload, meta }) =>
    emit(
      'cpa-coordination.coordinator-deactivated.v1',
      {},
      pick(payload, 'userId', 'organisationId'),
      meta.stream.slice('coordinator-'.length),
    ),
  CpaLevelDecided: ({ payload }) =>
    emit(
      'cpa-coordination.cpa-level-decided.v1',
      pick(payload, 'caseId'),
      pick(payload, 'from', 'to', 'effectiveFrom', 'reviewId', 'emergency', 'rationale'),
    ),
  ContactLapsed: ({ payload }) =>
    emit('cpa-coordination.contact-lapsed.v1', pick(payload, 'caseId'), pick(payload, 'failures')),
  CpaCaseClosed: ({ payload }) => emit('cpa-coordination.cpa-case-closed.v1', pick(payload, 'caseId')),
});
