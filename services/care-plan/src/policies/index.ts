import { beginWithProviderWhenHandoverAccepted } from './begin-with-provider-when-handover-accepted.js';
import { closeContributionTaskWhenAnswered } from './close-contribution-task-when-answered.js';
import { closeEscalationWhenNoticeIsAcknowledged } from './close-escalation-when-notice-is-acknowledged.js';
import { closeHomeCopyTaskWhenCopyIsPlaced } from './close-home-copy-task-when-copy-is-placed.js';
import { closeIncompleteAmendmentWhenMade } from './close-incomplete-amendment-when-made.js';
import { closeOfferWhenPlanReplaced } from './close-offer-when-plan-replaced.js';
import { closePlansWhenPersonDied } from './close-plans-when-person-died.js';
import { closePlansWhenServiceEnded } from './close-plans-when-service-ended.js';
import { closeRefusedPublicationWhenVersionPublished } from './close-refused-publication-when-version-published.js';
import { closeTaskWhenCopyIsIssued } from './close-task-when-copy-is-issued.js';
import { endSubscriptionWhenServiceEnds } from './end-subscription-when-service-ends.js';
import { escalateWhenNoticeIsNotAcknowledged } from './escalate-when-notice-is-not-acknowledged.js';
import { flagForAuditWhenNarrativeIsSimilar } from './flag-for-audit-when-narrative-is-similar.js';
import { issueCopiesWhenVersionPublished } from './issue-copies-when-version-published.js';
import { issueCopyWhenContactIsPermitted } from './issue-copy-when-contact-is-permitted.js';
import { linkRiskToPlanWhenAssessed } from './link-risk-to-plan-when-assessed.js';
import { markFilePartWhenItArrives } from './mark-file-part-when-it-arrives.js';
import { noteSourceSupersededWhenCouncilPlanPublished } from './note-source-superseded-when-council-plan-published.js';
import { notifySubscribersWhenPlanChanges } from './notify-subscribers-when-plan-changes.js';
import { notifySubscribersWhenRestrictionLifted } from './notify-subscribers-when-restriction-lifted.js';
import { offerReplacementWhenHeavilyAmended } from './offer-replacement-when-heavily-amended.js';
import { openPlanWhenServiceStartsWithoutOne } from './open-plan-when-service-starts-without-one.js';
import { proposeAmendmentWhenLevelDecided } from './propose-amendment-when-level-decided.js';
import { proposeAmendmentWhenReviewAgreed } from './propose-amendment-when-review-agreed.js';
import { proposeDraftWhenPlanningMeetingClosed } from './propose-draft-when-planning-meeting-closed.js';
import { proposeWhatWasNotCarriedWhenVersionPublished } from './propose-what-was-not-carried-when-version-published.js';
import { proposeWhatWasPostponedWhenProposalReturned } from './propose-what-was-postponed-when-proposal-returned.js';
import { publishAgainWhenAnObstacleMayHaveGone } from './publish-again-when-an-obstacle-may-have-gone.js';
import { publishVersionWhenSignOffCompleted } from './publish-version-when-sign-off-completed.js';
import { raiseHomeCopyTaskWhenVersionPublished } from './raise-home-copy-task-when-version-published.js';
import { raiseIncidentWhenCareGivenWithoutConsent } from './raise-incident-when-care-given-without-consent.js';
import { raiseIncidentWhenContentDiverges } from './raise-incident-when-content-diverges.js';
import { raiseTaskWhenAmendmentIncomplete } from './raise-task-when-amendment-incomplete.js';
import { raiseTaskWhenChangeWaits } from './raise-task-when-change-waits.js';
import { raiseTaskWhenContributionSuggested } from './raise-task-when-contribution-suggested.js';
import { raiseTaskWhenCopyFails } from './raise-task-when-copy-fails.js';
import { raiseTaskWhenPublicationRefused } from './raise-task-when-publication-refused.js';
import { raiseTasksWhenEndpointDisabled } from './raise-tasks-when-endpoint-disabled.js';
import { raiseTaskWhenSourcePlanSuperseded } from './raise-task-when-source-plan-superseded.js';
import { resumePlanWhenConsentRestored } from './resume-plan-when-consent-restored.js';
import { returnProposalWhenSignOffEnds } from './return-proposal-when-sign-off-ends.js';
import { suspendPlanWhenConsentWithdrawn } from './suspend-plan-when-consent-withdrawn.js';
import { tellCouncilAndPersonWhenServiceAgreedAlone } from './tell-council-and-person-when-service-agreed-alone.js';
import { tellDpoWhenBreakGlassOpened } from './tell-dpo-when-break-glass-opened.js';

/** What care-plan does of itself when something has happened, in the order in which it does it. */
export const policies = [
  beginWithProviderWhenHandoverAccepted,
  openPlanWhenServiceStartsWithoutOne,
  publishVersionWhenSignOffCompleted,
  publishAgainWhenAnObstacleMayHaveGone,
  linkRiskToPlanWhenAssessed,
  proposeAmendmentWhenLevelDecided,
  proposeAmendmentWhenReviewAgreed,
  returnProposalWhenSignOffEnds,
  suspendPlanWhenConsentWithdrawn,
  resumePlanWhenConsentRestored,
  closePlansWhenPersonDied,
  closePlansWhenServiceEnded,
  tellCouncilAndPersonWhenServiceAgreedAlone,
  escalateWhenNoticeIsNotAcknowledged,
  flagForAuditWhenNarrativeIsSimilar,
  issueCopiesWhenVersionPublished,
  issueCopyWhenContactIsPermitted,
  notifySubscribersWhenPlanChanges,
  notifySubscribersWhenRestrictionLifted,
  raiseIncidentWhenCareGivenWithoutConsent,
  raiseIncidentWhenContentDiverges,
  tellDpoWhenBreakGlassOpened,
  closeEscalationWhenNoticeIsAcknowledged,
  closeHomeCopyTaskWhenCopyIsPlaced,
  raiseHomeCopyTaskWhenVersionPublished,
  closeOfferWhenPlanReplaced,
  offerReplacementWhenHeavilyAmended,
  proposeWhatWasNotCarriedWhenVersionPublished,
  proposeWhatWasPostponedWhenProposalReturned,
  proposeDraftWhenPlanningMeetingClosed,
  raiseTaskWhenAmendmentIncomplete,
  closeIncompleteAmendmentWhenMade,
  raiseTaskWhenChangeWaits,
  raiseTaskWhenPublicationRefused,
  raiseTaskWhenContributionSuggested,
  closeContributionTaskWhenAnswered,
  raiseTaskWhenCopyFails,
  closeTaskWhenCopyIsIssued,
  closeRefusedPublicationWhenVersionPublished,
  noteSourceSupersededWhenCouncilPlanPublished,
  raiseTaskWhenSourcePlanSuperseded,
  markFilePartWhenItArrives,
  endSubscriptionWhenServiceEnds,
  raiseTasksWhenEndpointDisabled,
];
