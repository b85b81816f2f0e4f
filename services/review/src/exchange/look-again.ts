import type { Policy, PolicyCommand } from '@carethread/service-kit';
import type { KnownRisk, ReviewFacts } from '../domain/facts.js';
import { schedule } from '../domain/schedule.js';
import { WHOLE_PLAN_REVIEWS } from '../domain/schedule-rules.js';

type Wish = { readonly type: string };
const on = (id: string, command: Wish, name?: string): PolicyCommand => ({
  on: schedule,
  id,
  command,
  ...(name === undefined ? {} : { name }),
});

/** The plans under which a provider or a trust cares for the person. */
function caringPlans({ plans }: ReviewFacts): readonly string[] {
  return Object.entries(plans).flatMap(([planId, { planKind, closed }]) =>
    planKind === 'localAuthority' || closed === true ? [] : [planId],
  );
}

const plansOf = (facts: ReviewFacts, risk: KnownRisk | undefined): readonly string[] =>
  risk?.planId === undefined ? caringPlans(facts) : [risk.planId];

/** SCOT-094: a refusal is looked at again by the date that it was given; several of one day are looked at together. */
export const lookAgainWhenCareRefused: Policy = {
  name: 'look-again-when-care-refused',
  when: ['care-plan.person-refused-care.v1'],
  then: async ({ data, personId, recordedAt, id }, look) => {
    if (personId === null) return [];
    const facts = await look.facts<ReviewFacts>(personId);
    return caringPlans(facts)
      .filter((planId) => (facts.plans[planId]?.versionNo ?? 0) > 0)
      .map((planId) =>
        on(planId, {
          type: 'LookAgain',
          kind: 'refusalReview',
          arisenAt: recordedAt,
          reviewOn: data.reviewOn,
          name: id,
        } as Wish),
      );
  },
};

/** SCOT-094: whoever consents again has changed their mind; a withdrawal has its own review, in 72 hours (C9). */
export const lookAgainWhenConsentRestored: Policy = {
  name: 'look-again-when-consent-restored',
  when: ['consent.care-consent-restored.v1'],
  then: ({ data, recordedAt, id }) => [
    on(data.planId, { type: 'LookAgain', kind: 'changeOfMindReview', arisenAt: recordedAt, name: id } as Wish),
  ],
};

/** SCOT-094: a risk that the person takes is looked at again by its review date, else at the next review of the whole plan. */
export const lookAgainWhenRiskAssessed: Policy = {
  name: 'look-again-when-risk-assessed',
  when: ['risk.risk-assessed.v1'],
  then: async ({ data, personId, recordedAt, id }, look) => {
    if (personId === null) return [];
    const { riskId, reviewOn, conclusion } = data;
    const facts = await look.facts<ReviewFacts>(personId);
    return plansOf(facts, facts.risks[riskId]).map((planId) =>
      on(planId, {
        type: 'NoteRiskAssessed',
        riskId,
        at: recordedAt,
        name: id,
        taken: conclusion !== 'avoid',
        ...(reviewOn === undefined ? {} : { reviewOn }),
      } as Wish),
    );
  },
};

/** SCOT-094: with each review of the whole plan that falls due, the risks that the person still takes fall due to be looked at. */
export const lookAgainAtRisksWhenReviewFallsDue: Policy = {
  name: 'look-again-at-risks-when-review-falls-due',
  when: ['review.obligation-created.v1'],
  then: async ({ data, personId, recordedAt, id }, look) => {
    if (personId === null || !WHOLE_PLAN_REVIEWS.includes(data.kind)) return [];
    const facts = await look.facts<ReviewFacts>(personId);
    return Object.entries(facts.risks)
      .filter(([, risk]) => risk.open && risk.taken && plansOf(facts, risk).includes(data.planId))
      .map(([riskId, { reviewOn }]) => {
        const wish = { type: 'LookAgain', kind: 'supportedRiskReview', about: riskId, arisenAt: recordedAt, reviewOn };
        return on(data.planId, { ...wish, name: `${id}-${riskId}` } as Wish, riskId);
      });
  },
};

export const lookNoMoreWhenRiskClosed: Policy = {
  name: 'look-no-more-when-risk-closed',
  when: ['risk.risk-closed.v1'],
  then: async ({ data, personId }, look) => {
    if (personId === null) return [];
    const facts = await look.facts<ReviewFacts>(personId);
    return plansOf(facts, facts.risks[data.riskId]).map((planId) =>
      on(planId, { type: 'NoteRiskClosed', riskId: data.riskId } as Wish),
    );
  },
};
