import { policy, send } from '@carethread/runtime';
import type { ReviewFacts } from '../domain/facts.js';
import { plansOfRisk } from '../domain/plans-of-risk.js';
import { schedule } from '../domain/schedule/decider.js';

/** SCOT-094: a risk that is closed is followed up no more. */
export const cancelFollowUpWhenRiskClosed = policy({
  name: 'look-no-more-when-risk-closed',
  when: ['risk.risk-closed.v1'],
  then: async ({ data: { riskId }, personId }, look) => {
    if (personId === null) return [];
    const facts = await look.facts<ReviewFacts>(personId);
    return plansOfRisk(riskId, facts).map((planId) => send(schedule, planId, { type: 'NoteRiskClosed', riskId }));
  },
});
