import type { Publisher } from '@carethread/service-kit';

/** What assessment tells the others (model §4.1): ids, numbers and instants in the clear; whatever tells of health, sealed. */
export const publish: Readonly<Record<string, Publisher>> = {
  OrganisationSet: ({ payload }) => ({
    type: 'assessment.organisation-set.v1',
    subject: String(payload['organisationId']),
    clear: payload,
  }),
  PersonRegistered: ({ payload, meta }) => ({
    type: 'assessment.person-registered.v1',
    clear: {},
    sealed: {
      ...pick(payload, 'groups', 'firstLanguage', 'fundingRoute', 'homeRegionCode', 'dateOfBirth', 'name'),
      ...by(meta, 'registeredBy'),
    },
  }),
  CommunicationNeedsRecorded: ({ payload }) => ({
    type: 'assessment.communication-needs-recorded.v1',
    clear: {},
    sealed: payload,
  }),
  EligibilityDecided: ({ payload, meta }) => ({
    type: 'assessment.eligibility-decided.v1',
    clear: { assessmentId: idOf(meta.stream) },
    sealed: pick(payload, 'eligible', 'needIds'),
  }),
  PersonalOutcomeIdentified: ({ payload, meta }) => ({
    type: 'assessment.personal-outcome-identified.v1',
    clear: { assessmentId: idOf(meta.stream), outcomeId: payload['outcomeId'] ?? null },
  }),
  AssessmentCompleted: ({ payload, meta }) => ({
    type: 'assessment.assessment-completed.v1',
    clear: pick(payload, 'assessmentId', 'version', 'completedAt', 'needIds', 'outcomeIds'),
    sealed: { ...pick(payload, 'kind', 'coverage', 'needs'), ...by(meta, 'heldBy') },
  }),
  AssessmentCorrected: ({ payload, meta }) => ({
    type: 'assessment.assessment-corrected.v1',
    clear: { assessmentId: idOf(meta.stream), ...pick(payload, 'issue', 'findingId') },
  }),
  HandoverIssued: ({ payload }) => ({ type: 'assessment.handover-issued.v1', clear: {}, sealed: payload }),
  HandoverAccepted: ({ payload }) => ({ type: 'assessment.handover-accepted.v1', clear: {}, sealed: payload }),
  HandoverReturned: ({ payload }) => ({
    type: 'assessment.handover-returned.v1',
    clear: {},
    sealed: pick(payload, 'handoverId', 'providerId'),
  }),
  PersonDeathRecorded: ({ payload }) => ({ type: 'assessment.person-death-recorded.v1', clear: {}, sealed: payload }),
};

type Payload = Parameters<Publisher>[0]['payload'];

function pick(payload: Payload, ...names: readonly string[]): Payload {
  return Object.fromEntries(names.flatMap((name) => (payload[name] === undefined ? [] : [[name, payload[name]]])));
}

function idOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}

/** The organisation that did it, where that was not the council. */
function by({ actor: { role, organisation } }: Parameters<Publisher>[0]['meta'], member: string): Payload {
  return organisation === undefined || role === 'AS' ? {} : { [member]: organisation };
}
