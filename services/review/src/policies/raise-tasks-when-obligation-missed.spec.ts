import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import type { ScheduleEvent } from '../domain/schedule/events.js';
import { raiseTasksWhenObligationMissed } from './raise-tasks-when-obligation-missed.js';
import { EARLIER, MESSAGE, NOW } from './testing/knowing.js';

it.each([
  ['provider', ['KW', 'SM', 'AS']],
  ['cpa', ['CC', 'TM']],
  ['localAuthority', ['AS']],
])('C18: a missed obligation under a plan of kind %s is a task for each of %j', async (planKind, roles) => {
  const missed = { obligationId: 'B', kind: 'formalReview', planId: 'PL', dueAt: EARLIER, detectedAt: NOW };
  await specifyPolicy(raiseTasksWhenObligationMissed)
    .hears(recorded<ScheduleEvent>({ type: 'ObligationMissed', payload: { ...missed, organisationId: 'O', planKind } }))
    .sends(
      ...roles.map((forRole) =>
        raiseTask(uuidV5(MESSAGE, forRole), {
          kind: 'obligationMissed',
          ...(forRole === 'AS' ? { forRole } : { forRole, organisationId: 'O' }),
          subject: { kind: 'obligation', id: 'B' },
          since: EARLIER,
          ref: { obligationId: 'B', planId: 'PL', obligationKind: 'formalReview' },
        }),
      ),
    );
});
