import { answerOf, type RequestContext } from '@carethread/http-api';
import { endpoint } from '../../domain/endpoint/decider.js';
import { keysInForce } from '../../domain/endpoint/signing-keys.js';
import type { EndpointState } from '../../domain/endpoint/state.js';
import { webhookKeys, webhookKeysKey } from '../../views/webhook-keys.js';

type Asking = Pick<RequestContext, 'actor' | 'tenantId' | 'now' | 'read' | 'webhooks'>;

/** The keys of an organisation that sign now, the newest first. */
export async function providerKeys(
  { read, tenantId, now }: Pick<Asking, 'read' | 'tenantId' | 'now'>,
  providerId: string,
): Promise<readonly string[]> {
  const known = await read.find(webhookKeys, webhookKeysKey(tenantId, providerId));
  return keysInForce(known?.keys ?? [], now);
}

/** An endpoint as whoever may read it is shown it: the URL, which may hold a secret, to its own provider's people alone. */
export async function shownEndpoint(state: Omit<EndpointState, 'url'>, id: string, ask: Asking) {
  const { providerId, kind, sharesSecret, types, disabledBy } = state;
  const isOwn = ask.actor.organisationId === providerId;
  const [key] = kind === 'webhook' ? await providerKeys(ask, providerId) : [];
  return answerOf({
    providerId,
    kind,
    state: state.state,
    url: isOwn ? (await ask.read.state(endpoint, id)).state.url : undefined,
    secret: sharesSecret,
    types,
    disabledBy,
    publicKey: key === undefined ? undefined : (await ask.webhooks.keys.publicKey(ask.tenantId, key)).text,
  });
}
