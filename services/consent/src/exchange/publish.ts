import type { Publisher } from '@carethread/service-kit';

type Payload = Parameters<Publisher>[0]['payload'];

/** Whatever tells of consent, capacity or relations travels sealed; ids and hashes in the clear (architecture §8). */
export const publish: Readonly<Record<string, Publisher>> = {
  SignOffRequested: ({ payload }) =>
    contract(
      'sign-off-requested',
      pick(payload, 'signOffId', 'subjectId', 'proposalNo', 'contentHash', 'lapsesAt'),
      pick(payload, 'subject'),
    ),
  SignOffCompleted: ({ payload }) =>
    contract(
      'sign-off-completed',
      pick(payload, 'signOffId', 'subjectId', 'proposalNo', 'contentHash', 'completedAt'),
      pick(payload, 'subject', 'legalBasis', 'scope'),
    ),
  SignOffRefused: ({ payload }) =>
    contract('sign-off-refused', pick(payload, 'signOffId', 'subjectId', 'proposalNo'), pick(payload, 'subject')),
  SignOffVoided: ({ payload }) =>
    contract(
      'sign-off-voided',
      pick(payload, 'signOffId', 'subjectId', 'proposalNo'),
      pick(payload, 'subject', 'reason'),
    ),
  SignOffLapsed: ({ payload }) =>
    contract('sign-off-lapsed', pick(payload, 'signOffId', 'subjectId', 'proposalNo'), pick(payload, 'subject')),
  CareConsentGiven: ({ payload }) => contract('care-consent-given', pick(payload, 'planId', 'versionNo'), {}),
  // snippet: withdrawn
  CareConsentWithdrawn: ({ payload }) =>
    contract('care-consent-withdrawn', pick(payload, 'planId', 'withdrawnAt'), pick(payload, 'scope', 'mode')),
  // end of snippet
  CareConsentRestored: ({ payload }) =>
    contract('care-consent-restored', pick(payload, 'planId'), pick(payload, 'scope')),
  ContactNamed: ({ payload }) => contract('contact-named', {}, payload),
  InvolvementChanged: ({ payload }) => contract('involvement-changed', {}, payload),
  InvolvementWithdrawn: ({ payload }) => contract('involvement-withdrawn', {}, payload),
  DisclosureMade: ({ payload }) =>
    contract(
      'disclosure-made',
      pick(payload, 'disclosureId'),
      pick(payload, 'recipientId', 'role', 'planId', 'versionNo', 'fields', 'preparedOn'),
    ),
  InspectionGranted: ({ payload }) => ({
    type: 'consent.inspection-granted.v1',
    subject: String(payload['organisationId']),
    clear: pick(payload, 'inspectionId', 'from', 'to'),
    sealed: pick(payload, 'inspectorId', 'organisationId', 'serviceId', 'regulator'),
  }),
};

function contract(name: string, clear: Payload, sealed: Payload) {
  return { type: `consent.${name}.v1`, clear, sealed };
}

function pick(payload: Payload, ...names: readonly string[]): Payload {
  return Object.fromEntries(names.flatMap((name) => (payload[name] === undefined ? [] : [[name, payload[name]]])));
}
