import { idInStream } from '@carethread/event-sourcing';
import { viewOf, type ViewEvent } from '@carethread/runtime';
import { endpoint } from '../domain/endpoint/decider.js';
import type { EndpointEvent } from '../domain/endpoint/events.js';

/** A place in Kafka at which a provider has asked for its notices. */
interface TopicEndpoint {
  readonly id: string;
  readonly isActive: boolean;
  /** The types of notices that it wants; none named: all. */
  readonly types: readonly string[];
  /** It gets what comes after this place. */
  readonly after: number;
}

/** One organisation's topic; there is none without an endpoint of that kind. */
export interface ProviderTopic {
  readonly tenantId: string;
  readonly organisationId: string;
  /** Where the log stood when the first endpoint was registered. */
  readonly since: number;
  readonly endpoints: readonly TopicEndpoint[];
}

type Own<Type extends EndpointEvent['type']> = Omit<ViewEvent, 'type' | 'data'> & {
  readonly data: Extract<EndpointEvent, { readonly type: Type }>['payload'];
};

/** Two tenants may name the same organisation. */
const key = ({ data, meta }: Own<EndpointEvent['type']>): string => `${meta.tenantId}/${data.providerId}`;

function registered(doc: ProviderTopic | undefined, event: Own<'EndpointRegistered'>): ProviderTopic | undefined {
  const { data, meta, position } = event;
  if (data.kind !== 'kafka') return doc;
  const added = { id: idInStream(endpoint, meta.stream), isActive: false, types: data.types, after: data.after };
  const { since = position, endpoints = [] } = doc ?? {};
  return { tenantId: meta.tenantId, organisationId: data.providerId, since, endpoints: [...endpoints, added] };
}

/** Changes the endpoint of an event, where it is one of these; a webhook of the same organisation is not. */
const changed =
  (change: (one: TopicEndpoint) => TopicEndpoint | undefined) =>
  (doc: ProviderTopic | undefined, { meta }: Pick<ViewEvent, 'meta'>): ProviderTopic | undefined => {
    const id = idInStream(endpoint, meta.stream);
    if (doc?.endpoints.some((one) => one.id === id) !== true) return doc;
    const endpoints = doc.endpoints.flatMap((one) => (one.id === id ? (change(one) ?? []) : one));
    return endpoints.length === 0 ? undefined : { ...doc, endpoints };
  };
const activated = changed((one) => ({ ...one, isActive: true }));
const stopped = changed((one) => ({ ...one, isActive: false }));

/** Which organisations have a topic of their own, and what is sent there: ids, types and numbers. */
export const providerTopics = viewOf<ProviderTopic, EndpointEvent>()({
  name: 'providerTopics',
  version: 1,
  indexes: ['organisationId'],
  index: ({ organisationId }) => ({ organisationId }),
  on: {
    EndpointRegistered: { key, fold: registered },
    EndpointVerified: { key, fold: activated },
    EndpointResumed: { key, fold: activated },
    EndpointPaused: { key, fold: stopped },
    EndpointDisabled: { key, fold: stopped },
    EndpointRemoved: { key, fold: changed(() => undefined) },
  },
});

/** What is to be sent to a topic: after which place, and which types of notices. Undefined where no endpoint is active. */
export function wantedBy({ endpoints }: ProviderTopic): TopicWants | undefined {
  const active = endpoints.filter(({ isActive }) => isActive);
  if (active.length === 0) return undefined;
  return {
    after: Math.min(...active.map(({ after }) => after)),
    types: active.some(({ types }) => types.length === 0) ? [] : active.flatMap(({ types }) => types),
  };
}

export interface TopicWants {
  readonly after: number;
  /** None named: all. */
  readonly types: readonly string[];
}
