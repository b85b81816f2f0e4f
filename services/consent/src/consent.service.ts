import { defineService } from '@carethread/service-kit';
import { careConsent } from './domain/care-consent.js';
import { consentNotice } from './domain/consent-notice.js';
import { involvement } from './domain/involvement.js';
import { dataRequest, disclosure, inspection } from './domain/privacy.js';
import { signOff } from './domain/sign-off.js';
import { facts } from './exchange/facts.js';
import * as inStep from './exchange/keep-sign-offs-in-step.js';
import { publish } from './exchange/publish.js';
import { signOffsBySubject } from './exchange/sign-offs-by-subject.js';
import * as awaiting from './policies/await-risks-with-the-plan.js';
import { giveConsentWhenProvisionalPlanPublished } from './policies/give-consent-when-provisional-plan-published.js';
import * as places from './policies/renew-places-when-holder-changes.js';
import { requestSignOffWhenRestrictionConsentAsked } from './policies/request-sign-off-when-restriction-consent-asked.js';
import { voidSignOffWhenVersionNotPublished } from './policies/void-sign-off-when-version-not-published.js';
import * as withdrawn from './policies/void-sign-offs-when-consent-withdrawn.js';
import * as refusedRisks from './policies/raise-task-when-awaited-risk-is-refused.js';
import * as witnesses from './policies/raise-task-when-witness-is-to-act.js';
import { tellThoseInWhoseNameStaffRecord } from './policies/tell-those-in-whose-name-staff-record.js';
import * as over from './policies/void-sign-offs-when-life-or-plan-ends.js';
import * as measures from './policies/void-sign-offs-when-risk-or-restriction-ends.js';
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
