import { emit, pick, publishes } from '@carethread/runtime';
import type { CareConsentEvent } from '../domain/care-consent/events.js';
import type { InvolvementEvent } from '../domain/involvement/events.js';
import type { DisclosureEvent } from '../domain/disclosure/events.js';
import type { InspectionEvent } from '../domain/inspection/events.js';
import type { SignOffEvent } from '../domain/sign-off/events.js';

/** What others learn of a contact; when and how the person asked for them stays here. */
const CONTACT = ['contactId', 'name', 'kind', 'role', 'scopes', 'byPerson', 'basis'] as const;

/** Whatever tells of consent, capacity or relations travels sealed; ids and hashes in the clear (architecture §8). */
export const publish = publishes<
  SignOffEvent | CareConsentEvent | InvolvementEvent | DisclosureEvent | InspectionEvent
>()({
  SignOffRequested: ({ payload }) =>
    emit(
      'consent.sign-off-requested.v1',
      pick(payload, 'signOffId', 'subjectId', 'proposalNo', 'contentHash', 'lapsesAt'),
      pick(payload, 'subject'),
    ),
  SignOffCompleted: ({ payload }) =>
    emit(
      'consent.sign-off-completed.v1',
      pick(payload, 'signOffId', 'subjectId', 'proposalNo', 'contentHash', 'completedAt'),
      pick(payload, 'subject', 'legalBasis', 'scope', 'withdrawalsKnown'),
    ),
  SignOffRefused: ({ payload }) =>
    emit(
      'consent.sign-off-refused.v1',
      pick(payload, 'signOffId', 'subjectId', 'proposalNo'),
      pick(payload, 'subject'),
    ),
  SignOffVoided: ({ payload }) =>
    emit(
      'consent.sign-off-voided.v1',
      pick(payload, 'signOffId', 'subjectId', 'proposalNo'),
      pick(payload, 'subject', 'reason'),
    ),
  SignOffLapsed: ({ payload }) =>
    emit('consent.sign-off-lapsed.v1', pick(payload, 'signOffId', 'subjectId', 'proposalNo'), pick(payload, 'subject')),
  SignedConsentWithdrawn: ({ payload }) =>
    emit(
      'consent.signed-consent-withdrawn.v1',
      pick(payload, 'signOffId', 'subjectId', 'proposalNo', 'withdrawnAt'),
      pick(payload, 'subject', 'mode', 'by'),
    ),
  CareConsentGiven: ({ payload }) => emit('consent.care-consent-given.v1', pick(payload, 'planId', 'versionNo')),
  // snippet: withdrawn
  CareConsentWithdrawn: ({ payload }) =>
    emit(
      'consent.care-consent-withdrawn.v1',
      pick(payload, 'planId', 'withdrawnAt'),
      pick(payload, 'scope', 'mode', 'by', 'withdrawalNo'),
    ),
  // end of snippet
  CareConsentRestored: ({ payload }) =>
    emit(
      'consent.care-consent-restored.v1',
      pick(payload, 'planId', 'restoredAt'),
      pick(payload, 'scope', 'withdrawalsKnown'),
    ),
  ContactNamed: ({ payload }) => emit('consent.contact-named.v1', {}, pick(payload, ...CONTACT)),
  InvolvementChanged: ({ payload }) => emit('consent.involvement-changed.v1', {}, pick(payload, ...CONTACT)),
  InvolvementWithdrawn: ({ payload }) => emit('consent.involvement-withdrawn.v1', {}, payload),
  DisclosureMade: ({ payload }) =>
    emit(
      'consent.disclosure-made.v1',
      pick(payload, 'disclosureId'),
      pick(payload, 'recipientId', 'role', 'planId', 'versionNo', 'fields', 'preparedOn'),
    ),
  InspectionGranted: ({ payload }) =>
    emit(
      'consent.inspection-granted.v1',
      pick(payload, 'inspectionId', 'from', 'to'),
      pick(payload, 'inspectorId', 'organisationId', 'serviceId', 'regulator'),
      payload.organisationId,
    ),
});
