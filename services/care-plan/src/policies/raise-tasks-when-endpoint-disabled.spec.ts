import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { uuidV5 } from '@carethread/ledger';
import { raiseTask } from '@carethread/service-kit';
import type { EndpointEvent } from '../domain/endpoint/events.js';
import { raiseTasksWhenEndpointDisabled } from './raise-tasks-when-endpoint-disabled.js';

describe('raise tasks when an endpoint was disabled', () => {
  it('PLAT-13: it is one task of the provider’s manager, escalated to the council, and says why', async () => {
    const disabled = recorded<EndpointEvent>(
      { type: 'EndpointDisabled', payload: { providerId: 'HOME', reason: 'gone' } },
      { stream: 'endpoint-E', personId: null },
    );
    const { id } = disabled.meta;
    const ref = { endpointId: 'E', reason: 'gone' };
    await specifyPolicy(raiseTasksWhenEndpointDisabled)
      .hears(disabled)
      .sends(
        raiseTask(
          uuidV5(id, 'endpointDisabled', 'SM'),
          { kind: 'endpointDisabled', forRole: 'SM', organisationId: 'HOME', ref },
          { forRole: 'AS', step: 'council' },
        ),
      );
  });
});
