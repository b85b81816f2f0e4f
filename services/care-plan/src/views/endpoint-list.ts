import { evolveWith, idInStream, keptAs, type RecordedOf } from '@carethread/event-sourcing';
import { etagOf, listOf, type ViewEvent } from '@carethread/runtime';
import { endpoint } from '../domain/endpoint/decider.js';
import type { EndpointEvent } from '../domain/endpoint/events.js';
import { inTheClear, type EndpointInTheClear, type EndpointState } from '../domain/endpoint/state.js';

/** An endpoint as lists know it: what is about no person stands in the clear, so its URL and its client’s words stand here not at all. */
export interface ListedEndpoint {
  readonly id: string;
  readonly revision: number;
  readonly etag: string;
  readonly personId: null;
  readonly registeredAt: string;
  readonly state: EndpointInTheClear;
}

type Folded = Pick<ViewEvent, 'type' | 'data' | 'meta'>;
const key = ({ meta }: Pick<Folded, 'meta'>): string => idInStream(endpoint, meta.stream);

function fold(doc: ListedEndpoint | undefined, { type, data, meta }: Folded): ListedEndpoint | undefined {
  // What a stream of this category holds is what its decider has decided.
  const event = keptAs<RecordedOf<EndpointEvent>>({ type, payload: data, meta });
  const before: EndpointState = doc?.state ?? endpoint.initial;
  const state = inTheClear(evolveWith(endpoint, before, event));
  if (state.state === 'removed') return undefined;
  return {
    id: idInStream(endpoint, meta.stream),
    revision: meta.revision,
    etag: etagOf({ meta }),
    personId: null,
    registeredAt: doc?.registeredAt ?? meta.recordedAt,
    state,
  };
}

/** The endpoints of each organisation, in the order in which they were registered. */
export const endpointList = listOf<ListedEndpoint, EndpointEvent>()({
  name: 'endpointList',
  version: 1,
  indexes: ['providerId'],
  index: ({ state: { providerId } }) => ({ providerId }),
  lists: {
    filters: ['state', 'kind'],
    entries: (listed) => [
      {
        id: 'endpoint',
        scopes: [{ of: 'tenant' }, { of: 'organisation', id: listed.state.providerId }],
        order: listed.registeredAt,
        filters: { state: listed.state.state, kind: listed.state.kind },
        body: listed,
      },
    ],
  },
  on: Object.fromEntries(Object.keys(endpoint.evolve).map((type) => [type, { key, fold }])),
});
