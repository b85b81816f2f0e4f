import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { uuidV5 } from '@carethread/ledger';
import { raiseTask } from '@carethread/service-kit';
import type { EndpointEvent } from '../domain/endpoint/events.js';
import { raiseTasksWhenEndpointDisabled } from './raise-tasks-when-endpoint-disabled.js';

describe('raise tasks when an endpoint was disabled', () => {
  it('PLAT-13: the provider’s manager and the council are told, and why', async () => {
    const disabled = recorded<EndpointEvent>(
      { type: 'EndpointDisabled', payload: { providerId: 'HOME', reason: 'gone' } },
      { stream: 'endpoint-E', personId: null },
    );
    const { id } = disabled.meta;
    const ref = { endpointId: 'E', reason: 'gone' };
    const task = (forRole: string, more: object = {}) =>
      raiseTask(uuidV5(id, 'endpointDisabled', forRole), { kind: 'endpointDisabled', forRole, ...more, ref });
    const [manager, council] = [task('SM', { organisationId: 'HOME' }), task('AS')];
    await specifyPolicy(raiseTasksWhenEndpointDisabled).hears(disabled).sends(manager, council);
  });
});
