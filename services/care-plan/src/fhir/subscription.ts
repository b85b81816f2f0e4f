import { present } from '@carethread/ledger';
import type { EndpointState } from '../domain/endpoint/state.js';
import type { Extension, Subscription } from './resources.js';
import type { Standing } from './status.js';
import { EXTENSIONS, FHIR_JSON, PROFILES, topicIn } from './vocabulary.js';

/** What whoever is not of the provider is shown instead of its words. */
const NOT_SHOWN = 'Shown to the people of its own provider alone';

type Shown = { readonly [Name in 'url' | 'reason' | 'heartbeatSeconds']?: EndpointState[Name] | undefined };

/**
 * An endpoint as a Subscription.
 * @param state with its URL and its reason for the provider’s own people, and without them for others
 */
export function subscriptionOf(
  { url, reason = NOT_SHOWN, heartbeatSeconds }: Shown,
  { base, id, standing }: { readonly base: string; readonly id: string; readonly standing: Standing },
): Subscription {
  const period = heartbeatSeconds === undefined ? undefined : [heartbeatPeriod(heartbeatSeconds)];
  return present<Subscription>({
    resourceType: 'Subscription',
    id,
    meta: { profile: [PROFILES.subscription] },
    status: standing.status,
    reason,
    criteria: topicIn(base),
    error: standing.error?.says,
    channel: present<Subscription['channel']>({
      extension: period,
      type: 'rest-hook',
      endpoint: url,
      payload: FHIR_JSON,
      _payload: { extension: [{ url: EXTENSIONS.payloadContent, valueCode: 'id-only' }] },
    }),
  });
}

const heartbeatPeriod = (seconds: number): Extension => ({
  url: EXTENSIONS.heartbeatPeriod,
  valueUnsignedInt: seconds,
});
