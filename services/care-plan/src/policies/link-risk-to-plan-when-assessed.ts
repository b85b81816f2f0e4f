import { policy, send } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';
import type { CarePlanFacts } from '../domain/facts.js';

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
      : [
          send(carePlan, data.planId, {
            type: 'ProposeAgreedChanges',
            cause: { kind: 'review', id: data.reviewId },
            changes: data.changes,
          }),
        ],
});

/** C13: a decided level asks for an amendment of the CPA plan. */
export const proposeAmendmentWhenLevelDecided = policy({
  name: 'propose-amendment-when-level-decided',
  when: ['cpa-coordination.cpa-level-decided.v1'],
  then: async ({ personId, data, id }, look) => {
    if (personId === null) return [];
    const { plans } = await look.facts<CarePlanFacts>(personId);
    return Object.entries(plans)
      .filter(([, plan]) => plan.planKind === 'cpa' && plan.state !== 'closed')
      .map(([planId]) =>
        send(carePlan, planId, {
          type: 'ProposeAgreedChanges',
          cause: { kind: 'cpaLevel', id: data.reviewId ?? id },
          changes: [{ changeId: id, itemId: 'cpa', field: 'level', to: data.to, what: 'CPA level' }],
        }),
      );
  },
});
