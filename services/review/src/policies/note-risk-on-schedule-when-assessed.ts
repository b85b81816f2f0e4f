import { present } from '@carethread/ledger';
import { policy, send } from '@carethread/runtime';
import type { ReviewFacts } from '../domain/facts.js';
import { plansOfRisk } from '../domain/plans-of-risk.js';
import { schedule } from '../domain/schedule/decider.js';
import type { RiskFollowUp } from '../domain/schedule/commands.js';

/** SCOT-094: a risk that the person takes is followed up by its review date, else at the next review of the whole plan. */
export const noteRiskOnScheduleWhenAssessed = policy({
  name: 'look-again-when-risk-assessed',
  when: ['risk.risk-assessed.v1'],
  then: async ({ data: { riskId, reviewOn, conclusion }, personId, recordedAt: at, id: name }, look) => {
    if (personId === null) return [];
    const facts = await look.facts<ReviewFacts>(personId);
    const risk = present<RiskFollowUp>({ riskId, at, name, reviewOn });
    const taken = conclusion !== 'avoid';
    return plansOfRisk(riskId, facts).map((planId) =>
      send(schedule, planId, { type: 'NoteRiskAssessed', ...risk, taken }),
    );
  },
});
