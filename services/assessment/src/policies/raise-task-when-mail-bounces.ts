import { present, uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { raiseTask, type Prompt } from '@carethread/service-kit';
import type { NotificationsEvent } from '../domain/notifications/events.js';

/** Whoever gets no e-mail any more learns it where they work: nothing more is sent to that address. */
export const raiseTaskWhenMailBounces = policyOn<NotificationsEvent>()({
  name: 'raise-task-when-mail-bounces',
  when: ['MailBounced'],
  then: ({ id, data: { owner } }) => [
    raiseTask(
      uuidV5(id, 'mailAddressFailed'),
      present<Prompt>({
        kind: 'mailAddressFailed',
        forRole: owner.role,
        forUserId: owner.userId,
        organisationId: owner.organisationId,
        ref: {},
      }),
    ),
  ],
});
