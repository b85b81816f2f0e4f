import type { BodyForm, RequestContext } from '@carethread/http-api';
import { failedHandshake } from '../../delivery/outside-attempts.js';
import type { EndpointInTheClear } from '../../domain/endpoint/state.js';
import { operationOutcome } from '../../fhir/operation-outcome.js';
import type { OperationOutcome, Subscription } from '../../fhir/resources.js';
import { standingOf, type Standing } from '../../fhir/status.js';
import { subscriptionOf } from '../../fhir/subscription.js';
import { FHIR_JSON, fhirBase } from '../../fhir/vocabulary.js';
import { endpoint } from '../../domain/endpoint/decider.js';
import { isThere } from '../endpoint/managed.js';

export const FH = '/care-plan/fhir';
export const SUBSCRIPTION = `${FH}/Subscription`;

/** Every answer below this path is a resource of FHIR, refusals too. */
export const FHIR_FORM: BodyForm = {
  below: FH,
  mediaType: FHIR_JSON,
  refusal: (problem): OperationOutcome => operationOutcome(problem),
  refusalSchema: {
    name: 'OperationOutcome',
    schema: {
      title: 'OperationOutcome',
      description: 'Why a request of a FHIR client was refused: `details.coding` holds the code',
      type: 'object',
      required: ['resourceType', 'issue'],
      properties: {
        resourceType: { type: 'string', enum: ['OperationOutcome'], description: 'Which resource it is' },
        issue: { type: 'array', items: { type: 'object' }, description: 'What was wrong' },
      },
    },
  },
};

/** What a client may say of the answer's format where it says it in the query. */
export const FORMAT = {
  _format: { type: 'string', enum: ['json', 'application/json', FHIR_JSON], description: 'JSON, as without it' },
} as const;

/** A webhook that was not registered as a Subscription is none. */
export function isSubscription(state: unknown): boolean {
  return isThere(state) && typeof state === 'object' && state !== null && 'format' in state && state.format === 'fhir';
}

type Asking = Pick<RequestContext, 'webhooks' | 'actor' | 'read' | 'publicUrl'>;

export async function standing(
  { webhooks }: Pick<Asking, 'webhooks'>,
  id: string,
  state: EndpointInTheClear,
): Promise<Standing> {
  const failed = state.state === 'unverified' ? await failedHandshake(webhooks, id) : undefined;
  return standingOf(state, failed);
}

/** An endpoint as the Subscription that it is, with its own words for its provider's people alone. */
export async function shownSubscription(ask: Asking, id: string, state: EndpointInTheClear): Promise<Subscription> {
  const isOwn = ask.actor.organisationId === state.providerId;
  const whole = isOwn ? (await ask.read.state(endpoint, id)).state : { heartbeatSeconds: state.heartbeatSeconds };
  return subscriptionOf(whole, { base: fhirBase(ask.publicUrl), id, standing: await standing(ask, id, state) });
}
