import { leaderOf } from '@carethread/access';
import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import type { ContributionsEvent } from '../domain/contributions/events.js';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanState } from '../domain/plan/state.js';
import { contributionTask } from './contribution-task.js';

/** D17: what somebody suggests waits for the plan's lead, who confirms it or declines it. */
export const raiseTaskWhenContributionSuggested = policyOn<ContributionsEvent>()({
  name: 'raise-task-when-contribution-suggested',
  when: ['ContributionSuggested'],
  then: async ({ personId, data: { planId, contributionId } }, reader) => {
    const { opened } = await reader.state<PlanState>(carePlan, planId);
    return [
      raiseTask(contributionTask(contributionId), {
        kind: 'contributionSuggested',
        ...(await reader.office(personId, leaderOf(opened?.planKind), opened?.organisationId)),
        subject: { kind: 'plan', id: planId },
        ref: { planId, contributionId },
      }),
    ];
  },
});
