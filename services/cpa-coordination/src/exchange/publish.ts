import {
  CareCoordinatorReallocated,
  ContactLapsed,
  CoordinatorDeactivated,
  CpaCaseClosed,
  CpaCaseOpened,
  CpaLevelDecided,
  CpaTeamChanged,
} from '@carethread/contracts';
import { emit, pick, publishes } from '@carethread/runtime';
import type { CoordinatorEvent } from '../domain/coordinator/events.js';
import type { CpaCaseEvent } from '../domain/case/events.js';

/** What CPA co-ordination publishes. */
export const publish = publishes<CpaCaseEvent | CoordinatorEvent>()({
  CpaCaseOpened: ({ payload, meta: { actor } }) =>
    emit(CpaCaseOpened, {
      ...pick(payload, 'caseId', 'coordinatorId', 'teamId', 'teamSetting', 'regionCode', 'acceptedOn'),
      // Of a case stored before that was kept, the organisation of whoever opened it.
      organisationId: payload.organisationId ?? actor.organisation,
    }),
  CpaTeamChanged: ({ payload: { caseId, toTeamId, teamSetting, organisationId, at } }) =>
    emit(CpaTeamChanged, { caseId, teamId: toTeamId, teamSetting, organisationId, at }),
  CareCoordinatorReallocated: ({ payload }) =>
    emit(CareCoordinatorReallocated, pick(payload, 'caseId', 'fromUserId', 'toUserId', 'at', 'interim')),
  CoordinatorDeactivated: ({ payload, meta }) =>
    emit(CoordinatorDeactivated, pick(payload, 'userId', 'organisationId'), meta.stream.slice('coordinator-'.length)),
  CpaLevelDecided: ({ payload }) =>
    emit(CpaLevelDecided, pick(payload, 'caseId', 'from', 'to', 'effectiveFrom', 'reviewId', 'emergency', 'rationale')),
  ContactLapsed: ({ payload: { caseId, failures } }) => emit(ContactLapsed, { caseId, failures }),
  CpaCaseClosed: ({ payload: { caseId } }) => emit(CpaCaseClosed, { caseId }),
});
