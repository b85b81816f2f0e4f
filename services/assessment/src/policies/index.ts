import { cancelAssessmentsWhenPersonDies } from './cancel-assessments-when-person-dies.js';
import { closeDuplicateTaskWhenPeopleAreToldApart } from './close-duplicate-task-when-people-are-told-apart.js';
import { completeMoveWhenFactsAreReceived } from './complete-move-when-facts-are-received.js';
import { issueEligibilityCopyWhenDecided } from './issue-eligibility-copy-when-decided.js';
import { raiseTaskWhenFindingsMove } from './raise-task-when-findings-move.js';
import { raiseTaskWhenHandoverReturned } from './raise-task-when-handover-returned.js';
import { raiseTaskWhenMailBounces } from './raise-task-when-mail-bounces.js';
import { raiseTaskWhenNumberIsCorrected } from './raise-task-when-number-is-corrected.js';
import { raiseTaskWhenTwoPeopleMayBeOne } from './raise-task-when-two-people-may-be-one.js';
import { receiveFactsWhenTheyMove } from './receive-facts-when-they-move.js';
import { receiveFindingsWhenTheyMove } from './receive-findings-when-they-move.js';
import { requestAssessmentWhenReviewAsksForOne } from './request-assessment-when-review-asks-for-one.js';
import { stopMailWhenAccountEnds } from './stop-mail-when-account-ends.js';
import { requestFollowUpWhenServiceStartsInEmergency } from './request-follow-up-when-service-starts-in-emergency.js';

/** What assessment does of itself when something has happened, in the order in which it does it. */
export const policies = [
  issueEligibilityCopyWhenDecided,
  requestFollowUpWhenServiceStartsInEmergency,
  requestAssessmentWhenReviewAsksForOne,
  raiseTaskWhenHandoverReturned,
  cancelAssessmentsWhenPersonDies,
  receiveFactsWhenTheyMove,
  receiveFindingsWhenTheyMove,
  raiseTaskWhenFindingsMove,
  completeMoveWhenFactsAreReceived,
  raiseTaskWhenNumberIsCorrected,
  raiseTaskWhenTwoPeopleMayBeOne,
  closeDuplicateTaskWhenPeopleAreToldApart,
  raiseTaskWhenMailBounces,
  stopMailWhenAccountEnds,
];
