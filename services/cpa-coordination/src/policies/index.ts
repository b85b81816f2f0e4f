import type { Policy } from '@carethread/runtime';
import { alertCoordinatorAndTeamWhenContactLapsed } from './alert-coordinator-and-team-when-contact-lapsed.js';
import { askForCoordinatorWhenNamedOneIsDeactivated } from './ask-for-coordinator-when-named-one-is-deactivated.js';
import { bringLevelDecisionForwardWhenReviewClosed } from './bring-level-decision-forward-when-review-closed.js';
import { bringTaskForwardWhenLevelDecisionIs } from './bring-task-forward-when-level-decision-is.js';
import { closeCaseWhenPersonDies } from './close-case-when-person-dies.js';
import { closeMissedContactWhenMadeOrLapsed } from './close-missed-contact-when-made-or-lapsed.js';
import { closeTaskWhenCoordinatorIsNamed } from './close-task-when-coordinator-is-named.js';
import { closeTaskWhenEmergencyLevelHasPlan } from './close-task-when-emergency-level-has-plan.js';
import { closeTaskWhenObligationEnds } from './close-task-when-obligation-ends.js';
import { closeTasksWhenCaseCloses } from './close-tasks-when-case-closes.js';
import { raiseTaskWhenCaseOwesSomething } from './raise-task-when-case-owes-something.js';
import { raiseTaskWhenEmergencyLevelHasNoPlan } from './raise-task-when-emergency-level-has-no-plan.js';
import { resetLevelsWhenRegionSchemeSet } from './reset-levels-when-region-scheme-set.js';
import { tellCoordinatorAndTeamWhenObligationMissed } from './tell-coordinator-and-team-when-obligation-missed.js';
import { tellCoordinatorWhenConsentWithdrawn } from './tell-coordinator-when-consent-withdrawn.js';
import { tellCouncilAndPersonWhenCaseOpened } from './tell-council-and-person-when-case-opened.js';

/** What CPA co-ordination does when something happens here or elsewhere. */
export const policies: readonly Policy[] = [
  resetLevelsWhenRegionSchemeSet,
  bringLevelDecisionForwardWhenReviewClosed,
  closeCaseWhenPersonDies,
  alertCoordinatorAndTeamWhenContactLapsed,
  askForCoordinatorWhenNamedOneIsDeactivated,
  bringTaskForwardWhenLevelDecisionIs,
  closeMissedContactWhenMadeOrLapsed,
  closeTaskWhenCoordinatorIsNamed,
  closeTaskWhenObligationEnds,
  closeTaskWhenEmergencyLevelHasPlan,
  closeTasksWhenCaseCloses,
  raiseTaskWhenCaseOwesSomething,
  raiseTaskWhenEmergencyLevelHasNoPlan,
  tellCoordinatorAndTeamWhenObligationMissed,
  tellCoordinatorWhenConsentWithdrawn,
  tellCouncilAndPersonWhenCaseOpened,
];
