import { policyOn, send, type PolicyCommand } from '@carethread/service-kit';
import type { EpisodeEvent } from '../domain/episode.js';
import { subscription, type SubscriptionState } from '../domain/subscription.js';

/** PLAT-12: a provider hears of a person's plan while it serves them: its subscription ends with the episode. */
export const endSubscriptionWhenServiceEnds = policyOn<EpisodeEvent>()({
  name: 'end-subscription-when-service-ends',
  when: ['ServiceEnded'],
  then: async ({ personId, data }, look) => {
    if (personId === null) return [];
    const commands: PolicyCommand[] = [];
    for (const id of await look.ids(subscription.category, personId)) {
      const { providerId, episodeId } = await look.state<SubscriptionState>(subscription, id);
      if (providerId === data.providerId && (episodeId === undefined || episodeId === data.episodeId))
        commands.push(send(subscription, id, { type: 'EndSubscription', reason: 'serviceEnded' }));
    }
    return commands;
  },
});
