import { policyOn, type PolicyCommand } from '@carethread/runtime';
import { closeTask, task } from '@carethread/service-kit';
import { contributions } from '../domain/contributions/decider.js';
import type { ContributionsEvent } from '../domain/contributions/events.js';
import type { PlanEvent } from '../domain/plan/events.js';
import { contributionTask } from './contribution-task.js';

/** Once it is confirmed or declined, or the plan is closed, nobody has to see to a suggestion any more. */
export const closeContributionTaskWhenAnswered = policyOn<ContributionsEvent | PlanEvent>()({
  name: 'close-contribution-task-when-answered',
  when: ['ContributionAnswered', 'CarePlanClosed'],
  then: async ({ data }, reader) => {
    const ids =
      'contributionId' in data
        ? [data.contributionId]
        : (await reader.state(contributions, data.planId)).all.map(({ contributionId }) => contributionId);
    const commands: PolicyCommand[] = [];
    for (const id of ids.map(contributionTask)) {
      const { status } = await reader.state(task, id);
      if (status === 'open') commands.push(closeTask(id, 'contributionId' in data ? 'answered' : 'planClosed'));
    }
    return commands;
  },
});
