import { fault, malformed, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present, uuidV5 } from '@carethread/ledger';
import type { RegisterEndpoint } from './commands.js';
import type { EndpointEvent } from './events.js';
import type { EndpointState } from './state.js';

/** So many endpoints a provider has at most. */
const MOST = 5;

/** Every provider has a key from its first endpoint on; rotations add others. */
export const firstKeyOf = (tenantId: string, providerId: string): string => uuidV5(tenantId, 'webhook-key', providerId);

/** A provider registers its own endpoint, which is sent what comes after that moment. */
export function register(
  { kind, url, format, reason, heartbeatSeconds, secret = false, types = [], present: others, head }: RegisterEndpoint,
  { state }: EndpointState,
  { actor, tenantId }: Pick<Context, 'actor' | 'tenantId'>,
): readonly EndpointEvent[] {
  if (state !== 'none') return [];
  const providerId = actor.organisationId;
  if (providerId === undefined) return refuse('NOT_FOUND');
  if (kind === 'webhook' && url === undefined)
    return malformed(fault('/url', 'required', 'is where notices are sent: a webhook needs it'));
  if (kind === 'kafka' && (url !== undefined || secret))
    return malformed(
      fault(url === undefined ? '/secret' : '/url', 'unknown', 'is of webhooks: a topic has neither URL nor secret'),
    );
  if (others >= MOST) return refuse('ENDPOINT_LIMIT');
  const registered: EndpointEvent = {
    type: 'EndpointRegistered',
    payload: present({
      providerId,
      kind,
      url,
      format,
      reason,
      heartbeatSeconds,
      sharesSecret: secret,
      types,
      after: head,
      keyId: firstKeyOf(tenantId, providerId),
    }),
  };
  // A topic is the platform's own: nobody else could be meant by it.
  return kind === 'kafka' ? [registered, { type: 'EndpointVerified', payload: { providerId } }] : [registered];
}
