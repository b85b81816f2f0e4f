import { changeTaskDue } from '@carethread/service-kit';
import { policyOn } from '@carethread/runtime';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { caseState, taskOf } from './tasks-of-case.js';

/** A work list says when the decision is due now, not when it was due first. */
export const bringTaskForwardWhenLevelDecisionIs = policyOn<CpaCaseEvent>()({
  name: 'bring-task-forward-when-level-decision-is',
  when: ['LevelDecisionBroughtForward'],
  then: async ({ data: { caseId, dueAt } }, look) =>
    (await caseState(caseId, look)).obligations
      .filter((one) => one.kind === 'regionLevelDecision' && one.status === 'open' && one.dueAt === dueAt)
      .map((one) => changeTaskDue(taskOf(caseId, one), dueAt)),
});
