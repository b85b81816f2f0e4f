import { specMeta } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { raiseTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { amendmentIncomplete } from '../domain/plan/testing/sample-events.js';
import { raiseTaskWhenAmendmentIncomplete } from './raise-task-when-amendment-incomplete.js';

it('R4: what was agreed and cannot be proposed is a task for who leads the plan, with the code that says why', async () => {
  await specifyPolicy(raiseTaskWhenAmendmentIncomplete)
    .hears(recorded(amendmentIncomplete))
    .sends(
      raiseTask(uuidV5(specMeta.id, 'amendmentIncomplete'), {
        kind: 'amendmentIncomplete',
        forRole: 'KW',
        organisationId: 'O',
        subject: { kind: 'plan', id: 'PL' },
        ref: { planId: 'PL', code: 'STALE_VERSION' },
      }),
    );
});
