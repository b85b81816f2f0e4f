import { defineService } from '@carethread/service-kit';
import { competence } from './domain/competence/decider.js';
import { review } from './domain/review/decider.js';
import { schedule } from './domain/schedule/decider.js';
import { facts } from './exchange/facts.js';
import * as inviting from './policies/invite-whoever-comes-to-be-involved.js';
import * as again from './exchange/look-again.js';
import { overdue } from './views/overdue.js';
import { publish } from './exchange/publish.js';
import * as breaches from './exchange/tell-of-breaches.js';
import { routes } from './http/routes.js';
import { cancelObligationsWhenServiceEnds } from './policies/cancel-obligations-when-service-ends.js';
import { followProfileWhenPlanProfileChanged } from './policies/follow-profile-when-plan-profile-changed.js';
import { noteProposalOnScheduleWhenMade } from './policies/note-proposal-on-schedule-when-made.js';
import { noteReviewOnScheduleWhenItMoves } from './policies/note-review-on-schedule-when-it-moves.js';
import { openScheduleWhenPlanOpened } from './policies/open-schedule-when-plan-opened.js';
import { raiseTaskWhenServiceIsToEnd } from './policies/raise-task-when-service-is-to-end.js';
import { requestReviewWhenCareRefusedThreeTimes } from './policies/request-review-when-care-refused-three-times.js';
import { resumeScheduleWhenServedAgain } from './policies/resume-schedule-when-served-again.js';
import { scheduleFirstMeetingWhenServiceAgreed } from './policies/schedule-first-meeting-when-service-agreed.js';
import { schedulePersonalPlanWhenServiceStarts } from './policies/schedule-personal-plan-when-service-starts.js';
import { scheduleReviewWhenLevelDecidedInEmergency } from './policies/schedule-review-when-level-decided-in-emergency.js';
import { scheduleReviewWhenRefusedAgain } from './policies/schedule-review-when-refused-again.js';
import { scheduleReviewsWhenVersionPublished } from './policies/schedule-reviews-when-version-published.js';
import { scheduleUrgentReviewWhenConsentWithdrawn } from './policies/schedule-urgent-review-when-consent-withdrawn.js';
import { startClocksWhenProvisionalPlanPublished } from './policies/start-clocks-when-provisional-plan-published.js';
import { stopScheduleWhenPlanClosed } from './policies/stop-schedule-when-plan-closed.js';
import { stopSchedulesWhenPersonDies } from './policies/stop-schedules-when-person-dies.js';
import { trainingByStaff } from './views/training-by-staff.js';

/** What is due and by when, the reviews that are held, and who is trained for it. */
export const reviewService = defineService({
  name: 'review',
  path: 'review',
  deciders: [schedule, review, competence],
  facts,
  publish,
  views: [overdue, trainingByStaff],
  policies: [
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
    ...Object.values(inviting),
    ...Object.values(again),
    ...Object.values(breaches),
  ],
  routes,
});
