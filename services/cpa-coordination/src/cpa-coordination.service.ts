import { defineService } from '@carethread/service-kit';
import { coordinator } from './domain/coordinator/decider.js';
import { cpaCase } from './domain/case/decider.js';
import { region } from './domain/region/decider.js';
import { facts } from './exchange/facts.js';
import { namedCoordinators } from './views/named-coordinators.js';
import { openCases } from './views/open-cases.js';
import { publish } from './exchange/publish.js';
import { routes } from './http/routes.js';
import { alertCoordinatorAndTeamWhenContactLapsed } from './policies/alert-coordinator-and-team-when-contact-lapsed.js';
import { askForCoordinatorWhenNamedOneIsDeactivated } from './policies/ask-for-coordinator-when-named-one-is-deactivated.js';
import { bringLevelDecisionForwardWhenReviewClosed } from './policies/bring-level-decision-forward-when-review-closed.js';
import { bringTaskForwardWhenLevelDecisionIs } from './policies/bring-task-forward-when-level-decision-is.js';
import { closeCaseWhenPersonDies } from './policies/close-case-when-person-dies.js';
import { closeTaskWhenCoordinatorIsNamed } from './policies/close-task-when-coordinator-is-named.js';
import { closeTaskWhenObligationEnds } from './policies/close-task-when-obligation-ends.js';
import { closeTaskWhenEmergencyLevelHasPlan } from './policies/close-task-when-emergency-level-has-plan.js';
import { closeTasksWhenCaseCloses } from './policies/close-tasks-when-case-closes.js';
import { raiseTaskWhenCaseOwesSomething } from './policies/raise-task-when-case-owes-something.js';
import { raiseTaskWhenEmergencyLevelHasNoPlan } from './policies/raise-task-when-emergency-level-has-no-plan.js';
import { resetLevelsWhenRegionSchemeSet } from './policies/reset-levels-when-region-scheme-set.js';
import { tellCouncilAndPersonWhenCaseOpened } from './policies/tell-council-and-person-when-case-opened.js';
import { tellCoordinatorAndTeamWhenObligationMissed } from './policies/tell-coordinator-and-team-when-obligation-missed.js';
import { tellCoordinatorWhenConsentWithdrawn } from './policies/tell-coordinator-when-consent-withdrawn.js';

/** Who co-ordinates a person's care under CPA, at which level and under which region's scheme, and whether contact holds. */
export const cpaCoordination = defineService({
  name: 'cpa-coordination',
  path: 'cpa',
  deciders: [cpaCase, region, coordinator],
  facts,
  publish,
  views: [openCases, namedCoordinators],
  policies: [
    resetLevelsWhenRegionSchemeSet,
    bringLevelDecisionForwardWhenReviewClosed,
    closeCaseWhenPersonDies,
    alertCoordinatorAndTeamWhenContactLapsed,
    askForCoordinatorWhenNamedOneIsDeactivated,
    bringTaskForwardWhenLevelDecisionIs,
    closeTaskWhenCoordinatorIsNamed,
    closeTaskWhenObligationEnds,
    closeTaskWhenEmergencyLevelHasPlan,
    closeTasksWhenCaseCloses,
    raiseTaskWhenCaseOwesSomething,
    raiseTaskWhenEmergencyLevelHasNoPlan,
    tellCoordinatorAndTeamWhenObligationMissed,
    tellCoordinatorWhenConsentWithdrawn,
    tellCouncilAndPersonWhenCaseOpened,
  ],
  routes,
});
