import { alertWhenRestrictionExpired } from './alert-when-restriction-expired.js';
import { askForReassessmentWhenConsentWithdrawn } from './ask-for-reassessment-when-consent-withdrawn.js';
import { askForRenewalWhenRestrictionAuthorised } from './ask-for-renewal-when-restriction-authorised.js';
import { askForRiskReviewWhenContactLapsed } from './ask-for-risk-review-when-contact-lapsed.js';
import { closeReassessmentWhenRiskIs } from './close-reassessment-when-risk-is.js';
import { closeRenewalWhenRestrictionIsSettled } from './close-renewal-when-restriction-is-settled.js';
import { endRestrictionsWhenPersonDies } from './end-restrictions-when-person-dies.js';
import { endRestrictionsWhenServiceEnded } from './end-restrictions-when-service-ended.js';
import { handRisksToCouncilWhenServiceEnded } from './hand-risks-to-council-when-service-ended.js';
import { recordOutcomesWhenReviewed } from './record-outcomes-when-reviewed.js';
import { withholdRestrictionWhenConsentWithdrawn } from './withhold-restriction-when-consent-withdrawn.js';

/** What risk does of itself when something has happened, in the order in which it does it. */
export const policies = [
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
];
