import { defineService } from '@carethread/service-kit';
import { assessmentDecider } from './domain/assessment/decider.js';
import { handover } from './domain/handover/decider.js';
import { organisation } from './domain/organisation/decider.js';
import { person } from './domain/person/decider.js';
import { facts } from './exchange/facts.js';
import { issueEligibilityCopyWhenDecided } from './policies/issue-eligibility-copy-when-decided.js';
import { publish } from './exchange/publish.js';
import { publishedPlans } from './views/published-plans.js';
import { requestFollowUpWhenServiceStartsInEmergency } from './policies/request-follow-up-when-service-starts-in-emergency.js';
import { tellCouncilWhenHandoverReturned } from './policies/raise-task-when-handover-returned.js';
import { routes } from './http/routes.js';
import { requestAssessmentWhenReviewAsksForOne } from './policies/request-assessment-when-review-asks-for-one.js';
import { cancelAssessmentsWhenPersonDies } from './policies/cancel-assessments-when-person-dies.js';
import { completeMoveWhenFactsAreReceived } from './policies/complete-move-when-facts-are-received.js';
import { raiseTaskWhenNumberIsCorrected } from './policies/raise-task-when-number-is-corrected.js';
import { raiseTaskWhenFindingsMove } from './policies/raise-task-when-findings-move.js';
import { receiveFactsWhenTheyMove } from './policies/receive-facts-when-they-move.js';
import { receiveFindingsWhenTheyMove } from './policies/receive-findings-when-they-move.js';

/** Who the person is, what they need, and to whom the council hands their plan. */
export const assessment = defineService({
  name: 'assessment',
  path: 'assessment',
  deciders: [organisation, person, assessmentDecider, handover],
  facts,
  publish,
  views: [publishedPlans],
  policies: [
    issueEligibilityCopyWhenDecided,
    requestFollowUpWhenServiceStartsInEmergency,
    requestAssessmentWhenReviewAsksForOne,
    tellCouncilWhenHandoverReturned,
    cancelAssessmentsWhenPersonDies,
    receiveFactsWhenTheyMove,
    receiveFindingsWhenTheyMove,
    raiseTaskWhenFindingsMove,
    completeMoveWhenFactsAreReceived,
    raiseTaskWhenNumberIsCorrected,
  ],
  routes,
});
