import { policyOn } from '@carethread/runtime';
import { subscription } from '../domain/subscription/decider.js';
import type { SubscriptionEvent } from '../domain/subscription/events.js';
import { raise, heldBy } from './prompts.js';

/** PLAT-13: a notice nobody acknowledged within 24 hours goes to the manager. */
export const escalateWhenNoticeIsNotAcknowledged = policyOn<SubscriptionEvent>()({
  name: 'escalate-when-notice-is-not-acknowledged',
  when: ['AcknowledgementMissed'],
  then: async ({ id, data, meta }, reader) => {
    const subscriptionId = meta.stream.slice('subscription-'.length);
    const { providerId } = await reader.state(subscription, subscriptionId);
    return [
      raise(
        id,
        'changeAcknowledgement',
        { forRole: 'SM', ...heldBy(providerId) },
        { noticeNo: data.noticeNo, subscription: subscriptionId },
      ),
    ];
  },
});
