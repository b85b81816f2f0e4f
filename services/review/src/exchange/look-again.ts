import { policy, send, type PolicyCommand } from '@carethread/runtime';
import type { KnownRisk, ReviewFacts } from '../domain/facts.js';
import { plansRefusedUnder } from '../domain/refused-care.js';
import { schedule } from '../domain/schedule/decider.js';
import type { ScheduleCommand } from '../domain/schedule/events.js';
import { WHOLE_PLAN_REVIEWS } from '../domain/schedule/rules.js';

const on = (id: string, command: ScheduleCommand, name?: string): PolicyCommand =>
  send(schedule, id, command, name === undefined ? {} : { name });

/** A date that may be left out. */
const byDate = (reviewOn: string | undefined) => (reviewOn === undefined ? {} : { reviewOn });

/** The plans under which a provider or a trust cares for the person. */
function caringPlans({ plans }: ReviewFacts): readonly string[] {
  return Object.entries(plans).flatMap(([planId, { planKind, closed }]) =>
    planKind === 'localAuthority' || closed === true ? [] : [planId],
  );
}

const plansOf = (facts: ReviewFacts, risk: KnownRisk | undefined): readonly string[] =>
  risk?.planId === undefined ? caringPlans(facts) : [risk.planId];

/** SCOT-094: a refusal is looked at again by the date that it was given; several of one day are looked at together. */
export const lookAgainWhenCareRefused = policy({
  name: 'look-again-when-care-refused',
  when: ['care-plan.person-refused-care.v1'],
  then: async ({ data, personId, recordedAt, id }, look) => {
    if (personId === null) return [];
    const facts = await look.facts<ReviewFacts>(personId);
    const { plannedActionId: actionId, organisationId, reviewOn } = data;
    const refusal = {
      ...(actionId === undefined ? {} : { actionId }),
      ...(organisationId === undefined ? {} : { organisationId }),
    };
    return plansRefusedUnder(facts, refusal).map((planId) =>
      on(planId, { type: 'LookAgain', kind: 'refusalReview', arisenAt: recordedAt, ...byDate(reviewOn), name: id }),
    );
  },
});

/** SCOT-094: whoever consents again has changed their mind; a withdrawal has its own review, in 72 hours (C9). */
export const lookAgainWhenConsentRestored = policy({
  name: 'look-again-when-consent-restored',
  when: ['consent.care-consent-restored.v1'],
  then: ({ data, recordedAt, id }) => [
    on(data.planId, { type: 'LookAgain', kind: 'changeOfMindReview', arisenAt: recordedAt, name: id }),
  ],
});

/** SCOT-094: a risk that the person takes is looked at again by its review date, else at the next review of the whole plan. */
export const lookAgainWhenRiskAssessed = policy({
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
        ...byDate(reviewOn),
      }),
    );
  },
});

/** SCOT-094: with each review of the whole plan that falls due, the risks that the person still takes fall due to be looked at. */
export const lookAgainAtRisksWhenReviewFallsDue = policy({
  name: 'look-again-at-risks-when-review-falls-due',
  when: ['review.obligation-created.v1'],
  then: async ({ data, personId, recordedAt, id }, look) => {
    if (personId === null || !WHOLE_PLAN_REVIEWS.includes(data.kind)) return [];
    const facts = await look.facts<ReviewFacts>(personId);
    return Object.entries(facts.risks)
      .filter(([, risk]) => risk.open && risk.taken && plansOf(facts, risk).includes(data.planId))
      .map(([riskId, { reviewOn }]) => {
        const again = { kind: 'supportedRiskReview', about: riskId, arisenAt: recordedAt, ...byDate(reviewOn) };
        return on(data.planId, { type: 'LookAgain', ...again, name: `${id}-${riskId}` }, riskId);
      });
  },
});

export const lookNoMoreWhenRiskClosed = policy({
  name: 'look-no-more-when-risk-closed',
  when: ['risk.risk-closed.v1'],
  then: async ({ data, personId }, look) => {
    if (personId === null) return [];
    const facts = await look.facts<ReviewFacts>(personId);
    return plansOf(facts, facts.risks[data.riskId]).map((planId) =>
      on(planId, { type: 'NoteRiskClosed', riskId: data.riskId }),
    );
  },
});
