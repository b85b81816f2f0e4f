import { dueAt } from '@carethread/calendar';
import { PACKS } from '@carethread/contracts';
import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';
import type { CpaFacts } from '../domain/facts.js';
import { coordinatorOfCase } from './tasks-of-case.js';

/**
 * CPA-37: a level that was raised in an emergency is reviewed within seven days, on the schedule of the person's CPA plan. Where there
 * is none that is open, the co-ordinator's task is to open one by then; its schedule owes the review from the day of the decision.
 */
export const raiseTaskWhenEmergencyLevelHasNoPlan = policyOn<CpaCaseEvent>()({
  name: 'raise-task-when-emergency-level-has-no-plan',
  when: ['CpaLevelDecided'],
  then: async ({ id, personId, recordedAt, data: { caseId, emergency } }, look) => {
    if (personId === null || !emergency) return [];
    const { cpaPlans, closedPlans = [] } = await look.facts<CpaFacts>(personId);
    if (cpaPlans.some((planId) => !closedPlans.includes(planId))) return [];
    return [
      raiseTask(uuidV5(id, 'emergencyLevelWithoutPlan'), {
        kind: 'emergencyLevelWithoutPlan',
        ...(await coordinatorOfCase(caseId, look)),
        subject: { kind: 'case', id: caseId },
        since: recordedAt,
        dueAt: dueAt(recordedAt, PACKS.CPA.emergencyLevelReview),
        ref: { caseId },
      }),
    ];
  },
});
