import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import type { HandoverEvent } from '../domain/handover/events.js';

/** CITY-05: a handover that a provider returns is the council's again; the reasons stand with the handover itself. */
export const raiseTaskWhenHandoverReturned = policyOn<HandoverEvent>()({
  name: 'tell-council-when-handover-returned',
  when: ['HandoverReturned'],
  then: ({ id, data }) => [
    raiseTask(uuidV5(id, 'handoverReturned'), {
      kind: 'handoverReturned',
      forRole: 'AS',
      subject: { kind: 'handover', id: data.handoverId },
      ref: { handoverId: data.handoverId, providerId: data.providerId },
    }),
  ],
});
