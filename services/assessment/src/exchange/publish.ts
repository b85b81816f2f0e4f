import {
  AssessmentCompleted,
  AssessmentCorrected,
  CommunicationNeedsRecorded,
  DeputyAppointed,
  DeputyReleased,
  EligibilityDecided,
  HandoverAccepted,
  HandoverIssued,
  HandoverReturned,
  OrganisationSet,
  PersonalOutcomeIdentified,
  PersonBirthCorrected,
  PersonDeathRecorded,
  PersonRegistered,
  StaffLeft,
  StaffReturned,
} from '@carethread/contracts';
import type { EventMeta } from '@carethread/event-sourcing';
import { emit, pick, publishes } from '@carethread/runtime';
import type { AssessmentEvent } from '../domain/assessment/events.js';
import type { HandoverEvent } from '../domain/handover/events.js';
import type { OrganisationEvent } from '../domain/organisation/events.js';
import type { PersonEvent } from '../domain/person/events.js';
import type { StaffEvent } from '../domain/staff-member/events.js';
import { birthFrom } from '../domain/person/birth.js';

/** What assessment publishes (model §4.1). */
export const publish = publishes<OrganisationEvent | PersonEvent | AssessmentEvent | HandoverEvent | StaffEvent>()({
  OrganisationSet: ({ payload }) => emit(OrganisationSet, payload, payload.organisationId),
  PersonRegistered: ({ payload, meta }) =>
    emit(PersonRegistered, {
      ...pick(payload, 'groups', 'firstLanguage', 'fundingRoute', 'homeRegionCode', 'dateOfBirth', 'birth', 'name'),
      registeredBy: holderOtherThanCouncil(meta),
    }),
  // Others set bounds by the birth alone; what else is set right is read where it stands.
  BasicInformationCorrected: ({ payload: { field, to } }) => {
    if (field === 'dateOfBirth') return emit(PersonBirthCorrected, { dateOfBirth: to });
    const birth = field === 'birth' ? birthFrom(to) : undefined;
    return birth && emit(PersonBirthCorrected, { birth });
  },
  CommunicationNeedsRecorded: ({ payload }) => emit(CommunicationNeedsRecorded, payload),
  EligibilityDecided: ({ payload: { eligible, needIds }, meta }) =>
    emit(EligibilityDecided, { assessmentId: idOf(meta.stream), eligible, needIds }),
  PersonalOutcomeIdentified: ({ payload: { outcomeId }, meta }) =>
    emit(PersonalOutcomeIdentified, { assessmentId: idOf(meta.stream), outcomeId }),
  AssessmentCompleted: ({ payload, meta }) =>
    emit(AssessmentCompleted, {
      ...pick(payload, 'assessmentId', 'version', 'completedAt', 'needIds', 'outcomeIds', 'kind', 'coverage', 'needs'),
      heldBy: holderOtherThanCouncil(meta),
    }),
  AssessmentCorrected: ({ payload: { issue, issues, findingId, effectiveFrom }, meta }) =>
    emit(AssessmentCorrected, { assessmentId: idOf(meta.stream), issue, issues, findingId, effectiveFrom }),
  FindingsMoved: ({ payload: { corrections }, meta }) =>
    corrections.map(({ issue, issues, findingId, effectiveFrom }) =>
      emit(AssessmentCorrected, { assessmentId: idOf(meta.stream), issue, issues, findingId, effectiveFrom }),
    ),
  HandoverIssued: ({ payload }) => emit(HandoverIssued, payload),
  HandoverAccepted: ({ payload }) => emit(HandoverAccepted, payload),
  HandoverReturned: ({ payload: { handoverId, providerId } }) => emit(HandoverReturned, { handoverId, providerId }),
  // What is no longer open to the provider is closed to it, however it ended.
  HandoverEnded: ({ payload: { handoverId, providerId } }) => emit(HandoverReturned, { handoverId, providerId }),
  PersonDeathRecorded: ({ payload }) => emit(PersonDeathRecorded, payload),
  StaffAbsenceSet: ({ payload }) =>
    emit(DeputyAppointed, pick(payload, 'absenceId', 'user', 'organisationId', 'from', 'to'), payload.deputy),
  StaffAbsenceEnded: ({ payload: { absenceId, deputy } }) => emit(DeputyReleased, { absenceId }, deputy),
  StaffLeft: ({ payload: { user, ...left } }) => emit(StaffLeft, left, user),
  // The stream is named by the pseudonym.
  StaffReturned: ({ payload, meta }) => emit(StaffReturned, payload, idOf(meta.stream)),
});

function idOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}

/** The organisation that acted, where that was not the council. */
function holderOtherThanCouncil({ actor: { role, organisation } }: EventMeta): string | undefined {
  return role === 'AS' ? undefined : organisation;
}
