import { idInStream } from '@carethread/event-sourcing';
import { policyOn, type PolicyCommand } from '@carethread/runtime';
import { task, closeTask } from '@carethread/service-kit';
import { subscription } from '../domain/subscription/decider.js';
import type { SubscriptionEvent } from '../domain/subscription/events.js';

/** PLAT-13: the manager no longer has to see to a notice that was acknowledged late. */
export const closeEscalationWhenNoticeIsAcknowledged = policyOn<SubscriptionEvent>()({
  name: 'close-escalation-when-notice-is-acknowledged',
  when: ['ChangeAcknowledged'],
  then: async ({ personId, data, meta }, reader) => {
    const subscriptionId = idInStream(subscription, meta.stream);
    const commands: PolicyCommand[] = [];
    for (const id of personId === null ? [] : await reader.ids(task.category, personId)) {
      const { kind, status, ref } = await reader.state(task, id);
      const isMet =
        kind === 'changeAcknowledgement' &&
        ref['subscription'] === subscriptionId &&
        Number(ref['noticeNo']) === data.noticeNo;
      if (isMet && status === 'open') commands.push(closeTask(id, 'acknowledged'));
    }
    return commands;
  },
});
