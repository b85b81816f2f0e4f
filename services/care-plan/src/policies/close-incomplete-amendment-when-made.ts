import { uuidV5 } from '@carethread/ledger';
import { closeTask, task } from '@carethread/service-kit';
import { policyOn, type PolicyCommand } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';
import type { PlanState } from '../domain/plan/state.js';
import { madeSince } from '../domain/plan/outstanding.js';

/** R4: once what could not be proposed stands in a later proposal or version, nobody needs to see to it any more. */
export const closeIncompleteAmendmentWhenMade = policyOn<PlanEvent>()({
  name: 'close-incomplete-amendment-when-made',
  when: ['PlanVersionProposed', 'PlanVersionPublished'],
  then: async ({ data: { planId } }, reader) => {
    const commands: PolicyCommand[] = [];
    for (const id of madeSince(await reader.state<PlanState>(carePlan, planId))) {
      const taskId = uuidV5(id, 'amendmentIncomplete');
      const { status } = await reader.state(task, taskId);
      if (status === 'open') commands.push(closeTask(taskId, 'made'));
    }
    return commands;
  },
});
