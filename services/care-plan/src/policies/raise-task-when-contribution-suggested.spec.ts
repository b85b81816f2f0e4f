import { raiseTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { ContributionsEvent } from '../domain/contributions/events.js';
import { NO_PLAN } from '../domain/plan/state.js';
import { opened } from '../domain/plan/testing/opened-plan.js';
import { contributionTask } from './contribution-task.js';
import { raiseTaskWhenContributionSuggested } from './raise-task-when-contribution-suggested.js';

const suggested: ContributionsEvent = {
  type: 'ContributionSuggested',
  payload: { contributionId: 'C1', planId: 'PL', section: 'preferences', text: 'tea at four', by: 'S', role: 'CS' },
};

it('D17: what is suggested waits for the keyworker of the plan’s provider', async () => {
  const states = { 'carePlan-PL': { ...NO_PLAN, opened: opened.payload } };
  await specifyPolicy(raiseTaskWhenContributionSuggested, { states })
    .hears(recorded(suggested))
    .sends(
      raiseTask(contributionTask('C1'), {
        kind: 'contributionSuggested',
        forRole: 'KW',
        organisationId: 'O',
        subject: { kind: 'plan', id: 'PL' },
        ref: { planId: 'PL', contributionId: 'C1' },
      }),
    );
});
