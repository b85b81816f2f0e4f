import type { Policy, PolicyCommand } from '@carethread/service-kit';
import { subscription, type SubscriptionState } from '../domain/subscription.js';

/** PLAT-12: a provider hears of a person's plan while it serves them: its subscription ends with the episode. */
export const endSubscriptionWhenServiceEnds: Policy = {
  name: 'end-subscription-when-service-ends',
  when: ['ServiceEnded'],
  then: async ({ personId, data }, look) => {
    if (personId === null) return [];
    const commands: PolicyCommand[] = [];
    for (const id of await look.ids(subscription.category, personId)) {
      const { providerId, episodeId } = await look.state<SubscriptionState>(subscription, id);
      if (providerId === data.providerId && (episodeId === undefined || episodeId === data.episodeId))
        commands.push({
          on: subscription,
          id,
          command: { type: 'EndSubscription', reason: 'serviceEnded' } as { type: string },
        });
    }
    return commands;
  },
};
