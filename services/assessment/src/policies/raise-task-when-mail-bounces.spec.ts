import { specMeta } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import type { NotificationsEvent } from '../domain/notifications/events.js';
import { raiseTaskWhenMailBounces } from './raise-task-when-mail-bounces.js';

describe('an address that a mail server refused', () => {
  it('is told to its user where they work, without the address', async () => {
    const owner = { userId: 'U1', role: 'KW', organisationId: 'PR1' };
    const bounced = recorded<NotificationsEvent>(
      { type: 'MailBounced', payload: { code: 550, owner } },
      { personId: null },
    );
    const task = { kind: 'mailAddressFailed', forRole: 'KW', forUserId: 'U1', organisationId: 'PR1', ref: {} } as const;
    await specifyPolicy(raiseTaskWhenMailBounces)
      .hears(bounced)
      .sends(raiseTask(uuidV5(specMeta.id, 'mailAddressFailed'), task));
  });
});
