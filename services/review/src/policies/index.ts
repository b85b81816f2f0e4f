import type { Policy } from '@carethread/runtime';
import { alertWhenChecksAreNotPracticable } from './alert-when-checks-are-not-practicable.js';
import { cancelFollowUpWhenRiskClosed } from './cancel-follow-up-when-risk-closed.js';
import { cancelObligationsWhenServiceEnds } from './cancel-obligations-when-service-ends.js';
import { closeTaskWhenMissedObligationEnds } from './close-task-when-missed-obligation-ends.js';
import { escalateWhenReviewSeriouslyOverdue } from './escalate-when-review-seriously-overdue.js';
import { followProfileWhenPlanProfileChanged } from './follow-profile-when-plan-profile-changed.js';
import { inviteThoseWhoBecomeInvolved } from './invite-those-who-become-involved.js';
import { noteProposalOnScheduleWhenMade } from './note-proposal-on-schedule-when-made.js';
import { noteReviewOnScheduleWhenItMoves } from './note-review-on-schedule-when-it-moves.js';
import { noteRiskOnScheduleWhenAssessed } from './note-risk-on-schedule-when-assessed.js';
import { openScheduleWhenPlanOpened } from './open-schedule-when-plan-opened.js';
import { raiseDiscussionWhenSignOffRefused } from './raise-discussion-when-sign-off-refused.js';
import { raiseTaskWhenServiceIsToEnd } from './raise-task-when-service-is-to-end.js';
import { raiseTasksWhenObligationMissed } from './raise-tasks-when-obligation-missed.js';
import { requestReviewWhenCareRefusedThreeTimes } from './request-review-when-care-refused-three-times.js';
import { resumeScheduleWhenServedAgain } from './resume-schedule-when-served-again.js';
import { scheduleFirstMeetingWhenServiceAgreed } from './schedule-first-meeting-when-service-agreed.js';
import { scheduleFollowUpOfRisksWhenReviewFallsDue } from './schedule-follow-up-of-risks-when-review-falls-due.js';
import { scheduleFollowUpWhenCareRefused } from './schedule-follow-up-when-care-refused.js';
import { scheduleFollowUpWhenConsentRestored } from './schedule-follow-up-when-consent-restored.js';
import { schedulePersonalPlanWhenServiceStarts } from './schedule-personal-plan-when-service-starts.js';
import { scheduleReviewWhenLevelDecidedInEmergency } from './schedule-review-when-level-decided-in-emergency.js';
import { scheduleReviewWhenRefusedAgain } from './schedule-review-when-refused-again.js';
import { scheduleReviewsWhenVersionPublished } from './schedule-reviews-when-version-published.js';
import { scheduleUrgentReviewWhenConsentWithdrawn } from './schedule-urgent-review-when-consent-withdrawn.js';
import { startClocksWhenProvisionalPlanPublished } from './start-clocks-when-provisional-plan-published.js';
import { stopScheduleWhenPlanClosed } from './stop-schedule-when-plan-closed.js';
import { stopSchedulesWhenPersonDies } from './stop-schedules-when-person-dies.js';

/** What review does when something happens here or elsewhere. */
export const policies: readonly Policy[] = [
  openScheduleWhenPlanOpened,
  followProfileWhenPlanProfileChanged,
  resumeScheduleWhenServedAgain,
  scheduleFirstMeetingWhenServiceAgreed,
  schedulePersonalPlanWhenServiceStarts,
  startClocksWhenProvisionalPlanPublished,
  scheduleReviewsWhenVersionPublished,
  noteProposalOnScheduleWhenMade,
  scheduleUrgentReviewWhenConsentWithdrawn,
  scheduleReviewWhenLevelDecidedInEmergency,
  scheduleReviewWhenRefusedAgain,
  noteReviewOnScheduleWhenItMoves,
  requestReviewWhenCareRefusedThreeTimes,
  cancelObligationsWhenServiceEnds,
  stopScheduleWhenPlanClosed,
  stopSchedulesWhenPersonDies,
  raiseTaskWhenServiceIsToEnd,
  inviteThoseWhoBecomeInvolved,
  scheduleFollowUpOfRisksWhenReviewFallsDue,
  scheduleFollowUpWhenCareRefused,
  scheduleFollowUpWhenConsentRestored,
  noteRiskOnScheduleWhenAssessed,
  cancelFollowUpWhenRiskClosed,
  alertWhenChecksAreNotPracticable,
  escalateWhenReviewSeriouslyOverdue,
  raiseDiscussionWhenSignOffRefused,
  raiseTasksWhenObligationMissed,
  closeTaskWhenMissedObligationEnds,
];
