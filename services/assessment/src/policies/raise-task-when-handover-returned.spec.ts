import { specMeta } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import type { HandoverEvent } from '../domain/handover/events.js';
import { raiseTaskWhenHandoverReturned } from './raise-task-when-handover-returned.js';

it('CITY-05: a handover that a provider returns is a task for the council', async () => {
  const returned = recorded<HandoverEvent>({
    type: 'HandoverReturned',
    payload: { handoverId: 'H', providerId: 'O', reason: 'no room' },
  });
  await specifyPolicy(raiseTaskWhenHandoverReturned)
    .hears(returned)
    .sends(
      raiseTask(uuidV5(specMeta.id, 'handoverReturned'), {
        kind: 'handoverReturned',
        forRole: 'AS',
        subject: { kind: 'handover', id: 'H' },
        ref: { handoverId: 'H', providerId: 'O' },
      }),
    );
});
