import { policyOn, send, type PolicyReader, type PolicyCommand } from '@carethread/runtime';
import { episode } from '../domain/episode/decider.js';
import { type EpisodeEvent } from '../domain/episode/events.js';
import { type EpisodeState } from '../domain/episode/state.js';
import { subscription } from '../domain/subscription/decider.js';
import { type SubscriptionState } from '../domain/subscription/state.js';

/** PLAT-12: a provider hears of a person's plan while it serves them: its subscription ends with the last of its episodes (R15). */
export const endSubscriptionWhenServiceEnds = policyOn<EpisodeEvent>()({
  name: 'end-subscription-when-service-ends',
  when: ['ServiceEnded'],
  then: async ({ personId, data }, reader) => {
    if (personId === null || (await stillServes(reader, personId, data))) return [];
    const commands: PolicyCommand[] = [];
    for (const id of await reader.ids(subscription.category, personId)) {
      const { providerId } = await reader.state<SubscriptionState>(subscription, id);
      if (providerId === data.providerId)
        commands.push(
          send(subscription, id, { type: 'EndSubscription', reason: 'serviceEnded' }, { organisationId: providerId }),
        );
    }
    return commands;
  },
});

/** Whether the provider serves the person under an agreement other than the one that ended. */
async function stillServes(
  reader: PolicyReader,
  personId: string,
  ended: { readonly episodeId: string; readonly providerId: string },
): Promise<boolean> {
  for (const id of await reader.ids(episode.category, personId)) {
    const { state, agreement } = await reader.state<EpisodeState>(episode, id);
    if (id !== ended.episodeId && state !== 'ended' && agreement?.providerId === ended.providerId) return true;
  }
  return false;
}
