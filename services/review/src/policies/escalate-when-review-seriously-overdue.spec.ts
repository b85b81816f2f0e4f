import { NO_RELATIONS } from '@carethread/access';
import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { escalateTask, raiseTask } from '@carethread/service-kit';
import { withOpenTasks } from '@carethread/service-kit/testing';
import type { ScheduleEvent } from '../domain/schedule/events.js';
import { escalateWhenReviewSeriouslyOverdue } from './escalate-when-review-seriously-overdue.js';
import { EARLIER, MESSAGE, NOW } from './testing/knowing.js';

const overdue = recorded<ScheduleEvent>({
  type: 'ReviewSeriouslyOverdue',
  payload: { planId: 'PL', since: EARLIER, dueAt: NOW },
});
const tie = { kind: 'case', organisationId: 'T', openedAt: EARLIER, teamId: 'W' } as const;

it('CPA-56: a missed review that stands on work lists is escalated there, the one that was missed first', async () => {
  const missed = (since: string, obligationKind = 'cpaReview', planId = 'PL') => ({
    ...{ kind: 'obligationMissed', since, ref: { planId, obligationKind } },
  });
  const tasks = {
    ...{ second: missed(NOW), first: missed(EARLIER) },
    ...{ another: missed('2025-01-01T00:00:00.000Z', 'monthlyCheck') },
    ofAnotherPlan: missed('2025-01-01T00:00:00.000Z', 'cpaReview', 'other'),
  };
  await specifyPolicy(escalateWhenReviewSeriouslyOverdue, {
    ...withOpenTasks(tasks),
    relations: { ...NO_RELATIONS, ties: { C: tie } },
  })
    .hears(overdue)
    .sends(escalateTask('first', { forRole: 'TM', organisationId: 'T', teamId: 'W', step: 'seriousOverdue' }));
});

it('CPA-56: where it does not, twelve months without a CPA review are a task for the manager of the team that has the case', async () => {
  await specifyPolicy(escalateWhenReviewSeriouslyOverdue, { relations: { ...NO_RELATIONS, ties: { C: tie } } })
    .hears(overdue)
    .sends(
      raiseTask(uuidV5(MESSAGE, 'seriousOverdue'), {
        kind: 'seriousOverdue',
        ...{ forRole: 'TM', organisationId: 'T', teamId: 'W' },
        subject: { kind: 'plan', id: 'PL' },
        since: NOW,
        ref: { planId: 'PL' },
      }),
    );
});
