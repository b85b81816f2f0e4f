import { policyOn } from '@carethread/runtime';
import { closeTask, task } from '@carethread/service-kit';
import type { ContributionsEvent } from '../domain/contributions/events.js';
import { contributionTask } from './contribution-task.js';

/** Once it is confirmed or declined, nobody has to see to a suggestion any more; with its plan every task of that is closed. */
export const closeContributionTaskWhenAnswered = policyOn<ContributionsEvent>()({
  name: 'close-contribution-task-when-answered',
  when: ['ContributionAnswered'],
  then: async ({ data: { contributionId } }, reader) => {
    const id = contributionTask(contributionId);
    const { status } = await reader.state(task, id);
    return status === 'open' ? [closeTask(id, 'answered')] : [];
  },
});
