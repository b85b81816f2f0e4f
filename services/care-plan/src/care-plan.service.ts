import { defineService } from '@carethread/service-kit';
import { breakGlass } from './domain/break-glass/decider.js';
import { copies } from './domain/copies/decider.js';
import { dailyRecord } from './domain/daily-record/decider.js';
import { episode } from './domain/episode/decider.js';
import { carePlan } from './domain/plan/decider.js';
import { readers } from './domain/readers/decider.js';
import { subscription } from './domain/subscription/decider.js';
import { beginWithProviderWhenHandoverAccepted } from './policies/begin-with-provider-when-handover-accepted.js';
import { endSubscriptionWhenServiceEnds } from './policies/end-subscription-when-service-ends.js';
import { facts } from './exchange/facts.js';
import * as homeCopy from './policies/raise-home-copy-task-when-version-published.js';
import * as inStep from './policies/link-risk-to-plan-when-assessed.js';
import * as offers from './policies/offer-replacement-when-heavily-amended.js';
import { markFilePartWhenItArrives } from './policies/mark-file-part-when-it-arrives.js';
import { publish } from './exchange/publish.js';
import {
  publishAgainWhenAnObstacleMayHaveGone,
  publishVersionWhenSignOffCompleted,
} from './policies/publish-version-when-sign-off-completed.js';
import { copyIndex, refusedPublications } from './views/refused-publications.js';
import { disclosedCopies } from './views/disclosed-copies.js';
import * as concerned from './policies/notify-subscribers-when-plan-changes.js';
import { narratives } from './views/narratives.js';
import { closePlansWhenPersonDied } from './policies/close-plans-when-person-died.js';
import { closePlansWhenServiceEnded } from './policies/close-plans-when-service-ended.js';
import { resumePlanWhenConsentRestored } from './policies/resume-plan-when-consent-restored.js';
import { suspendPlanWhenConsentWithdrawn } from './policies/suspend-plan-when-consent-withdrawn.js';
import { tellCouncilAndPersonWhenServiceAgreedAlone } from './policies/tell-council-and-person-when-service-agreed-alone.js';
import { routes } from './http/routes.js';
import { openPlanWhenServiceStartsWithoutOne } from './policies/open-plan-when-service-starts-without-one.js';
import { closeIncompleteAmendmentWhenMade } from './policies/close-incomplete-amendment-when-made.js';
import { closeRefusedPublicationWhenVersionPublished } from './policies/close-refused-publication-when-version-published.js';
import { noteSourceSupersededWhenCouncilPlanPublished } from './policies/note-source-superseded-when-council-plan-published.js';
import { proposeDraftWhenPlanningMeetingClosed } from './policies/propose-draft-when-planning-meeting-closed.js';
import { proposeWhatWasNotCarriedWhenVersionPublished } from './policies/propose-what-was-not-carried-when-version-published.js';
import { proposeWhatWasPostponedWhenProposalReturned } from './policies/propose-what-was-postponed-when-proposal-returned.js';
import { raiseTaskWhenAmendmentIncomplete } from './policies/raise-task-when-amendment-incomplete.js';
import { closeTaskWhenCopyIsIssued, raiseTaskWhenCopyFails } from './policies/raise-task-when-copy-fails.js';
import { raiseTaskWhenChangeWaits } from './policies/raise-task-when-change-waits.js';
import { raiseTaskWhenPublicationRefused } from './policies/raise-task-when-publication-refused.js';
import { raiseTaskWhenSourcePlanSuperseded } from './policies/raise-task-when-source-plan-superseded.js';

/** The plan: drafted, proposed, published, followed, corrected; who was told, who holds a copy, what happened day by day. */
export const carePlanService = defineService({
  name: 'care-plan',
  path: 'care-plan',
  deciders: [carePlan, episode, subscription, copies, readers, dailyRecord, breakGlass],
  facts,
  publish,
  views: [refusedPublications, copyIndex, disclosedCopies, narratives],
  policies: [
    beginWithProviderWhenHandoverAccepted,
    openPlanWhenServiceStartsWithoutOne,
    publishVersionWhenSignOffCompleted,
    publishAgainWhenAnObstacleMayHaveGone,
    ...Object.values(inStep),
    suspendPlanWhenConsentWithdrawn,
    resumePlanWhenConsentRestored,
    closePlansWhenPersonDied,
    closePlansWhenServiceEnded,
    tellCouncilAndPersonWhenServiceAgreedAlone,
    ...Object.values(concerned),
    ...Object.values(homeCopy),
    ...Object.values(offers),
    proposeWhatWasNotCarriedWhenVersionPublished,
    proposeWhatWasPostponedWhenProposalReturned,
    proposeDraftWhenPlanningMeetingClosed,
    raiseTaskWhenAmendmentIncomplete,
    closeIncompleteAmendmentWhenMade,
    raiseTaskWhenChangeWaits,
    raiseTaskWhenPublicationRefused,
    raiseTaskWhenCopyFails,
    closeTaskWhenCopyIsIssued,
    closeRefusedPublicationWhenVersionPublished,
    noteSourceSupersededWhenCouncilPlanPublished,
    raiseTaskWhenSourcePlanSuperseded,
    markFilePartWhenItArrives,
    endSubscriptionWhenServiceEnds,
  ],
  routes,
});
