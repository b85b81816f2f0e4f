import { defineService } from '@carethread/service-kit';
import { careConsent } from './domain/care-consent/decider.js';
import { consentNotice } from './domain/consent-notice/decider.js';
import { involvement } from './domain/involvement/decider.js';
import { dataRequest, disclosure, inspection } from './domain/disclosure/decider.js';
import { signOff } from './domain/sign-off/decider.js';
import { facts } from './exchange/facts.js';
import * as inStep from './policies/request-sign-off-when-version-proposed.js';
import { publish } from './exchange/publish.js';
import { signOffsBySubject } from './views/sign-offs-by-subject.js';
import * as awaiting from './policies/await-risk-when-assessed-meanwhile.js';
import { giveConsentWhenProvisionalPlanPublished } from './policies/give-consent-when-provisional-plan-published.js';
import * as places from './policies/renew-place-of-holder.js';
import { requestSignOffWhenRestrictionConsentAsked } from './policies/request-sign-off-when-restriction-consent-asked.js';
import { voidSignOffWhenVersionNotPublished } from './policies/void-sign-off-when-version-not-published.js';
import * as withdrawn from './policies/void-sign-offs-when-consent-withdrawn.js';
import * as refusedRisks from './policies/raise-task-when-awaited-risk-is-refused.js';
import * as witnesses from './policies/raise-task-when-signature-awaits-witness.js';
import { tellThoseInWhoseNameStaffRecord } from './policies/give-notice-when-staff-record-consent.js';
import * as over from './policies/void-sign-offs-when-person-died.js';
import * as measures from './policies/void-sign-offs-when-risk-closed.js';
import { routes } from './http/routes.js';

/** Who agreed to what, who may see what, and what was shown to whom. */
export const consent = defineService({
  name: 'consent',
  path: 'consent',
  deciders: [signOff, careConsent, consentNotice, involvement, disclosure, inspection, dataRequest],
  facts,
  publish,
  views: [signOffsBySubject],
  policies: [
    inStep.requestSignOffWhenVersionProposed,
    inStep.requestRiskSignOffAgainWhenVersionProposed,
    inStep.requestSignOffWhenRiskAssessed,
    requestSignOffWhenRestrictionConsentAsked,
    inStep.noteRiskSignedWhenItsSignOffCompletes,
    inStep.giveConsentWhenVersionPublished,
    giveConsentWhenProvisionalPlanPublished,
    inStep.restoreConsentWhenSigned,
    inStep.supersedeDisclosuresWhenVersionPublished,
    ...Object.values(withdrawn),
    voidSignOffWhenVersionNotPublished,
    ...Object.values(over),
    ...Object.values(measures),
    ...Object.values(awaiting),
    ...Object.values(places),
    ...Object.values(refusedRisks),
    ...Object.values(witnesses),
    tellThoseInWhoseNameStaffRecord,
  ],
  routes,
});
