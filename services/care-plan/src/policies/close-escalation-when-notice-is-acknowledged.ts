import { idInStream } from '@carethread/event-sourcing';
import { policyOn } from '@carethread/runtime';
import { closeTask, tasksOf } from '@carethread/service-kit';
import { subscription } from '../domain/subscription/decider.js';
import type { SubscriptionEvent } from '../domain/subscription/events.js';

/** PLAT-13: the manager no longer has to see to a notice that was acknowledged late. */
export const closeEscalationWhenNoticeIsAcknowledged = policyOn<SubscriptionEvent>()({
  name: 'close-escalation-when-notice-is-acknowledged',
  when: ['ChangeAcknowledged'],
  then: async ({ personId, data: { noticeNo }, meta }, reader) => {
    const subscriptionId = idInStream(subscription, meta.stream);
    const met = await tasksOf(
      personId,
      reader,
      ({ kind, ref }) =>
        kind === 'changeAcknowledgement' &&
        ref['subscription'] === subscriptionId &&
        Number(ref['noticeNo']) === noticeNo,
    );
    return met.map(({ id }) => closeTask(id, 'acknowledged'));
  },
});
