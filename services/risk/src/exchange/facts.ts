import { present } from '@carethread/ledger';
import { bornAsCorrected, bornAsRegistered } from '@carethread/contracts';
import { factsOf, type FactOf } from '@carethread/runtime';
import { NO_FACTS, NO_PLAN, type KnownPlan, type RiskFacts } from '../domain/facts.js';

function withPlan(known: RiskFacts, planId: string, more: Partial<KnownPlan>): RiskFacts {
  const before = known.plans[planId] ?? NO_PLAN;
  const actionIds = [...new Set([...before.actionIds, ...(more.actionIds ?? [])])];
  return { ...known, plans: { ...known.plans, [planId]: { ...before, ...more, actionIds } } };
}

function servedAgain(known: RiskFacts, organisationId: string): RiskFacts {
  const { [organisationId]: _, ...servedUntil } = known.servedUntil;
  return { ...known, servedUntil };
}

/** An organisation serves the person no more, unless it does by something else. */
function leftBy(organisationId: string, at: string, known: RiskFacts): RiskFacts {
  const serves =
    Object.values(known.services).some(({ providerId }) => providerId === organisationId) ||
    Object.values(known.cases).includes(organisationId);
  return serves ? known : { ...known, servedUntil: { ...known.servedUntil, [organisationId]: at } };
}

function withCase(known: RiskFacts, caseId: string, organisationId: string): RiskFacts {
  return { ...servedAgain(known, organisationId), cases: { ...known.cases, [caseId]: organisationId } };
}

function withReview(known: RiskFacts, { data: { reviewId } }: FactOf<ReviewContract>): RiskFacts {
  return known.reviews.includes(reviewId) ? known : { ...known, reviews: [...known.reviews, reviewId] };
}
type ReviewContract =
  | 'review.review-scheduled.v1'
  | 'review.review-outcome-agreed.v1'
  | 'review.risk-outcomes-reviewed.v1'
  | 'review.review-closed.v1';

export const facts = factsOf<RiskFacts>()({
  version: 10,
  initial: NO_FACTS,
  on: {
    'assessment.organisation-set.v1': (known, { tenantId, data: { councilOperated, jurisdiction, services } }) => ({
      ...known,
      councilOperated,
      organisation: { tenantId, jurisdiction, services: services ?? [] },
    }),
    'assessment.person-registered.v1': (known, { data }) => ({ ...known, ...bornAsRegistered(data) }),
    'assessment.person-birth-corrected.v1': (known, fact) => ({ ...known, ...bornAsCorrected(known, fact) }),
    'assessment.person-death-recorded.v1': (known) => ({ ...known, deceased: true }),
    'care-plan.care-plan-opened.v1': (known, { data: { planId, planKind, organisationId } }) =>
      withPlan(known, planId, { planKind, organisationId }),
    'care-plan.plan-drafted.v1': (known, { data: { planId, actionIds } }) => withPlan(known, planId, { actionIds }),
    'care-plan.plan-version-proposed.v1': (known, { data: { planId, actionIds = [] } }) =>
      withPlan(known, planId, { actionIds }),
    'care-plan.plan-version-published.v1': (known, { data: { planId, actionIds = [] } }) =>
      withPlan(known, planId, { actionIds }),
    'care-plan.care-plan-closed.v1': (known, { data: { planId } }) => withPlan(known, planId, { closed: true }),
    // A provider to whom a person is handed over serves them anew.
    'assessment.handover-accepted.v1': (known, { data: { providerId } }) => servedAgain(known, providerId),
    'care-plan.service-agreement-made.v1': (known, { data: { episodeId, providerId, serviceId } }) => ({
      ...servedAgain(known, providerId),
      services: {
        ...known.services,
        [episodeId]: present({ providerId, serviceId }),
      },
    }),
    'care-plan.service-ended.v1': (known, { data }) => {
      const { [data.episodeId]: _, ...services } = known.services;
      return leftBy(data.providerId, data.endedAt, { ...known, services });
    },
    'cpa-coordination.cpa-case-opened.v1': (known, { data: { caseId, organisationId } }) =>
      organisationId === undefined ? known : withCase(known, caseId, organisationId),
    'cpa-coordination.cpa-team-changed.v1': (known, { recordedAt, data: { caseId, organisationId } }) => {
      const before = known.cases[caseId];
      if (organisationId === undefined || organisationId === before) return known;
      const after = withCase(known, caseId, organisationId);
      return before === undefined ? after : leftBy(before, recordedAt, after);
    },
    'cpa-coordination.cpa-case-closed.v1': (known, { recordedAt, data: { caseId } }) => {
      const { [caseId]: before, ...cases } = known.cases;
      return before === undefined ? known : leftBy(before, recordedAt, { ...known, cases });
    },
    'review.review-scheduled.v1': withReview,
    'review.review-outcome-agreed.v1': withReview,
    'review.risk-outcomes-reviewed.v1': withReview,
    'review.review-closed.v1': withReview,
    'consent.sign-off-completed.v1': (known, { data: { subject, subjectId, signOffId, contentHash, completedAt } }) =>
      subject === 'restriction'
        ? {
            ...known,
            consented: { ...known.consented, [subjectId]: { signOffId, contentHash, signedAt: completedAt } },
          }
        : known,
    'consent.signed-consent-withdrawn.v1': (known, { data: { subjectId, signOffId } }) => {
      if (known.consented[subjectId]?.signOffId !== signOffId) return known;
      const { [subjectId]: _, ...consented } = known.consented;
      return { ...known, consented };
    },
    // What the person agreed to before does not outlast their refusal.
    'consent.sign-off-refused.v1': (known, { data: { subject, subjectId, proposalNo } }) => {
      if (subject === 'riskAssessment') return { ...known, refused: { ...known.refused, [subjectId]: proposalNo } };
      if (subject !== 'restriction') return known;
      const { [subjectId]: _, ...consented } = known.consented;
      return { ...known, consented };
    },
  },
});
