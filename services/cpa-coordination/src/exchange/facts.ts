import { factsOf } from '@carethread/service-kit';
import { NO_FACTS, type CpaFacts } from '../domain/facts.js';

export const facts = factsOf<CpaFacts>()({
  version: 2,
  initial: NO_FACTS,
  on: {
    'assessment.assessment-completed.v1': (known, { data: { assessmentId, version, kind, completedAt } }) => ({
      ...known,
      assessments: { ...known.assessments, [assessmentId]: { version, kind, completedAt } },
    }),
    'assessment.organisation-set.v1': (known, { tenantId }) => ({ ...known, organisation: tenantId }),
    'assessment.person-death-recorded.v1': (known) => ({ ...known, deceased: true }),
    'risk.risk-assessed.v1': (known, { data: { riskId, version } }) => ({
      ...known,
      risks: { ...known.risks, [riskId]: version },
    }),
    'review.review-closed.v1': (known, { data: { reviewId, planId, reviewType, outcome, heldAt } }) => ({
      ...known,
      reviews: { ...known.reviews, [reviewId]: { planId, reviewType, outcome, heldAt } },
    }),
    'care-plan.plan-version-published.v1': (known, { data: { planId, planKind, versionNo } }) =>
      planKind === 'cpa' ? { ...known, plans: { ...known.plans, [planId]: versionNo } } : known,
  },
});
