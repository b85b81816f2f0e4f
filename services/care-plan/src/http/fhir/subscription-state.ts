import { Refusal } from '@carethread/contracts';
import type { RequestContext } from '@carethread/http-api';
import { endpoint } from '../../domain/endpoint/decider.js';
import type { EndpointState } from '../../domain/endpoint/state.js';
import { isSubscription } from './fhir.js';

/** The Subscription that the path names. Throws NOT_FOUND. */
export async function subscriptionState({
  params,
  read,
}: Pick<RequestContext, 'params' | 'read'>): Promise<{ readonly id: string; readonly state: EndpointState }> {
  const id = params['id'] ?? '';
  const { state, revision } = await read.state(endpoint, id);
  if (revision === 0 || !isSubscription(state)) throw new Refusal('NOT_FOUND');
  return { id, state };
}
