import { askAgainWhenPublicationLacksConsent } from './ask-again-when-publication-lacks-consent.js';
import { awaitRiskWhenAssessedMeanwhile } from './await-risk-when-assessed-meanwhile.js';
import { closeTaskWhenRefusedRiskIsSettled } from './close-task-when-refused-risk-is-settled.js';
import { giveConsentWhenProvisionalPlanPublished } from './give-consent-when-provisional-plan-published.js';
import { giveConsentWhenVersionPublished } from './give-consent-when-version-published.js';
import { giveNoticeWhenStaffRecordConsent } from './give-notice-when-staff-record-consent.js';
import { noteRiskSignedWhenItsSignOffCompletes } from './note-risk-signed-when-its-sign-off-completes.js';
import { raiseTaskWhenAwaitedRiskIsRefused } from './raise-task-when-awaited-risk-is-refused.js';
import { raiseTaskWhenSignatureAwaitsWitness } from './raise-task-when-signature-awaits-witness.js';
import { raiseTaskWhenWitnessObjects } from './raise-task-when-witness-objects.js';
import { releaseRiskWhenClosed } from './release-risk-when-closed.js';
import { renewCoordinatorsPlaceWhenReallocated } from './renew-coordinators-place-when-reallocated.js';
import { renewKeyworkersPlaceWhenTeamAssigned } from './renew-keyworkers-place-when-team-assigned.js';
import { requestRiskSignOffAgainWhenVersionProposed } from './request-risk-sign-off-again-when-version-proposed.js';
import { requestSignOffWhenRestrictionConsentAsked } from './request-sign-off-when-restriction-consent-asked.js';
import { requestSignOffWhenRiskAssessed } from './request-sign-off-when-risk-assessed.js';
import { requestSignOffWhenVersionProposed } from './request-sign-off-when-version-proposed.js';
import { restoreConsentWhenSigned } from './restore-consent-when-signed.js';
import { supersedeDisclosuresWhenVersionPublished } from './supersede-disclosures-when-version-published.js';
import { voidSignOffWhenVersionNotPublished } from './void-sign-off-when-version-not-published.js';
import { voidSignOffsWhenConsentWithdrawn } from './void-sign-offs-when-consent-withdrawn.js';
import { voidSignOffsWhenPersonDied } from './void-sign-offs-when-person-died.js';
import { voidSignOffsWhenPlanClosed } from './void-sign-offs-when-plan-closed.js';
import { voidSignOffsWhenRestrictionEnded } from './void-sign-offs-when-restriction-ended.js';
import { voidSignOffsWhenRiskClosed } from './void-sign-offs-when-risk-closed.js';

/** What consent does of itself when something has happened, in the order in which it does it. */
export const policies = [
  requestSignOffWhenVersionProposed,
  requestRiskSignOffAgainWhenVersionProposed,
  requestSignOffWhenRiskAssessed,
  requestSignOffWhenRestrictionConsentAsked,
  noteRiskSignedWhenItsSignOffCompletes,
  giveConsentWhenVersionPublished,
  giveConsentWhenProvisionalPlanPublished,
  restoreConsentWhenSigned,
  supersedeDisclosuresWhenVersionPublished,
  voidSignOffsWhenConsentWithdrawn,
  askAgainWhenPublicationLacksConsent,
  voidSignOffWhenVersionNotPublished,
  voidSignOffsWhenPersonDied,
  voidSignOffsWhenPlanClosed,
  voidSignOffsWhenRiskClosed,
  voidSignOffsWhenRestrictionEnded,
  awaitRiskWhenAssessedMeanwhile,
  releaseRiskWhenClosed,
  renewKeyworkersPlaceWhenTeamAssigned,
  renewCoordinatorsPlaceWhenReallocated,
  raiseTaskWhenAwaitedRiskIsRefused,
  closeTaskWhenRefusedRiskIsSettled,
  raiseTaskWhenSignatureAwaitsWitness,
  raiseTaskWhenWitnessObjects,
  giveNoticeWhenStaffRecordConsent,
];
