import { heldBy } from '@carethread/event-sourcing';
import {
  scopesOfHolder,
  streamListOf,
  type KeptStream,
  type KeptStreams,
  type ListEntry,
  type PersonDocument,
  type Scope,
} from '@carethread/runtime';
import { episode } from '../domain/episode/decider.js';
import type { EpisodeState } from '../domain/episode/state.js';

type Filter = 'state' | 'providerId';
type ListedEpisode = KeptStream<EpisodeState>;

/** Service episodes by when they were agreed: a provider's, a service's, those of a team and of everybody in it. */
export const episodeList = streamListOf({
  name: 'episodeList',
  version: 1,
  of: episode,
  filters: ['state', 'providerId'],
  entries: entryOf,
});

function entryOf(
  kept: ListedEpisode,
  person: PersonDocument<KeptStreams<EpisodeState>>,
): readonly ListEntry<ListedEpisode, Filter>[] {
  const { id, state } = kept;
  const { agreement } = state;
  if (agreement === undefined) return [];
  const { agreedAt, providerId, serviceId } = agreement;
  const scopes: Scope[] = [...scopesOfHolder(person, heldBy(providerId)), { of: 'team', id }];
  if (serviceId !== undefined) scopes.push({ of: 'service', id: serviceId });
  return [{ id, scopes, order: agreedAt, filters: { state: state.state, providerId }, body: kept }];
}
