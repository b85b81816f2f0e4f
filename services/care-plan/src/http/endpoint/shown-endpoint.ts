import { answerOf, type RequestContext } from '@carethread/http-api';
import { endpoint } from '../../domain/endpoint/decider.js';
import { providerKeys } from '../../delivery/provider-keys.js';
import type { EndpointInTheClear } from '../../domain/endpoint/state.js';

type Asking = Pick<RequestContext, 'actor' | 'tenantId' | 'now' | 'read' | 'webhooks'>;

/** An endpoint as whoever may read it is shown it: the URL, which may hold a secret, to its own provider's people alone. */
export async function shownEndpoint(state: EndpointInTheClear, id: string, ask: Asking) {
  const { providerId, kind, format, heartbeatSeconds, sharesSecret, types, disabledBy } = state;
  const isOwn = ask.actor.organisationId === providerId;
  const [key] = kind === 'webhook' ? await providerKeys(ask, providerId) : [];
  return answerOf({
    providerId,
    kind,
    state: state.state,
    url: isOwn ? (await ask.read.state(endpoint, id)).state.url : undefined,
    format,
    heartbeatSeconds,
    secret: sharesSecret,
    types,
    disabledBy,
    publicKey: key === undefined ? undefined : (await ask.webhooks.keys.publicKey(ask.tenantId, key)).text,
  });
}
