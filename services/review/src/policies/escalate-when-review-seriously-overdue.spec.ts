import { NO_RELATIONS } from '@carethread/access';
import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import type { ScheduleEvent } from '../domain/schedule/events.js';
import { escalateWhenReviewSeriouslyOverdue } from './escalate-when-review-seriously-overdue.js';
import { EARLIER, MESSAGE, NOW } from './testing/knowing.js';

it('CPA-56: twelve months without a CPA review are a task for the manager of the team that has the case', async () => {
  const tie = { kind: 'case', organisationId: 'T', openedAt: EARLIER, teamId: 'W' } as const;
  await specifyPolicy(escalateWhenReviewSeriouslyOverdue, { relations: { ...NO_RELATIONS, ties: { C: tie } } })
    .hears(
      recorded<ScheduleEvent>({
        type: 'ReviewSeriouslyOverdue',
        payload: { planId: 'PL', since: EARLIER, dueAt: NOW },
      }),
    )
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
