import type { EndpointState } from '../domain/endpoint/state.js';
import type { Parameter, Parameters, SubscriptionStatus } from './resources.js';
import { PROFILES, topicIn } from './vocabulary.js';

/** How a Subscription stands, and what is wrong with it where something is. */
export interface Standing {
  readonly status: SubscriptionStatus;
  readonly error?: { readonly code: string; readonly says: string };
}

const DISABLED = {
  gone: 'The endpoint answered 410: it is sent nothing until it is resumed',
  failing: 'The endpoint has taken nothing for five days: it is sent nothing until it is resumed',
} as const;

const NOT_ECHOED =
  'The handshake was answered without what it held: answer it with the Bundle that was sent, or with the value of its identifier';

/**
 * How an endpoint stands, in the words of FHIR.
 * @param handshake what came of its last handshake, where one failed
 */
export function standingOf(
  { state, disabledBy }: Pick<EndpointState, 'state' | 'disabledBy'>,
  handshake: string | undefined,
): Standing {
  if (state === 'active') return { status: 'active' };
  if (state === 'paused') return { status: 'off' };
  if (state === 'disabled') {
    const code = disabledBy ?? 'failing';
    return { status: 'error', error: { code, says: DISABLED[code] } };
  }
  if (handshake === undefined) return { status: 'requested' };
  const says = handshake === 'challenge' ? NOT_ECHOED : `The handshake failed: ${handshake}`;
  return { status: 'error', error: { code: handshake, says } };
}

/** What is said of a Subscription in every Bundle about it. */
export interface StatusSaid {
  readonly id: string;
  readonly base: string;
  readonly subscriptionId: string;
  readonly standing: Standing;
  readonly type: 'handshake' | 'heartbeat' | 'event-notification' | 'query-status' | 'query-event';
  /** The number of the last event there is; in a notification of an event, its own. */
  readonly reached: number;
  readonly events?: readonly Parameter[];
}

/** SubscriptionStatus, which R4 has no resource for, as Parameters. */
export function statusParameters(said: StatusSaid): Parameters {
  const { id, base, subscriptionId, standing, type, reached, events = [] } = said;
  const { status, error } = standing;
  const errors = error === undefined ? [] : [errorParameter(base, error)];
  return {
    resourceType: 'Parameters',
    id,
    meta: { profile: [PROFILES.status] },
    parameter: [
      { name: 'subscription', valueReference: { reference: subscriptionUrl(base, subscriptionId) } },
      { name: 'topic', valueCanonical: topicIn(base) },
      { name: 'status', valueCode: status },
      { name: 'type', valueCode: type },
      { name: 'events-since-subscription-start', valueString: String(reached) },
      ...events,
      ...errors,
    ],
  };
}

const errorParameter = (base: string, { code, says }: NonNullable<Standing['error']>): Parameter => ({
  name: 'error',
  valueCodeableConcept: { coding: [{ system: `${base}/subscription-error`, code }], text: says },
});

export const subscriptionUrl = (base: string, id: string): string => `${base}/Subscription/${id}`;
