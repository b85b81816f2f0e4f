import { policyOn, send, type PolicyReader, type PolicyCommand } from '@carethread/runtime';
import { episode } from '../domain/episode/decider.js';
import { type EpisodeEvent } from '../domain/episode/events.js';
import { type EpisodeState } from '../domain/episode/state.js';
import type { CarePlanFacts } from '../domain/facts.js';
import { subscription } from '../domain/subscription/decider.js';
import { type SubscriptionState } from '../domain/subscription/state.js';

/**
 * PLAT-12: a provider hears of a person's plan while it serves them, and a council while it commissions a service for them: the
 * subscription ends with the last of the episodes that it rests on (R15).
 */
export const endSubscriptionWhenServiceEnds = policyOn<EpisodeEvent>()({
  name: 'end-subscription-when-service-ends',
  when: ['ServiceEnded'],
  then: async ({ personId, data: { episodeId } }, reader) => {
    if (personId === null) return [];
    const agreements = await agreementsOf(reader, personId);
    const over = agreements.filter((one) => one.episodeId === episodeId);
    const left = agreements.filter((one) => one.episodeId !== episodeId && one.isOpen);
    const commands: PolicyCommand[] = [];
    for (const id of await reader.ids(subscription.category, personId)) {
      const { providerId } = await reader.state<SubscriptionState>(subscription, id);
      const isForCouncil = await isCouncil(reader, providerId);
      const restsOn = (one: Agreed): boolean =>
        one.providerId === providerId || (isForCouncil && one.commissioner === 'council');
      if (over.some(restsOn) && !left.some(restsOn))
        commands.push(
          send(subscription, id, { type: 'EndSubscription', reason: 'serviceEnded' }, { organisationId: providerId }),
        );
    }
    return commands;
  },
});

interface Agreed {
  readonly episodeId: string;
  readonly providerId: string | undefined;
  readonly commissioner: string | undefined;
  readonly isOpen: boolean;
}

async function agreementsOf(reader: PolicyReader, personId: string): Promise<readonly Agreed[]> {
  const found: Agreed[] = [];
  for (const episodeId of await reader.ids(episode.category, personId)) {
    const { state, agreement } = await reader.state<EpisodeState>(episode, episodeId);
    const { providerId, commissioner } = agreement ?? {};
    found.push({ episodeId, providerId, commissioner, isOpen: state !== 'ended' });
  }
  return found;
}

async function isCouncil(reader: PolicyReader, organisationId: string): Promise<boolean> {
  return (await reader.facts<CarePlanFacts>(organisationId)).organisation?.kind === 'council';
}
