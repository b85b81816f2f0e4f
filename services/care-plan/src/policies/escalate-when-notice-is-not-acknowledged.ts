import { idInStream } from '@carethread/event-sourcing';
import { policyOn } from '@carethread/runtime';
import { subscription } from '../domain/subscription/decider.js';
import type { SubscriptionEvent } from '../domain/subscription/events.js';
import { raisePrompt, serviceManagerOf } from './prompts.js';

/** PLAT-13: a notice nobody acknowledged within 24 hours goes to the manager. */
export const escalateWhenNoticeIsNotAcknowledged = policyOn<SubscriptionEvent>()({
  name: 'escalate-when-notice-is-not-acknowledged',
  when: ['AcknowledgementMissed'],
  then: async ({ id, data, meta }, reader) => {
    const subscriptionId = idInStream(subscription, meta.stream);
    const { providerId } = await reader.state(subscription, subscriptionId);
    return [
      raisePrompt(id, 'changeAcknowledgement', serviceManagerOf(providerId), {
        noticeNo: data.noticeNo,
        subscription: subscriptionId,
      }),
    ];
  },
});
