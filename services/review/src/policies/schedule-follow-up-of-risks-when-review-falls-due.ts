import { present } from '@carethread/ledger';
import { policy, send } from '@carethread/runtime';
import type { ReviewFacts } from '../domain/facts.js';
import { plansOfRisk } from '../domain/plans-of-risk.js';
import { schedule } from '../domain/schedule/decider.js';
import type { FollowUp } from '../domain/schedule/commands.js';
import { WHOLE_PLAN_REVIEWS } from '../domain/schedule/rules.js';

/** SCOT-094: with each review of the whole plan that falls due, the follow-up of the risks that the person still takes falls due. */
export const scheduleFollowUpOfRisksWhenReviewFallsDue = policy({
  name: 'look-again-at-risks-when-review-falls-due',
  when: ['review.obligation-created.v1'],
  then: async ({ data: { planId, kind }, personId, recordedAt: arisenAt, id }, look) => {
    if (personId === null || !WHOLE_PLAN_REVIEWS.includes(kind)) return [];
    const facts = await look.facts<ReviewFacts>(personId);
    return Object.entries(facts.risks)
      .filter(([riskId, { open, taken }]) => open && taken && plansOfRisk(riskId, facts).includes(planId))
      .map(([riskId, { reviewOn }]) => {
        const name = `${id}-${riskId}`;
        const risk = { kind: 'supportedRiskReview', about: riskId };
        const followUp = present<FollowUp>({ ...risk, arisenAt, reviewOn, name });
        return send(schedule, planId, { type: 'FollowUp', ...followUp }, { name: riskId });
      });
  },
});
