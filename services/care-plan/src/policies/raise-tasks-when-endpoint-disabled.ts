import { idInStream } from '@carethread/event-sourcing';
import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import { endpoint } from '../domain/endpoint/decider.js';
import type { EndpointEvent } from '../domain/endpoint/events.js';
import { managerOfEndpoint, TO_COUNCIL } from './endpoint-offices.js';

/** PLAT-13: nothing is sent any more to an endpoint that Carethread has switched off; somebody has to look. */
export const raiseTasksWhenEndpointDisabled = policyOn<EndpointEvent>()({
  name: 'raise-tasks-when-endpoint-disabled',
  when: ['EndpointDisabled'],
  then: ({ id, data: { providerId, reason }, meta }) => [
    raiseTask(
      uuidV5(id, 'endpointDisabled', 'SM'),
      {
        kind: 'endpointDisabled',
        ...managerOfEndpoint(providerId),
        ref: { endpointId: idInStream(endpoint, meta.stream), reason },
      },
      TO_COUNCIL,
    ),
  ],
});
