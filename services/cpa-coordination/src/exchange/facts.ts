import type { Fact, FactsFold } from '@carethread/service-kit';
import { NO_FACTS, type CpaFacts } from '../domain/facts.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each fold knows the contract it reads
type Of = Fact<any>;

export const facts: FactsFold<CpaFacts> = {
  version: 2,
  initial: NO_FACTS,
  on: {
    'assessment.assessment-completed.v1': (known, { data: { assessmentId, version, kind, completedAt } }: Of) => ({
      ...known,
      assessments: { ...known.assessments, [assessmentId]: { version, kind, completedAt } },
    }),
    'assessment.organisation-set.v1': (known, { tenantId }: Of) => ({ ...known, organisation: tenantId }),
    'assessment.person-death-recorded.v1': (known) => ({ ...known, deceased: true }),
    'risk.risk-assessed.v1': (known, { data: { riskId, version } }: Of) => ({
      ...known,
      risks: { ...known.risks, [riskId]: version },
    }),
    'review.review-closed.v1': (known, { data: { reviewId, planId, reviewType, outcome, heldAt } }: Of) => ({
      ...known,
      reviews: { ...known.reviews, [reviewId]: { planId, reviewType, outcome, heldAt } },
    }),
    'care-plan.plan-version-published.v1': (known, { data: { planId, planKind, versionNo } }: Of) =>
      planKind === 'cpa' ? { ...known, plans: { ...known.plans, [planId]: versionNo } } : known,
  },
};
