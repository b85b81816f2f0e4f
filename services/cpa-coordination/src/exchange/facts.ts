import { bornAsCorrected, bornAsRegistered } from '@carethread/contracts';
import { factsOf } from '@carethread/runtime';
import { NO_FACTS, type CpaFacts } from '../domain/facts.js';

export const facts = factsOf<CpaFacts>()({
  version: 5,
  initial: NO_FACTS,
  on: {
    'assessment.assessment-completed.v1': (known, { data: { assessmentId, version, kind, completedAt } }) =>
      // A carer's assessment is about the carer, whoever's record it stands in.
      kind === 'carers'
        ? known
        : { ...known, assessments: { ...known.assessments, [assessmentId]: { version, kind, completedAt } } },
    'assessment.person-registered.v1': (known, { data }) => ({ ...known, ...bornAsRegistered(data) }),
    'assessment.person-birth-corrected.v1': (known, fact) => ({ ...known, ...bornAsCorrected(known, fact) }),
    'assessment.organisation-set.v1': (known, { tenantId, data: { kind } }) => ({
      ...known,
      organisation: tenantId,
      organisationKind: kind,
    }),
    'assessment.person-death-recorded.v1': (known) => ({ ...known, deceased: true }),
    'risk.risk-assessed.v1': (known, { data: { riskId, version } }) => ({
      ...known,
      risks: { ...known.risks, [riskId]: version },
    }),
    'review.review-closed.v1': (known, { data: { reviewId, planId, reviewType, outcome, heldAt } }) => ({
      ...known,
      reviews: { ...known.reviews, [reviewId]: { planId, reviewType, outcome, heldAt } },
    }),
    'care-plan.care-plan-opened.v1': (known, { data: { planId, planKind } }) =>
      planKind === 'cpa' ? { ...known, cpaPlans: [...known.cpaPlans, planId] } : known,
    'care-plan.care-plan-closed.v1': (known, { data: { planId } }) =>
      known.cpaPlans.includes(planId) ? { ...known, closedPlans: [...(known.closedPlans ?? []), planId] } : known,
    'care-plan.copy-issued.v1': (known, { data: { copyId, planId } }) => ({
      ...known,
      copies: { ...known.copies, [copyId]: planId },
    }),
    'care-plan.plan-version-published.v1': (known, { data: { planId, planKind, versionNo } }) =>
      planKind === 'cpa' ? { ...known, plans: { ...known.plans, [planId]: versionNo } } : known,
  },
});
