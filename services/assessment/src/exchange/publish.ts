import type { EventMeta } from '@carethread/event-sourcing';
import { emit, pick, publishes } from '@carethread/runtime';
import type { AssessmentEvent } from '../domain/assessment/decider.js';
import type { HandoverEvent } from '../domain/handover/decider.js';
import type { OrganisationEvent } from '../domain/organisation/decider.js';
import type { PersonEvent } from '../domain/person/decider.js';
import { birthFrom } from '../domain/person/birth.js';

/** What assessment tells the others (model §4.1): ids, numbers and instants in the clear; whatever tells of health, sealed. */
export const publish = publishes<OrganisationEvent | PersonEvent | AssessmentEvent | HandoverEvent>()({
  OrganisationSet: ({ payload }) => emit('assessment.organisation-set.v1', payload, undefined, payload.organisationId),
  PersonRegistered: ({ payload, meta }) =>
    emit(
      'assessment.person-registered.v1',
      {},
      {
        ...pick(payload, 'groups', 'firstLanguage', 'fundingRoute', 'homeRegionCode', 'dateOfBirth', 'birth', 'name'),
        ...by(meta, 'registeredBy'),
      },
    ),
  // Others set bounds by the birth alone; what else is set right is read where it stands.
  BasicInformationCorrected: ({ payload: { field, to } }) => {
    if (field === 'dateOfBirth') return emit('assessment.person-birth-corrected.v1', {}, { dateOfBirth: to });
    const birth = field === 'birth' ? birthFrom(to) : undefined;
    return birth && emit('assessment.person-birth-corrected.v1', {}, { birth });
  },
  CommunicationNeedsRecorded: ({ payload }) => emit('assessment.communication-needs-recorded.v1', {}, payload),
  EligibilityDecided: ({ payload, meta }) =>
    emit(
      'assessment.eligibility-decided.v1',
      { assessmentId: idOf(meta.stream) },
      pick(payload, 'eligible', 'needIds'),
    ),
  PersonalOutcomeIdentified: ({ payload, meta }) =>
    emit('assessment.personal-outcome-identified.v1', {
      assessmentId: idOf(meta.stream),
      outcomeId: payload.outcomeId,
    }),
  AssessmentCompleted: ({ payload, meta }) =>
    emit(
      'assessment.assessment-completed.v1',
      pick(payload, 'assessmentId', 'version', 'completedAt', 'needIds', 'outcomeIds'),
      { ...pick(payload, 'kind', 'coverage', 'needs'), ...by(meta, 'heldBy') },
    ),
  AssessmentCorrected: ({ payload, meta }) =>
    emit('assessment.assessment-corrected.v1', {
      assessmentId: idOf(meta.stream),
      ...pick(payload, 'issue', 'issues', 'findingId', 'effectiveFrom'),
    }),
  FindingsMoved: ({ payload: { corrections }, meta }) =>
    corrections.map((one) =>
      emit('assessment.assessment-corrected.v1', {
        assessmentId: idOf(meta.stream),
        ...pick(one, 'issue', 'issues', 'findingId', 'effectiveFrom'),
      }),
    ),
  HandoverIssued: ({ payload }) => emit('assessment.handover-issued.v1', {}, payload),
  HandoverAccepted: ({ payload }) => emit('assessment.handover-accepted.v1', {}, payload),
  HandoverReturned: ({ payload }) =>
    emit('assessment.handover-returned.v1', {}, pick(payload, 'handoverId', 'providerId')),
  // What is no longer open to the provider is closed to it, whoever ended it.
  HandoverEnded: ({ payload }) =>
    emit('assessment.handover-returned.v1', {}, pick(payload, 'handoverId', 'providerId')),
  PersonDeathRecorded: ({ payload }) => emit('assessment.person-death-recorded.v1', {}, payload),
});

function idOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}

/** The organisation that did it, where that was not the council. */
function by<Member extends string>(
  { actor: { role, organisation } }: EventMeta,
  member: Member,
): { readonly [Name in Member]?: string } {
  return (organisation === undefined || role === 'AS' ? {} : { [member]: organisation }) as {
    readonly [Name in Member]?: string;
  };
}
