import { policy, policyOn, send } from '@carethread/service-kit';
import { carePlan } from '../domain/plan/decide.js';
import type { CarePlanFacts } from '../domain/facts.js';
import type { PlanEvent, PlanState } from '../domain/plan/events.js';

/** C3: a concluded risk assessment stands on the plan it belongs to, else on every open plan of the person's providers (ENG-071). */
export const linkRiskToPlanWhenAssessed = policy({
  name: 'link-risk-to-plan-when-assessed',
  when: ['risk.risk-assessed.v1'],
  then: async ({ data, personId }, look) => {
    if (personId === null) return [];
    const { plans } = await look.facts<CarePlanFacts>(personId);
    const open = Object.entries(plans)
      .filter(([, plan]) => plan.planKind !== 'localAuthority' && plan.state !== 'closed')
      .map(([id]) => id);
    const planIds: readonly string[] = data.planId === undefined ? open : [data.planId];
    return planIds.map((id) => send(carePlan, id, { type: 'LinkRisk', riskId: data.riskId, version: data.version }));
  },
});

/** C9: consent withdrawn takes effect on the plan at once, for the whole or for the actions named. */
// snippet: suspend
export const suspendPlanWhenConsentWithdrawn = policy({
  name: 'suspend-plan-when-consent-withdrawn',
  when: ['consent.care-consent-withdrawn.v1'],
  then: ({ data }) => [
    send(carePlan, data.planId, { type: 'SuspendPlan', scope: data.scope, reason: 'consentWithdrawn' }),
  ],
});
// end of snippet

export const resumePlanWhenConsentRestored = policy({
  name: 'resume-plan-when-consent-restored',
  when: ['consent.care-consent-restored.v1'],
  then: ({ data }) => [send(carePlan, data.planId, { type: 'ResumePlan', scope: data.scope })],
});

/** A new version that was signed has the person's consent: what it no longer holds needs no withholding. */
export const resumeAgreedActionsWhenVersionPublished = policyOn<PlanEvent>()({
  name: 'resume-agreed-actions-when-version-published',
  when: ['PlanVersionPublished'],
  then: async ({ data }, look) => {
    // A replacement that reads the same was not signed, and gives no consent back.
    if (data.signOffId === undefined) return [];
    const { withheld } = await look.state<PlanState>(carePlan, data.planId);
    return withheld === 'whole' || withheld.length === 0
      ? []
      : [send(carePlan, data.planId, { type: 'ResumePlan', scope: withheld })];
  },
});

/** C8: a refused, lapsed or voided sign-off returns the proposal; the version in force stays as it is. */
export const returnProposalWhenSignOffEnds = policy({
  name: 'return-proposal-when-sign-off-ends',
  when: ['consent.sign-off-refused.v1', 'consent.sign-off-lapsed.v1'],
  then: ({ data, type }) =>
    data.subject === 'planVersion'
      ? [
          send(carePlan, data.subjectId, {
            type: 'ReturnProposal',
            proposalNo: data.proposalNo,
            because: type.includes('refused') ? 'refused' : 'lapsed',
          }),
        ]
      : [],
});

/** C7: what a review agreed is drafted and proposed; what the person did not agree stays out. */
export const proposeAmendmentWhenReviewAgreed = policy({
  name: 'propose-amendment-when-review-agreed',
  when: ['review.review-outcome-agreed.v1'],
  then: ({ data }) =>
    data.outcome === 'noChange'
      ? []
      : [send(carePlan, data.planId, { type: 'ProposeReviewChanges', reviewId: data.reviewId, changes: data.changes })],
});

/** C13: a decided level asks for an amendment of the CPA plan. */
export const proposeAmendmentWhenLevelDecided = policy({
  name: 'propose-amendment-when-level-decided',
  when: ['cpa-coordination.cpa-level-decided.v1'],
  then: async ({ personId, data, id }, look) => {
    if (personId === null) return [];
    const { plans } = await look.facts<CarePlanFacts>(personId);
    return Object.entries(plans)
      .filter(([, plan]) => plan.planKind === 'cpa' && plan.versionNo > 0 && plan.state !== 'closed')
      .map(([planId]) =>
        send(carePlan, planId, {
          type: 'ProposeReviewChanges',
          reviewId: data.reviewId ?? id,
          changes: [{ changeId: id, itemId: 'cpa', field: 'level', to: data.to, what: 'CPA level' }],
        }),
      );
  },
});
