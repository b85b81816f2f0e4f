import {
  CareConsentGiven,
  CareConsentRestored,
  CareConsentWithdrawn,
  ContactNamed,
  DisclosureMade,
  InspectionGranted,
  InvolvementChanged,
  InvolvementWithdrawn,
  ProcessingRestricted,
  ProcessingRestrictionLifted,
  SignedConsentWithdrawn,
  SignOffCompleted,
  SignOffLapsed,
  SignOffRefused,
  SignOffRequested,
  SignOffVoided,
} from '@carethread/contracts';
import { emit, pick, publishes } from '@carethread/runtime';
import type { CareConsentEvent } from '../domain/care-consent/events.js';
import type { InvolvementEvent } from '../domain/involvement/events.js';
import type { DataRequestEvent } from '../domain/data-request/events.js';
import type { DisclosureEvent } from '../domain/disclosure/events.js';
import type { InspectionEvent } from '../domain/inspection/events.js';
import type { SignOffEvent } from '../domain/sign-off/events.js';

const SIGN_OFF = ['signOffId', 'subjectId', 'proposalNo', 'subject'] as const;
/** What others learn of a contact; when and how the person asked for them stays here. */
const CONTACT = ['contactId', 'name', 'kind', 'role', 'scopes', 'byPerson', 'basis'] as const;

/** What consent publishes. */
export const publish = publishes<
  SignOffEvent | CareConsentEvent | InvolvementEvent | DisclosureEvent | DataRequestEvent | InspectionEvent
>()({
  SignOffRequested: ({ payload }) => emit(SignOffRequested, pick(payload, ...SIGN_OFF, 'contentHash', 'lapsesAt')),
  SignOffCompleted: ({ payload }) =>
    emit(
      SignOffCompleted,
      pick(payload, ...SIGN_OFF, 'contentHash', 'completedAt', 'legalBasis', 'scope', 'withdrawalsKnown'),
    ),
  SignOffRefused: ({ payload }) => emit(SignOffRefused, pick(payload, ...SIGN_OFF)),
  SignOffVoided: ({ payload }) => emit(SignOffVoided, pick(payload, ...SIGN_OFF, 'reason')),
  SignOffLapsed: ({ payload }) => emit(SignOffLapsed, pick(payload, ...SIGN_OFF)),
  SignedConsentWithdrawn: ({ payload }) =>
    emit(SignedConsentWithdrawn, pick(payload, ...SIGN_OFF, 'withdrawnAt', 'mode', 'by')),
  CareConsentGiven: ({ payload: { planId, versionNo } }) => emit(CareConsentGiven, { planId, versionNo }),
  // snippet: withdrawn
  CareConsentWithdrawn: ({ payload: { planId, withdrawnAt, scope, mode, by, withdrawalNo } }) =>
    emit(CareConsentWithdrawn, { planId, withdrawnAt, scope, mode, by, withdrawalNo }),
  // end of snippet
  CareConsentRestored: ({ payload: { planId, restoredAt, scope, withdrawalsKnown } }) =>
    emit(CareConsentRestored, { planId, restoredAt, scope, withdrawalsKnown }),
  ContactNamed: ({ payload }) => emit(ContactNamed, pick(payload, ...CONTACT)),
  InvolvementChanged: ({ payload }) => emit(InvolvementChanged, pick(payload, ...CONTACT)),
  InvolvementWithdrawn: ({ payload: { contactId, scopes, by } }) =>
    emit(InvolvementWithdrawn, { contactId, scopes, by }),
  DisclosureMade: ({ payload }) =>
    emit(
      DisclosureMade,
      pick(payload, 'disclosureId', 'recipientId', 'role', 'planId', 'versionNo', 'fields', 'preparedOn', 'basis'),
    ),
  ProcessingRestricted: ({ payload }) =>
    emit(ProcessingRestricted, pick(payload, 'requestId', 'restrictedAt', 'fields')),
  ProcessingRestrictionLifted: ({ payload }) =>
    emit(ProcessingRestrictionLifted, pick(payload, 'requestId', 'restrictedAt', 'liftedAt')),
  InspectionGranted: ({ payload }) =>
    emit(
      InspectionGranted,
      pick(payload, 'inspectionId', 'from', 'to', 'inspectorId', 'organisationId', 'serviceId', 'regulator'),
      payload.organisationId,
    ),
});
