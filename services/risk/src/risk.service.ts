import { defineService } from '@carethread/service-kit';
import { riskAssessment } from './domain/risk-assessment/decider.js';
import { restriction } from './domain/restriction/decider.js';
import { facts } from './exchange/facts.js';
import { publish } from './exchange/publish.js';
import { restrictionRoutes } from './http/restriction/restriction.js';
import { routes } from './http/risk-assessment/assessment.js';
import { alertWhenRestrictionExpired } from './policies/alert-when-restriction-expired.js';
import { askForReassessmentWhenConsentWithdrawn } from './policies/ask-for-reassessment-when-consent-withdrawn.js';
import { askForRenewalWhenRestrictionAuthorised } from './policies/ask-for-renewal-when-restriction-authorised.js';
import { askForRiskReviewWhenContactLapsed } from './policies/ask-for-risk-review-when-contact-lapsed.js';
import { closeReassessmentWhenRiskIs } from './policies/close-reassessment-when-risk-is.js';
import { closeRenewalWhenRestrictionIsSettled } from './policies/close-renewal-when-restriction-is-settled.js';
import { endRestrictionsWhenPersonDies } from './policies/end-restrictions-when-person-dies.js';
import { endRestrictionsWhenServiceEnded } from './policies/end-restrictions-when-service-ended.js';
import { handRisksToCouncilWhenServiceEnded } from './policies/hand-risks-to-council-when-service-ended.js';
import { recordOutcomesWhenReviewed } from './policies/record-outcomes-when-reviewed.js';
import { withholdRestrictionWhenConsentWithdrawn } from './policies/withhold-restriction-when-consent-withdrawn.js';

/** Risks weighed with the person, what came of them, and what restricts the person under which authority. */
export const risk = defineService({
  name: 'risk',
  path: 'risk',
  deciders: [riskAssessment, restriction],
  facts,
  publish,
  views: [],
  policies: [
    alertWhenRestrictionExpired,
    askForReassessmentWhenConsentWithdrawn,
    askForRenewalWhenRestrictionAuthorised,
    askForRiskReviewWhenContactLapsed,
    closeReassessmentWhenRiskIs,
    closeRenewalWhenRestrictionIsSettled,
    endRestrictionsWhenPersonDies,
    endRestrictionsWhenServiceEnded,
    handRisksToCouncilWhenServiceEnded,
    recordOutcomesWhenReviewed,
    withholdRestrictionWhenConsentWithdrawn,
  ],
  routes: [...routes, ...restrictionRoutes],
});
